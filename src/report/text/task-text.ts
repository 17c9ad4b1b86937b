import { compareText } from "../../model/json.js";
import { KINDS } from "../../model/kind.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span, wholeLine, widthOfSpans } from "../lines/span.js";
import { tableLines } from "../lines/table-text.js";
import { commandLines, type Fact, factLines } from "../view/fact-rows.js";
import type {
  ContactStatus,
  ContactView,
  EntryView,
  NamedView,
  OpenRunView,
  OpenView,
  StartedView,
  StopView,
} from "../view/task-view.js";
import { sayTime } from "../view/view-drift.js";
import { countOf } from "../words/count-words.js";
import { durationWords } from "../words/duration-words.js";
import { shellWord } from "../words/shell-word.js";

/** Writes that a task was started, and the commands that are about it. */
export function renderStarted(started: StartedView, options: TextOptions): string {
  const { contactId, environment, entry, name, scheduledTime } = started;
  const facts: readonly Fact[] = [
    ["contact", contactId],
    ["name", name],
    [KINDS[entry.kind].label, nameOf(entry)],
    ...fact("scheduled", scheduledTime && sayTime(scheduledTime)),
  ];
  const command = (verb: string) => `connectctl task ${verb} --env ${shellWord(environment)} ${contactId}`;
  const head = wholeLine(span(safeText(`Started a task in ${environment}.`), "added"));
  const next = commandLines([
    ["To look at it:", command("describe")],
    ["To stop it:   ", command("stop")],
  ]);
  return paintText([head, BLANK, ...factLines(facts), BLANK, ...next], options);
}

const STATUS_WORDS: Readonly<Record<ContactStatus | "unsure" | "unknown" | "notAsked", string>> = {
  scheduled: "scheduled",
  running: "in its flow",
  queued: "waits in a queue",
  withAgent: "with an agent",
  ended: "ended",
  unsure: "perhaps started",
  unknown: "not known",
  notAsked: "not asked",
};

/** Writes all that is known of one contact. */
export function renderContact(contact: ContactView, options: TextOptions): string {
  const { queue, agent, entry } = contact;
  const facts: readonly Fact[] = [
    ["contact", contact.contactId],
    ...fact("name", contact.name),
    ...fact("description", contact.description),
    ["status", STATUS_WORDS[contact.status]],
    ...fact("channel", channelOf(contact)),
    ...(entry ? fact(KINDS[entry.kind].label, nameOf(entry)) : []),
    ...moment("started", contact.initiatedAt),
    ...moment("scheduled", contact.scheduledAt),
    ...fact("queue", queue && nameOf(queue)),
    ...moment("in queue since", contact.enqueuedAt),
    ...fact("agent", agent && nameOf(agent)),
    ...fact("ended", contact.endedAt && endWords(contact)),
  ];
  return paintText([...factLines(facts), ...attributeLines(contact.attributes)], options);
}

function attributeLines(attributes: ContactView["attributes"]): readonly Line[] {
  const sorted = Object.entries(attributes).sort(([left], [right]) => compareText(left, right));
  if (sorted.length === 0) return [];
  const rows = factLines(sorted.map(([name, value]) => [`  ${name}`, value]));
  return [line(0, span("attributes", "dim")), ...rows];
}

function channelOf({ channel, initiationMethod }: ContactView): string | null {
  return channel && initiationMethod ? `${channel}, started by ${initiationMethod}` : channel;
}

function endWords({ endedAt, endReason }: Pick<ContactView, "endedAt" | "endReason">): string {
  return `${sayTime(endedAt ?? "")}${endReason === null ? "" : ` (${endReason})`}`;
}

/** How a list of contacts is written; `now` in milliseconds since the epoch. */
interface OpenOptions extends TextOptions {
  readonly environment: string;
  readonly now: number;
  /** Runs of test cases that were started here and not seen to end. */
  readonly testRuns: readonly OpenRunView[];
}

/** Writes the contacts that were started here and are not known to have ended, and what became of the others. */
export function renderOpenContacts(contacts: readonly OpenView[], options: OpenOptions): string {
  const { environment, now, testRuns } = options;
  const none = [wholeLine(span(safeText(`No task is open in ${environment}.`)))];
  if (contacts.length === 0) return paintText([...none, ...runLines(testRuns, now)], options);
  const rows = contacts.map((one) => [
    one.contactId ?? "-",
    one.isSmoke ? `${one.name} (smoke)` : one.name,
    shortName(one.entry),
    durationWords(now - Date.parse(one.startedAt)),
    openStatus(one),
  ]);
  const ending = [...openEnding(contacts, environment), ...runLines(testRuns, now)];
  return paintText([...openLines(rows, options.width), BLANK, ...ending], options);
}

