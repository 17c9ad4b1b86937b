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
} from "yaml";
import type { Checked, Diagnostic } from "../model/diagnostic.js";
import type { Json } from "../model/json.js";
import { type Place, pointerSteps } from "./place.js";
import type { SourceFile } from "./source.js";

/** How often aliases may be resolved before a file counts as an alias bomb. */
const MAX_ALIASES = 5000;

interface Reading {
  readonly document: Document.Parsed;
  readonly file: string;
  readonly text: string;
  readonly at: (offset: number) => Place;
}

/** A YAML 1.2 manifest or fragment as a source file; keys are always texts. Undefined where it cannot be read. */
export function yamlSource(file: string, text: string): Checked<SourceFile | undefined> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", stringKeys: true, prettyErrors: false });
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
  return {
    place: (pointer, part = "value") => {
      const { key, node } = nodeAt(document, pointer);
      return at(offsetOf(part === "key" ? key : node) ?? offsetOf(node) ?? offsetOf(key) ?? 0);
    },
    written: (pointer) => {
      const { node, whole } = nodeAt(document, pointer);
      return whole && isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
    },
  };
}

/** The deepest node on the way of a pointer, with its key; `whole` when the pointer leads to it exactly. */
function nodeAt(document: Document.Parsed, pointer: string): { key?: unknown; node?: unknown; whole: boolean } {
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of pointerSteps(pointer)) {
    const open = isAlias(node) ? node.resolve(document) : node;
    if (isMap(open)) {
      const pair = open.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
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
  const { document } = reading;
  const twice = document.errors.filter((error) => error.code === "DUPLICATE_KEY");
  const [first] = [...document.errors, ...document.warnings].filter((error) => error.code !== "DUPLICATE_KEY");
  const duplicates = twice.map((error) => duplicateProblem(error, reading));
  return first ? [syntaxProblem(first, reading), ...duplicates] : [...duplicates, ...aliasProblems(reading)];
}

/** Only the first fault of a file is told: what follows it is mostly its echo. */
function syntaxProblem(error: YAMLError, { file, text, at }: Reading): Diagnostic {
  const words = /^(?:<{7}|>{7})(?: |$)/m.test(text) ? CONFLICT : WORDS[error.code];
  const deep = error.code === "RESOURCE_EXHAUSTION";
  return {
    severity: "error",
    code: deep ? "manifest/too-deep" : "manifest/yaml-syntax",
    summary: deep ? "Nested too deeply" : "Not valid YAML",
    detail: words?.detail ?? `${error.message.replace(/\.$/, "")}.`,
    file,
    ...at(error.pos[0]),
    ...(words ? { help: words.help } : {}),
  };
}

const CONFLICT = { detail: "A merge conflict stands in the file.", help: "Resolve the conflict." };

/** What the commonest faults mean; the parser's own words serve for the others. */
const WORDS: Readonly<Partial<Record<YAMLError["code"], { readonly detail: string; readonly help: string }>>> = {
  TAB_AS_INDENT: { detail: "A tab stands where YAML wants spaces.", help: "Indent with spaces." },
  MULTIPLE_DOCS: {
    detail: "The file holds more than one document; only one is allowed.",
    help: "Move the rest to a fragment and name it under `include`.",
  },
  TAG_RESOLVE_FAILED: { detail: "The file uses a YAML tag, and the manifest has none.", help: "Remove the `!` tag." },
  RESOURCE_EXHAUSTION: { detail: "Lists and maps stand in each other too deep to be read.", help: "Flatten the file." },
  BLOCK_AS_IMPLICIT_KEY: {
    detail: "A `: ` stands inside a value, so that it looks like a map in one line.",
    help: "Put the value in quotes.",
  },
};

function duplicateProblem(error: YAMLError, { document, file, at }: Reading): Diagnostic {
  const [key, first] = sameKeys(document, error.pos[0]);
  return {
    severity: "error",
    code: "manifest/duplicate-key",
    summary: "Key stands twice",
    detail: `\`${key}\` already stands in line ${at(first).line}; only one can count.`,
    file,
    ...at(error.pos[0]),
    help: "Remove one of the two.",
  };
}

/** The key at an offset, and the offset of the first key like it in the same map. */
function sameKeys(document: Document.Parsed, offset: number): readonly [string, number] {
  let found: readonly [string, number] = ["", offset];
  visit(document, {
    Map: (_, map) => {
      const again = map.items.find((pair) => offsetOf(pair.key) === offset);
      if (!again) return undefined;
      const first = map.items.find((pair) => keyText(pair) === keyText(again));
      found = [keyText(again), offsetOf(first?.key) ?? offset];
      return visit.BREAK;
    },
  });
  return found;
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function aliasProblems({ document, file, at }: Reading): Diagnostic[] {
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
