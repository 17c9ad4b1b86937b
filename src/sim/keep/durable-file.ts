import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Adapter } from "lowdb";
import type { EntryPrinter } from "../entries/entry-printer.js";
import { COLLECTION_NAMES } from "../instance.js";
import type { KeptDocument } from "./instance-document.js";

/**
 * A lowdb adapter that keeps a whole instance in one file.
 *
 * A write is durable when it comes back: temporary file, fsync, rename, fsync of the folder. Reading a file that is torn or
 * that is something else is an error that names the file and says what to do.
 */
export function durableFile(path: string, printed: EntryPrinter): Adapter<KeptDocument> {
  return {
    read: async () => {
      const text = await readText(path);
      return text === undefined ? null : parse(path, text);
    },
    write: (document) => replace(path, print(document, printed)),
  };
}

/** The text of a file, or nothing when there is none. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(path: string, text: string): KeptDocument {
  const value = tryParse(text) as KeptDocument | undefined;
  const whole =
    typeof value === "object" && value !== null && typeof value.id === "string" && Array.isArray(value.flows);
  if (whole) return value;
  throw new Error(
    `The simulator's file ${path} is torn or not its own: restore it, or delete it to start the instance anew`,
  );
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One entry a line. */
function print(document: KeptDocument, printed: EntryPrinter): string {
  const about = Object.entries(document).filter(([key]) => !(COLLECTION_NAMES as readonly string[]).includes(key));
  const head = about.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const lists = COLLECTION_NAMES.map((name) => `"${name}": [\n${document[name].map(printed).join(",\n")}\n]`);
  return `{\n${[...head, ...lists].join(",\n")}\n}\n`;
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeSynced(temporary, text);
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes names that were made or changed in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
