import { renderStarted } from "../../report/index.js";
import { stoppable } from "../applying/stop-watch.js";
import { EXIT, exitCodeOfFault, SIGNAL_EXIT } from "../exit-code.js";
import type { Args, Command, Context } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { inSession } from "../session.js";
import { readTask } from "../tasks/read-task.js";
import { type Started, startTask } from "../tasks/start-task.js";
import { entryWarnings, findEntry } from "../tasks/task-entry.js";

/** `task start`: a task contact through a deployed flow. */
export const taskStartCommand: Command = {
  options: {
    name: { type: "string", requiresArg: true, describe: "Name of the task, as agents see it" },
    flow: {
      type: "string",
      requiresArg: true,
      describe: "Flow that leads it: an address, a display name, an id or ARN",
    },
    template: { type: "string", requiresArg: true, describe: "Task template in place of a flow" },
    "quick-connect": { type: "string", requiresArg: true, describe: "Quick connect in place of a flow" },
    description: { type: "string", requiresArg: true, describe: "Description of the task" },
    attribute: { type: "array", string: true, nargs: 1, describe: "Attribute as NAME=VALUE; may be repeated" },
    reference: {
      type: "array",
      string: true,
      nargs: 1,
      describe: "Reference as NAME=URL, or NAME=TYPE:VALUE; repeated",
    },
    "scheduled-time": {
      type: "string",
      requiresArg: true,
      describe: "ISO 8601 with its zone, or +2h; within six days",
    },
    "previous-contact": { type: "string", requiresArg: true, describe: "Contact id that this one follows" },
    "related-contact": { type: "string", requiresArg: true, describe: "Contact id whose attributes are copied" },
    "client-token": { type: "string", requiresArg: true, describe: "Asks again for a task whose answer was lost" },
    output: { choices: ["text", "id"], default: "text", describe: "Print a report, or the contact id alone" },
  },
  examples: [
    ["task start --flow flow.main-ivr --name check", "Through a flow of the manifest"],
    ["task start --flow 'Main IVR' --name check --attribute lang=ja", "By its display name, with an attribute"],
  ],
  run: async (context, args) => {
    const asked = readTask(args, context.world);
    if (context.out.json && args["output"] === "id")
      throw usageError("--json and --output id both say what is printed", { help: "leave out one of the two" });
    return stoppable(context, (heard, stop) =>
      inSession(heard, { desired: "if-valid" }, async (session) => {
        const entry = await findEntry(asked.entry, session);
        heard.out.diagnostics(entryWarnings(entry));
        stop.startWriting();
        const started = await startTask(asked, entry, session, heard.world.now());
        const code = tellStarted(started, heard, args);
        const signal = stop.signal();
        return signal ? SIGNAL_EXIT[signal] : code;
      }),
    );
  },
};

function tellStarted({ view, unrecorded }: Started, { out }: Context, args: Args): number {
  out.document(view);
  out.result(args["output"] === "id" ? view.contactId : renderStarted(view, out.look));
  if (!unrecorded) return EXIT.done;
  out.diagnostics(unrecorded.diagnostics);
  return exitCodeOfFault(unrecorded);
}
