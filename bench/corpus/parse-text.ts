import { parseAllDocuments } from "yaml";
import type { Json } from "../../src/model/json.js";

/** A decoded and, where it could be, parsed file. */
export interface ParsedText {
  readonly text: string;
  readonly isUtf8: boolean;
  /** One value for most files, several for streams; none where it cannot be read. */
  readonly values: readonly Json[];
}

/** Decodes as UTF-8, else as Windows-1252, and parses as JSON, as several JSON values, or (by its name) as YAML. */
export function parseBytes(path: string, bytes: Uint8Array): ParsedText {
  const { text, isUtf8 } = decode(bytes);
  return { text, isUtf8, values: valuesIn(path, text) };
}

function decode(bytes: Uint8Array): { text: string; isUtf8: boolean } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), isUtf8: false };
  }
}

function valuesIn(path: string, text: string): readonly Json[] {
  const whole = jsonIn(text);
  if (whole !== undefined) return [whole];
  const stream = jsonIn(`[${text.replace(/([}\]])\s*([{[])/g, "$1,$2")}]`);
  if (stream !== undefined && /^\s*[{[]/.test(text)) return stream as readonly Json[];
  return /\.ya?ml$/i.test(path) ? yamlIn(text) : [];
}

function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Tags of other tools (`!Sub`) are read as what they stand on. */
function yamlIn(text: string): readonly Json[] {
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  if (documents.some(({ errors }) => errors.length > 0)) return [];
  return documents.map((document) => JSON.parse(JSON.stringify(document.toJS() ?? null)) as Json);
}
