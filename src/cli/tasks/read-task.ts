import type { Task, TaskReference } from "../../model/contact.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { REFERENCE_TYPES, type TaskProblem, taskProblems } from "../../model/task-problems.js";
import { type Args, listArg, textArg } from "../line/command.js";
import { UsageError } from "../line/usage.js";
import { hasCalendarDay } from "./calendar-day.js";

/** The flags that say what leads a task, and the kinds of what they name. */
const ENTRY_FLAGS = { flow: "flow", template: "taskTemplate", "quick-connect": "quickConnect" } as const;

/** What is to lead a task, as somebody named it: by address, name, id or ARN. */
export interface NamedEntry {
  readonly kind: (typeof ENTRY_FLAGS)[keyof typeof ENTRY_FLAGS];
  readonly text: string;
}

/** A task as the command line asks for it. */
export interface AskedTask {
  readonly entry: NamedEntry;
  readonly task: Omit<Task, "entry">;
}

interface Moment {
  /** Milliseconds since the epoch. */
  now(): number;
  newId(): string;
}

/** Reads a task from the flags of `task start`; tells all that is wrong with it at once. */
export function readTask(args: Args, world: Moment): AskedTask {
  const problems: Diagnostic[] = [];
  const now = world.now();
  const task = {
    name: textArg(args, "name") ?? "",
    attributes: pairsIn(listArg(args, "attribute"), "attribute", problems),
    references: referencesIn(listArg(args, "reference"), problems),
    clientToken: textArg(args, "client-token") ?? world.newId(),
    ...present("description", textArg(args, "description")),
    ...present("previousContactId", textArg(args, "previous-contact")),
    ...present("relatedContactId", textArg(args, "related-contact")),
    ...present("scheduledTime", timeIn(textArg(args, "scheduled-time"), now, problems)),
  };
  if (task.name === "") problems.push(mistake("A task needs a name", "write `--name` with what agents see"));
  problems.push(...taskProblems(task, now).map(problemDiagnostic));
  const entry = entryIn(args, problems);
  if (problems.length > 0 || !entry) throw new UsageError(problems);
  return { entry, task };
}

function entryIn(args: Args, problems: Diagnostic[]): NamedEntry | undefined {
  const given = Object.entries(ENTRY_FLAGS).flatMap(([flag, kind]) => {
    const text = textArg(args, flag);
    return text === undefined || text === "" ? [] : [{ kind, text }];
  });
  const [entry, ...others] = given;
  if (entry && others.length === 0) return entry;
  const what = entry ? "Only one of --flow, --template and --quick-connect leads a task" : "Nothing leads the task";
  problems.push(mistake(what, "give exactly one of `--flow`, `--template` and `--quick-connect`"));
  return undefined;
}

/** Reads `name=value` as often as it was given. */
function pairsIn(given: readonly string[], flag: string, problems: Diagnostic[]): Readonly<Record<string, string>> {
  const pairs = new Map<string, string>();
  for (const text of given) {
    const equals = text.indexOf("=");
    const name = text.slice(0, equals);
    if (equals <= 0) problems.push(mistake(`\`${text}\` is no ${flag}`, `write --${flag} name=value`));
    else if (pairs.has(name)) problems.push(mistake(`--${flag} gives \`${name}\` twice`, "leave out one of the two"));
    else pairs.set(name, text.slice(equals + 1));
  }
  return Object.fromEntries(pairs);
}

const TYPED = new RegExp(`^(${REFERENCE_TYPES.join("|")}):(.*)$`, "s");

/** `name=https://…`, or with a type `name=NUMBER:42`. */
function referencesIn(given: readonly string[], problems: Diagnostic[]): Readonly<Record<string, TaskReference>> {
  const references = Object.entries(pairsIn(given, "reference", problems)).map(([name, text]) => {
    const [, type = "URL", value = text] = TYPED.exec(text) ?? [];
    return [name, { type: type as TaskReference["type"], value }] as const;
  });
  return Object.fromEntries(references);
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads a time in ISO 8601, with its zone, or one that is so long from now: `+2h`. To whole seconds, as it is sent. */
function timeIn(text: string | undefined, now: number, problems: Diagnostic[]): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit] = /^\+(\d+)([mhd])$/.exec(text) ?? [];
  const zoned =
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text) && hasCalendarDay(text);
  const time = unit ? now + Number(amount) * UNITS[unit as keyof typeof UNITS] : zoned ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(time)) return Math.floor(time / 1000) * 1000;
  problems.push(
    mistake(
      `\`${text}\` is no time`,
      "write --scheduled-time 2026-01-31T09:00+09:00 (with its zone) or +30m, +2h, +1d",
    ),
  );
  return undefined;
}

/** The flag that gives each part of a task. */
const FLAGS: Readonly<Record<TaskProblem["field"], string>> = {
  name: "name",
  description: "description",
  attributes: "attribute",
  references: "reference",
  scheduledTime: "scheduled-time",
  previousContactId: "previous-contact",
  relatedContactId: "related-contact",
  clientToken: "client-token",
};

function problemDiagnostic({ field, summary, detail, help }: TaskProblem): Diagnostic {
  const said = detail === undefined ? {} : { detail };
  return { severity: "error", code: "cli/invalid-task", summary, ...said, help: `${help} (\`--${FLAGS[field]}\`)` };
}

function mistake(summary: string, help: string): Diagnostic {
  return { severity: "error", code: "cli/invalid-task", summary, help };
}

function present<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}