/** What is left of test cases needs no command of its own: whatever writes next ends it. */
function runLines(runs: readonly OpenRunView[], now: number): readonly Line[] {
  if (runs.length === 0) return [];
  const rows = runs.map(({ runId, name, startedAt }) =>
    line(
      4,
      span(safeText(`  ${name}, started ${durationWords(now - Date.parse(startedAt))} ago, run ${runId ?? "-"}`)),
    ),
  );
  const left = runs.length === 1 ? "1 run of a test case was" : `${runs.length} runs of test cases were`;
  const words = "not seen to end; the next smoke, apply or destroy stops what still runs";
  return [BLANK, line(0, span(`${left} ${words}:`, "strong")), ...rows];
}

/** One contact a row; where a row would be too wide, its second half stands below. */
function openLines(rows: readonly (readonly string[])[], width: number): readonly Line[] {
  const head = ["contact", "name", "through", "age", "status"];
  const table = tableLines([head, ...rows], { width: Number.POSITIVE_INFINITY, header: true });
  if (table.every(({ spans }) => widthOfSpans(spans) <= width)) return table;
  return rows.flatMap(([contact = "", name = "", through = "", age = "", status = ""]) => [
    line(4, span(safeText(contact)), span("   "), span(safeText(name), "strong")),
    line(4, span("    "), span(safeText(`${status}, through ${through}, started ${age} ago`), "dim")),
  ]);
}

function openStatus({ status, queue }: OpenView): string {
  return status === "queued" && queue ? `in ${shortName(queue)}` : STATUS_WORDS[status];
}

function openEnding(contacts: readonly OpenView[], environment: string): readonly Line[] {
  const count = (...wanted: readonly OpenView["status"][]) =>
    contacts.filter(({ status }) => wanted.includes(status)).length;
  const [ended, unsure, unknown] = [count("ended"), count("unsure"), count("unknown")];
  const open = contacts.length - ended - unsure - unknown;
  const counts = [
    `${countOf(open, "task")} open`,
    ...(ended > 0 ? [`${ended} ended and not listed again`] : []),
    ...(unsure > 0 ? [`${unsure} perhaps started`] : []),
    ...(unknown > 0 ? [`${unknown} not known to the instance`] : []),
  ];
  const stop = `connectctl task stop --env ${shellWord(environment)}`;
  const commands: readonly Fact[] = [
    ...(open + unknown > 0 ? ([["To stop them:", `${stop} --all`]] as const) : []),
    ...(unsure > 0 ? ([["To find out and stop:", `${stop} --unknown`]] as const) : []),
  ];
  return [wholeLine(span(`${counts.join(", ")}.`, "strong")), ...commandLines(commands)];
}

const STOP_WORDS = {
  stopped: "stopped",
  ended: "had ended",
  unknown: "not known to the instance",
  released: "cannot be found out",
  failed: "not stopped",
} as const satisfies Record<StopView["outcome"], string>;

/** Writes what came of stopping contacts, one a row. */
export function renderStops(stops: readonly StopView[], options: TextOptions): string {
  if (stops.length === 0) return paintText([wholeLine(span("There is nothing to stop."))], options);
  const rows = stops.map(({ contactId, name, outcome, endedAt }) => [
    STOP_WORDS[outcome],
    contactId ?? "-",
    [name, endedAt && sayTime(endedAt)].filter((part) => part !== null && part !== "").join(", "),
  ]);
  const table = tableLines(rows, { width: options.width, wrap: true });
  const counts = Object.entries(STOP_WORDS).flatMap(([outcome, words]) => {
    const count = stops.filter((stop) => stop.outcome === outcome).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return paintText([...table, wholeLine(span(`${counts.join(", ")}.`, "strong"))], options);
}

/** `flow.main-ivr "Main IVR"`, or the id where nothing else is known. */
function nameOf({ address, name, id }: EntryView | NamedView): string {
  const quoted = name === null ? [] : [`"${name}"`];
  return address === null && name === null ? id : [...(address === null ? [] : [address]), ...quoted].join(" ");
}

/** For a column: the shortest that a person knows it by; an id alone with its kind, but for flows, which most are. */
function shortName({ address, name, id, ...more }: EntryView | NamedView): string {
  const kind = "kind" in more && more.kind !== "flow" ? `${KINDS[more.kind].label} ` : "";
  return address ?? name ?? `${kind}${id}`;
}

function fact(label: string, value: string | null): readonly Fact[] {
  return value === null || value === "" ? [] : [[label, value]];
}

function moment(label: string, time: string | null): readonly Fact[] {
  return fact(label, time && sayTime(time));
}
