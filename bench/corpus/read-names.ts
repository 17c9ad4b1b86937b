import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../src/model/json.js";

/** What an index calls a file: what the flow in it is named, and what its wrapper declared. */
export interface IndexedName {
  readonly name?: string;
  readonly declared: JsonObject;
}

/** The file beside the others that names them, if it is one. */
export const INDEX = "index.json";

/** Reads the names of a corpus' index by path; empty where there is none, or a file of that name that is none. */
export function readNames(folder: string): ReadonlyMap<string, IndexedName> {
  const path = join(folder, INDEX);
  const list = existsSync(path) ? parsed(readFileSync(path, "utf8")) : [];
  const rows = isJsonArray(list) ? list.filter(isJsonObject) : [];
  return new Map(rows.flatMap((row) => (typeof row.file === "string" ? [[row.file, nameOf(row)] as const] : [])));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return [];
  }
}

function nameOf({ name, declared }: JsonObject): IndexedName {
  return { ...(typeof name === "string" ? { name } : {}), declared: isJsonObject(declared) ? declared : {} };
}
