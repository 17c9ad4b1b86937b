import type { OpenContact, Task } from "../../model/contact.js";
import { Fault } from "../../model/fault.js";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { OpenRun, TestRun } from "../../model/test-run.js";
import { assertKnownFormat } from "../document/format-version.js";

const CONTACTS_FORMAT = "1.0";

/** What a record keeps: a task contact, or a run of a test case. */
export type OpenEntry = OpenContact | OpenRun;

/** The task contacts among what is open. */
export function contactsIn(entries: readonly OpenEntry[]): readonly OpenContact[] {
  return entries.filter((one): one is OpenContact => !isRun(one));
}

/** The runs of test cases among what is open. */
export function runsIn(entries: readonly OpenEntry[]): readonly OpenRun[] {
  return entries.filter(isRun);
}

function isRun(entry: OpenEntry): entry is OpenRun {
  return "testCaseId" in entry.task.entry;
}

/** The first line of a record of contacts; those who begin one at the same time may both write it. */
export function contactsHeader(environment: string): string {
  return line({ formatVersion: CONTACTS_FORMAT, environment });
}

/** `at` in milliseconds since the epoch. */
export function willStartLine(task: Task | TestRun, isSmoke: boolean, at: number): string {
  return line({ willStart: task, isSmoke, at });
}

export function startedLine(started: string, id: string): string {
  return line({ started, id });
}

export function closedLine(closed: string): string {
  return line({ closed });
}

/** An open contact as a text of its own. */
export function openContactText({ task, id, startedAt, isSmoke }: OpenEntry): string {
  const header = { formatVersion: CONTACTS_FORMAT, willStart: task, isSmoke, at: startedAt };
  return line(id === undefined ? header : { ...header, id });
}

/** Reads what `openContactText` has written. */
export function parseOpenContact(text: string, file: string): OpenEntry {
  const value = objectIn(text.trim());
  if (!value) throw corrupt(file, 1, "is not a JSON object");
  assertKnownFormat(value.formatVersion, CONTACTS_FORMAT, file);
  if (!isWillStart(value)) throw corrupt(file, 1, "is not a task that was to be started");
  return contactOf(value, typeof value.id === "string" ? value.id : undefined);
}

/**
 * The contacts that a record leaves open, in the order of their starts. A line that a crash tore off was relied on by
 * nobody and counts as never written, be it the last one or followed by the lines of others.
 */
export function parseContacts(text: string, file: string, environment: string): readonly OpenEntry[] {
  const open = new Map<string, OpenEntry>();
  for (const [index, row] of text.split("\n").entries()) {
    const value = objectIn(row);
    if (value) addLine(open, value, { file, number: index + 1, environment });
    else if (row !== "" && !row.startsWith("{")) throw corrupt(file, index + 1, "is not a line of it");
  }
  return [...open.values()];
}

interface LinePlace {
  readonly file: string;
  readonly number: number;
  readonly environment: string;
}

function addLine(open: Map<string, OpenEntry>, value: JsonObject, { file, number, environment }: LinePlace): void {
  if (isWillStart(value)) {
    const contact = contactOf(value, undefined);
    open.set(contact.task.clientToken, { ...contact, ...open.get(contact.task.clientToken) });
  } else if (typeof value.started === "string" && typeof value.id === "string") {
    const contact = open.get(value.started);
    if (contact) open.set(value.started, { ...contact, id: value.id });
  } else if (typeof value.closed === "string") {
    open.delete(value.closed);
  } else if (value.formatVersion !== undefined) {
    assertKnownFormat(value.formatVersion, CONTACTS_FORMAT, file);
    if (value.environment !== environment) throw corrupt(file, number, "is of another environment");
  } else {
    throw corrupt(file, number, "is not a line of it");
  }
}

type WillStart = JsonObject & { readonly willStart: JsonObject; readonly at: number };

/** Of a date, in milliseconds since the epoch. */
const LAST_MOMENT = 8.64e15;

function isWillStart(value: JsonObject): value is WillStart {
  const { willStart: task, at } = value;
  if (!isJsonObject(task) || typeof at !== "number" || Math.abs(at) > LAST_MOMENT) return false;
  const texts = [task.name, task.clientToken].every((text) => typeof text === "string");
  return texts && [task.entry, task.attributes, task.references].every((part) => isJsonObject(part));
}

function contactOf({ willStart, at, isSmoke }: WillStart, id: string | undefined): OpenEntry {
  const task = willStart as unknown as Task | TestRun;
  const entry = { task, startedAt: at, isSmoke: isSmoke === true, ...(id === undefined ? {} : { id }) };
  return entry as OpenEntry;
}

function objectIn(row: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(row);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function line(value: object): string {
  return `${canonicalJson(JSON.parse(JSON.stringify(value)) as Json)}\n`;
}

function corrupt(file: string, number: number, what: string): Fault {
  return new Fault("state", [
    {
      severity: "error",
      code: "state/contacts-corrupt",
      summary: "The record of the contacts that were started is damaged",
      detail: `Line ${number} of ${file} ${what}. Which contacts are still open is only partly known.`,
      file,
      line: number,
      help: "look in the console for tasks that are still open and stop them, then delete the file",
    },
  ]);
}
