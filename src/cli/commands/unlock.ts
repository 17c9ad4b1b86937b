import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { type Command, textArg } from "../line/command.js";
import { openProject, openRecord } from "../session.js";

/** `unlock`: breaks a lock that one has looked at. */
export const unlockCommand: Command = {
  positionals: { "lock-id": { describe: "The id that the message about the lock told" } },
  run: async (context, args) => {
    const { project } = openProject(context, { entries: "any" });
    const environment = chooseEnvironment(project, context);
    const id = textArg(args, "lock-id") ?? "";
    await openRecord(environment, context).breakLock(id);
    context.out.document({ unlocked: id });
    context.out.result(`Unlocked ${environment.name}.`);
    return EXIT.done;
  },
};
