import type { Diagnostic } from "../../model/diagnostic.js";
import { renderStops } from "../../report/index.js";
import { EXIT, exitCodeOfFault } from "../exit-code.js";
import { type Command, type Context, flagArg, listArg } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { inSession, type Session } from "../session.js";
import { contactIds } from "../tasks/contact-ids.js";
import { type Stopped, stopAll, type Wanted } from "../tasks/stop-tasks.js";

/** `task stop`: ends contacts, of this project or any other. */
export const taskStopCommand: Command = {
  positionals: { "contact-ids": { describe: "Contact ids, as `task start` and `task list` tell them" } },
  options: {
    all: { type: "boolean", describe: "Stop all that were started here and are open" },
    unknown: { type: "boolean", describe: "Stop those of which nobody knows whether they were started" },
    "if-running": { type: "boolean", describe: "That a contact has ended already, or is not known, is no failure" },
  },
  run: async (context, args) => {
    const [isAll, isUnknown] = [flagArg(args, "all"), flagArg(args, "unknown")];
    const ids = contactIds(listArg(args, "contact-ids"));
    if (isAll || isUnknown ? ids.length > 0 : ids.length === 0)
      throw usageError("What is to be stopped?", { help: "give contact ids, or `--all`, or `--unknown`" });
    return inSession(context, { desired: false }, async (session) => {
      await session.provider.target();
      const open = await session.contacts.open();
      const named = ids.map((id): Wanted => ({ id, opened: open.find((one) => one.id === id) }));
      const recorded = open.filter(({ id }) => (id === undefined ? isUnknown : isAll));
      const wanted = [...named, ...recorded.map((opened): Wanted => ({ id: opened.id, opened }))];
      return tellStopped(
        await stopAll(wanted, session),
        session,
        context,
        ids.length > 0 && !flagArg(args, "if-running"),
      );
    });
  },
};

function tellStopped(
  { stops, faults }: Stopped,
  { environment }: Session,
  { out }: Context,
  isStrict: boolean,
): number {
  const idle = isStrict ? stops.filter(({ outcome }) => outcome === "ended" || outcome === "unknown").length : 0;
  const diagnostics = [...faults.flatMap((fault) => fault.diagnostics), ...(idle > 0 ? [notRunning(idle)] : [])];
  out.document({ environment: environment.name, contacts: stops, diagnostics });
  out.result(renderStops(stops, out.look));
  out.diagnostics(diagnostics);
  const [first] = faults;
  return first ? exitCodeOfFault(first) : idle > 0 ? EXIT.failed : EXIT.done;
}

function notRunning(count: number): Diagnostic {
  return {
    severity: "error",
    code: "cli/not-running",
    summary: count === 1 ? "A contact was not running" : `${count} contacts were not running`,
    help: "use `--if-running` where that is no failure",
  };
}
