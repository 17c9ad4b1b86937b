import { Fault } from "../../model/fault.js";
import type { JournalBegin, JournalEnd } from "../../model/journal.js";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { assertKnownFormat } from "../document/format-version.js";
import { isTooDeep } from "../document/too-deep.js";
import { isBegin, isEnd } from "./journal-check.js";
import { JOURNAL_FORMAT, type Journal, type JournalEntry, type JournalHeader } from "./journal-entry.js";

export function headerLine(header: JournalHeader): string {
  return line(header);
}

export function beginLine(seq: number, begin: JournalBegin): string {
  return line({ seq, begin });
}

/** A begin beside the end makes it tell everything by itself, where each is an object of its own. */
export function endLine(seq: number, end: JournalEnd, begin?: JournalBegin): string {
  return line({ seq, end, ...(begin === undefined ? {} : { begin }) });
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
  const header = headerOf(parseObject(first, 1, file), file, environment);
  const entries = new Map<number, JournalEntry>();
  for (const [index, row] of rest.entries()) addLine(entries, parseObject(row, index + 2, file), index + 2, file);
  return { header, entries: [...entries.values()] };
}

/** The JSON object on one line of a journal. */
export function parseObject(row: string, number: number, file: string): JsonObject {
  try {
    const value: unknown = JSON.parse(row);
    if (isJsonObject(value) && !isTooDeep(value)) return value;
  } catch {
    // Told below, with the place in the file in place of the one in the line.
  }
  throw corrupt(file, number, "is not a JSON object");
}

/** The first line of a journal, which must be of this environment. */
export function headerOf(value: JsonObject, file: string, environment: string): JournalHeader {
  assertKnownFormat(value.formatVersion, JOURNAL_FORMAT, file);
  const texts = [value.formatVersion, value.environment, value.lineage, value.planHash];
  const sound = texts.every((text) => typeof text === "string") && Number.isSafeInteger(value.serial);
  if (!sound) throw corrupt(file, 1, "is not the first line of a journal");
  const header = value as unknown as JournalHeader;
  if (header.environment !== environment) throw corrupt(file, 1, `is of the environment \`${header.environment}\``);
  return header;
}

/** One entry that is an object of its own: a begin, or a begin with its end. */
export function parseEntryObject(text: string, file: string): JournalEntry {
  const { seq, begin, end } = parseObject(text, 1, file);
  const isSound = isBegin(begin) && (end === undefined || isEnd(end));
  if (typeof seq !== "number" || !isSound) throw corrupt(file, 1, "is not an entry of a journal");
  return { seq, begin, ...(end === undefined ? {} : { end }) };
}

function addLine(entries: Map<number, JournalEntry>, value: JsonObject, number: number, file: string): void {
  const { seq, begin, end } = value;
  const entry = typeof seq === "number" ? entries.get(seq) : undefined;
  if (isBegin(begin) && seq === entries.size + 1) {
    entries.set(seq, { seq, begin });
  } else if (entry && !entry.end && isEnd(end)) {
    entries.set(entry.seq, { ...entry, end });
  } else {
    const isOdd = (begin !== undefined && !isBegin(begin)) || (end !== undefined && !isEnd(end));
    throw corrupt(file, number, isOdd ? "is not an entry of a journal" : "does not follow from the lines before it");
  }
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
