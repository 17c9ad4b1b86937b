import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import type { Json } from "../../model/json.js";
import { type Place, pointerSteps } from "../files/place.js";
import type { SourceFile } from "../files/source.js";
import { yamlWords } from "./yaml-words.js";

/** How often aliases may be resolved before a file counts as an alias bomb. */
const MAX_ALIASES = 5000;

/** The parser would compare each key with all before it; `duplicateProblems` looks each up. */
const READING = { version: "1.2", stringKeys: true, prettyErrors: false, uniqueKeys: false } as const;

interface Reading {
  readonly document: Document.Parsed;
  readonly file: string;
  readonly text: string;
  readonly at: (offset: number) => Place;
}

/** A YAML 1.2 manifest or fragment as a source file; keys are always texts. Undefined where it cannot be read. */
export function yamlSource(file: string, text: string): Checked<SourceFile | undefined> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, ...READING });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const diagnostics = problemsOf({ document, file, text, at });
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const value = plainValue(document);
  if (value === undefined) return { value: undefined, diagnostics: [tooManyAliases(file)] };
  return { value: { file, text, value, document, ...findersFor(document, at) }, diagnostics: [] };
}

function findersFor(document: Document.Parsed, at: (offset: number) => Place): Pick<SourceFile, "place" | "written"> {
  const pairs: Pairs = new WeakMap();
  return {
    place: (pointer, part = "value") => {
      const { key, node } = nodeAt(document, pointer, pairs);
      return at(offsetOf(part === "key" ? key : node) ?? offsetOf(node) ?? offsetOf(key) ?? 0);
    },
    written: (pointer) => {
      const { node, whole } = nodeAt(document, pointer, pairs);
      return whole && isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
    },
  };
}

/** The pairs of each map that was looked into, by key: a manifest of thousands is asked for each of its entries. */
type Pairs = WeakMap<YAMLMap, ReadonlyMap<string, Pair>>;

function pairsOf(map: YAMLMap, known: Pairs): ReadonlyMap<string, Pair> {
  const found = known.get(map);
  if (found) return found;
  const texts = map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair] as const);
  const made = new Map(texts);
  known.set(map, made);
  return made;
}

/** The deepest node on the way of a pointer, with its key; `whole` when the pointer leads to it exactly. */
function nodeAt(
  document: Document.Parsed,
  pointer: string,
  pairs: Pairs,
): { key?: unknown; node?: unknown; whole: boolean } {
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of pointerSteps(pointer)) {
    const open = isAlias(node) ? node.resolve(document) : node;
    if (isMap(open)) {
      const pair = pairsOf(open, pairs).get(step);
      if (!pair) return { key, node, whole: false };
      key = pair.key;
      node = pair.value ?? pair.key;
    } else if (isSeq(open) && open.items[Number(step)] !== undefined) {
      node = open.items[Number(step)];
      key = undefined;
    } else return { key, node, whole: false };
  }
  return { key, node, whole: true };
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}

function plainValue(document: Document.Parsed): Json | undefined {
  try {
    return (document.toJS({ maxAliasCount: MAX_ALIASES }) ?? null) as Json;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function problemsOf(reading: Reading): Diagnostic[] {
  const { errors, warnings } = reading.document;
  const [first] = [...errors, ...warnings];
  const duplicates = duplicateProblems(reading.document.contents, reading);
  return first ? [syntaxProblem(first, reading), ...duplicates] : [...duplicates, ...aliasProblems(reading)];
}

/** Only the first fault of a file is told: what follows it is mostly its echo. */
function syntaxProblem(error: YAMLError, { file, text, at }: Reading): Diagnostic {
  const words = yamlWords(error, text);
  const deep = error.code === "RESOURCE_EXHAUSTION";
  return {
    severity: "error",
    code: deep ? "manifest/too-deep" : "manifest/yaml-syntax",
    summary: deep ? "Nested too deeply" : "Not valid YAML",
    ...words,
    file,
    ...at(error.pos[0]),
  };
}

/** Keys that stand twice in a map, in the order of the file. */
function duplicateProblems(node: unknown, reading: Reading): Diagnostic[] {
  if (isSeq(node)) return node.items.flatMap((item) => duplicateProblems(item, reading));
  if (!isMap(node)) return [];
  const seen = new Map<string, unknown>();
  return node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : String(key);
    const first = seen.get(name);
    if (first === undefined) seen.set(name, key);
    const twice = first === undefined ? [] : [duplicateProblem(name, { first, again: key }, reading)];
    return [...twice, ...duplicateProblems(value, reading)];
  });
}

function duplicateProblem(
  name: string,
  { first, again }: { readonly first: unknown; readonly again: unknown },
  { file, at }: Reading,
): Diagnostic {
  return {
    severity: "error",
    code: "manifest/duplicate-key",
    summary: "Key stands twice",
    detail: `\`${name}\` already stands in line ${at(offsetOf(first) ?? 0).line}; only one can count.`,
    file,
    ...at(offsetOf(again) ?? 0),
    help: "Remove one of the two.",
  };
}

function aliasProblems({ document, file, text, at }: Reading): Diagnostic[] {
  if (!text.includes("*")) return [];
  const found: Diagnostic[] = [];
  visit(document, {
    Alias: (_, alias, path) => {
      const meant = alias.resolve(document);
      const isInside = meant !== undefined && path.some((outer) => outer === meant);
      if (meant !== undefined && !isInside) return;
      const problem = isInside ? endless(alias) : unset(alias);
      found.push({
        ...{ severity: "error", code: "manifest/yaml-syntax", summary: "Not valid YAML", file },
        ...{ ...at(offsetOf(alias) ?? 0), ...problem },
      });
    },
  });
  return found;
}

function unset({ source }: Alias): { readonly detail: string; readonly help: string } {
  const detail = `\`*${source}\` refers to an anchor that does not stand before it.`;
  return { detail, help: `Set the anchor with \`&${source}\`, or put the value in quotes.` };
}

function endless({ source }: Alias): { readonly detail: string; readonly help: string } {
  const detail = `\`*${source}\` stands inside of what it refers to, so that the value would never end.`;
  return { detail, help: "Write the value out." };
}

function tooManyAliases(file: string): Diagnostic {
  return {
    severity: "error",
    code: "manifest/too-many-aliases",
    summary: "Too many aliases",
    detail: `The file resolves aliases (\`*name\`) more than ${MAX_ALIASES} times, counting aliases inside of aliases.`,
    file,
    line: 1,
    column: 1,
    help: "Write the values out.",
  };
}
