import { renderOpenContacts } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { type Command, flagArg } from "../line/command.js";
import { inSession } from "../session.js";
import { openTasks, openTestRuns } from "../tasks/open-tasks.js";

/** `task list`: what was started here and is not known to have ended. */
export const taskListCommand: Command = {
  options: { offline: { type: "boolean", describe: "Only the record; the instance is not asked" } },
  run: (context, args) =>
    inSession(context, { desired: false }, async (session) => {
      const { out, world } = context;
      const contacts = await openTasks(session, flagArg(args, "offline"), world.now());
      const testRuns = await openTestRuns(session);
      const environment = session.environment.name;
      out.document({ environment, contacts, testRuns });
      out.result(renderOpenContacts(contacts, { ...out.look, environment, now: world.now(), testRuns }));
      return EXIT.done;
    }),
};
