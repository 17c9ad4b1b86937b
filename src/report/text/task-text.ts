import { compareText } from "../../model/json.js";
import { KINDS } from "../../model/kind.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span, wholeLine } from "../lines/span.js";
import { tableLines } from "../lines/table-text.js";
import { commandLines, type Fact, factLines } from "../view/fact-rows.js";
import type { ContactView, StartedView, StopView } from "../view/task-view.js";
import { sayTime } from "../view/view-drift.js";
import { nameOf, STATUS_WORDS } from "../words/contact-words.js";
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

function fact(label: string, value: string | null): readonly Fact[] {
  return value === null || value === "" ? [] : [[label, value]];
}

function moment(label: string, time: string | null): readonly Fact[] {
  return fact(label, time && sayTime(time));
}
