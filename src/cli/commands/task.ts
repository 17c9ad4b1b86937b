import { parseArn } from "../../model/arn.js";
import type { Contact } from "../../model/contact.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import { renderContact, renderOpenContacts, renderStarted, renderStops } from "../../report/index.js";
import { stoppable } from "../applying/stop-watch.js";
import { EXIT, exitCodeOfFault, SIGNAL_EXIT } from "../exit-code.js";
import { type Args, type Command, type Context, flagArg, listArg, textArg } from "../line/command.js";
import { UsageError, usageError } from "../line/usage.js";
import { openSession, type Session } from "../session.js";
import { contactView, openNames } from "../tasks/contact-views.js";
import { openTasks, openTestRuns } from "../tasks/open-tasks.js";
import { readTask } from "../tasks/read-task.js";
import { type Started, startTask } from "../tasks/start-task.js";
import { type Stopped, stopAll, type Wanted } from "../tasks/stop-tasks.js";
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
      inSession(heard, "if-valid", async (session) => {
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
    return inSession(context, false, async (session) => {
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

/** `task describe`: one contact, whoever started it. */
export const taskDescribeCommand: Command = {
  positionals: { "contact-id": { describe: "Id of the contact" } },
  run: async (context, args) => {
    const [id = ""] = contactIds([textArg(args, "contact-id") ?? ""]);
    return inSession(context, false, async (session) => {
      const { provider, contacts, environment } = session;
      const { instanceArn } = await provider.target();
      const [contact, open] = await Promise.all([provider.contacts.describe(id), contacts.open()]);
      if (!contact) throw unknownContact(id, environment.name);
      const opened = open.find((one) => one.id === id);
      const whole = { ...contact, attributes: await attributesOf(contact, session) };
      const place = { environment: environment.name, instanceArn, opened, now: context.world.now() };
      const view = await contactView(whole, place, openNames(session));
      if (opened && view.status === "ended") await contacts.closed(opened.task.clientToken);
      context.out.document(view);
      context.out.result(renderContact(view, context.out.look));
      return EXIT.done;
    });
  },
};

/** A description may come without them; to whom they are denied, they are none. */
async function attributesOf({ id, initialId, attributes }: Contact, { provider }: Session) {
  if (Object.keys(attributes).length > 0) return attributes;
  return provider.contacts.attributes(initialId ?? id).catch((error: unknown) => {
    if (error instanceof Fault && (error.kind === "permission" || error.kind === "not-found")) return {};
    throw error;
  });
}

function unknownContact(id: string, environment: string): Fault {
  return new Fault("not-found", [
    {
      severity: "error",
      code: "cli/unknown-contact",
      summary: `The instance of \`${environment}\` knows no contact \`${id}\``,
      help: "check the id and the environment; `connectctl task list` shows what was started here",
    },
  ]);
}

/** `task list`: what was started here and is not known to have ended. */
export const taskListCommand: Command = {
  options: { offline: { type: "boolean", describe: "Only the record; the instance is not asked" } },
  run: (context, args) =>
    inSession(context, false, async (session) => {
      const { out, world } = context;
      const contacts = await openTasks(session, flagArg(args, "offline"), world.now());
      const testRuns = await openTestRuns(session);
      const environment = session.environment.name;
      out.document({ environment, contacts, testRuns });
      out.result(renderOpenContacts(contacts, { ...out.look, environment, now: world.now(), testRuns }));
      return EXIT.done;
    }),
};

/** Each of them once; an ARN counts as the id in it. */
function contactIds(texts: readonly string[]): readonly string[] {
  const ids = texts.map((text) => parseArn(text)?.resource.split("/contact/")[1] ?? text);
  const odd = ids.filter((id) => !/^[A-Za-z0-9_-]{1,256}$/.test(id));
  if (odd.length === 0) return [...new Set(ids)];
  throw new UsageError(
    odd.map((id) => ({
      severity: "error",
      code: "cli/usage",
      summary: `\`${id}\` is no contact id`,
      help: "give ids as `connectctl task list` shows them",
    })),
  );
}

async function inSession(
  context: Context,
  desired: false | "if-valid",
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const session = await openSession(context, { desired });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
