import { Fault } from "../model/fault.js";
import type { JournalBegin, JournalEnd } from "../model/journal.js";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { assertKnownFormat } from "./format-version.js";
import { JOURNAL_FORMAT, type Journal, type JournalEntry, type JournalHeader } from "./journal-entry.js";

export function headerLine(header: JournalHeader): string {
  return line(header);
}

export function beginLine(seq: number, begin: JournalBegin): string {
  return line({ seq, begin });
}

export function endLine(seq: number, end: JournalEnd): string {
  return line({ seq, end });
}

function line(value: object): string {
  return `${canonicalJson(JSON.parse(JSON.stringify(value)) as Json)}\n`;
}

/**
 * Reads the text of a journal; undefined where not even its first line was written. What follows the last line end was
 * torn off by a crash before anybody relied on it, and counts as never written; anything else that is odd is a fault.
 */
export function parseJournal(text: string, file: string, environment: string): Journal | undefined {
  const [first, ...rest] = text.split("\n").slice(0, -1);
  if (first === undefined) return undefined;
  const header = headerOf(parseLine(first, 1, file), file);
  if (header.environment !== environment) throw corrupt(file, 1, `is of the environment \`${header.environment}\``);
  const entries = new Map<number, JournalEntry>();
  for (const [index, row] of rest.entries()) addLine(entries, parseLine(row, index + 2, file), index + 2, file);
  return { header, entries: [...entries.values()] };
}

function parseLine(row: string, number: number, file: string): JsonObject {
  try {
    const value: unknown = JSON.parse(row);
    if (isJsonObject(value)) return value;
  } catch {
    // Told below, with the place in the file in place of the one in the line.
  }
  throw corrupt(file, number, "is not a JSON object");
}

function headerOf(value: JsonObject, file: string): JournalHeader {
  assertKnownFormat(value.formatVersion, JOURNAL_FORMAT, file);
  const texts = [value.formatVersion, value.environment, value.lineage, value.planHash];
  const sound = texts.every((text) => typeof text === "string") && Number.isSafeInteger(value.serial);
  if (!sound) throw corrupt(file, 1, "is not the first line of a journal");
  return value as unknown as JournalHeader;
}

function addLine(entries: Map<number, JournalEntry>, value: JsonObject, number: number, file: string): void {
  const { seq, begin, end } = value;
  const entry = typeof seq === "number" ? entries.get(seq) : undefined;
  if (isBegin(begin) && seq === entries.size + 1) {
    entries.set(seq, { seq, begin });
  } else if (entry && !entry.end && isJsonObject(end)) {
    entries.set(entry.seq, { ...entry, end: end as JournalEnd });
  } else {
    throw corrupt(file, number, "does not follow from the lines before it");
  }
}

function isBegin(value: Json | undefined): value is JsonObject & JournalBegin {
  const texts = ["address", "kind", "action", "operation", "name"];
  return isJsonObject(value) && texts.every((key) => typeof value[key] === "string");
}

function corrupt(file: string, number: number, what: string): Fault {
  return new Fault("state", [
    {
      severity: "error",
      code: "state/journal-corrupt",
      summary: "The journal of an unfinished run is damaged",
      detail: `Line ${number} of ${file} ${what}. What that run did is only partly known.`,
      file,
      line: number,
      help: "move the journal aside, run `connectctl plan` and look for changes that are there already",
    },
  ]);
}
