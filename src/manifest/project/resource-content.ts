import { checkContent } from "../../flow/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { checkTokens, type Scope, type SpotOf } from "../desired/scope.js";
import { fillValue } from "../desired/template.js";
import { type Spot, spotIn } from "../files/source.js";
import { MAX_DEPTH } from "../json/json-fault.js";
import { findIn } from "../json/read-json.js";
import type { Entry } from "./project.js";

/** JSON that an entry holds itself or in a file of its own. */
interface OwnJson {
  readonly value: JsonObject;
  readonly file?: string;
}

/** The content of a flow or module with the variables filled in; undefined where it cannot be used. */
export function contentOf(
  scope: Scope,
  entry: Entry,
  use: { type?: string; published?: boolean },
): OwnJson | undefined {
  const raw = rawJson(scope, entry, "content");
  if (!raw) return undefined;
  checkTokens(scope, raw.value, entry.address, raw.spotOf);
  const value = fillValue(raw.value, scope.variables);
  const kind = entry.kind === "module" ? "module" : "flow";
  for (const { block: _, pointer, ...problem } of checkContent(value, { kind, ...use })) {
    scope.say({ ...problem, address: entry.address, ...raw.spotOf(pointer) });
  }
  return isJsonObject(value) ? { value, ...(raw.file === undefined ? {} : { file: raw.file }) } : undefined;
}

/** The settings of a module with the variables filled in. */
export function settingsOf(scope: Scope, entry: Entry): JsonObject | undefined {
  return entry.fields.settings === undefined ? undefined : plainJsonOf(scope, entry, "settings")?.value;
}

const PLAIN = {
  settings: { detail: "settings", help: "Write an object with inputs, outputs and branches." },
  content: { detail: "content", help: "Write an object in the language of Amazon Connect's test cases." },
} as const;

/** A JSON object that is not in the Flow language, with the variables filled in; undefined where it cannot be used. */
export function plainJsonOf(scope: Scope, entry: Entry, key: keyof typeof PLAIN): OwnJson | undefined {
  const raw = rawJson(scope, entry, key);
  if (!raw) return undefined;
  checkTokens(scope, raw.value, entry.address, raw.spotOf);
  const value = fillValue(raw.value, scope.variables);
  if (isJsonObject(value)) return { value, ...(raw.file === undefined ? {} : { file: raw.file }) };
  scope.say({
    severity: "error",
    code: "manifest/wrong-type",
    summary: "Value of the wrong kind",
    detail: `The ${PLAIN[key].detail} of \`${entry.address}\` must be a map.`,
    address: entry.address,
    ...raw.spotOf(""),
    help: PLAIN[key].help,
  });
  return undefined;
}

function rawJson(scope: Scope, entry: Entry, key: string): { value: Json; spotOf: SpotOf; file?: string } | undefined {
  const inside = entry.fields[key];
  const at = `${entry.pointer}/${key}`;
  if (typeof inside !== "string") {
    if (inside === undefined || tooDeep(scope, inside, entry, at)) return undefined;
    return { value: inside, spotOf: (pointer) => spotIn(entry.source, `${at}${pointer}`) };
  }
  const content = scope.project.contents.get(inside);
  if (content?.value === undefined) return undefined;
  const { file, text, value } = content;
  const find = findIn(text);
  return { value, file, spotOf: (pointer): Spot => ({ file, ...find(pointer), pointer }) };
}

function tooDeep(scope: Scope, value: Json, entry: Entry, pointer: string): boolean {
  if (depthOf(value, 0) <= MAX_DEPTH) return false;
  scope.say({
    severity: "error",
    code: "manifest/too-deep",
    summary: "Nested too deeply",
    detail: `Lists and maps stand in each other more than ${MAX_DEPTH} deep.`,
    address: entry.address,
    ...spotIn(entry.source, pointer),
    help: "Flatten it.",
  });
  return true;
}

function depthOf(value: Json, above: number): number {
  if (typeof value !== "object" || value === null || above > MAX_DEPTH) return above;
  const items: readonly Json[] = Object.values(value);
  return items.reduce((deepest: number, item) => Math.max(deepest, depthOf(item, above + 1)), above + 1);
}
