import { type Alias, type Document, isMap, isScalar, isSeq, visit, type YAMLError } from "yaml";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Place } from "../files/place.js";
import { offsetOf } from "./yaml-place.js";
import { yamlWords } from "./yaml-words.js";

interface Reading {
  readonly document: Document.Parsed;
  readonly file: string;
  readonly text: string;
  readonly at: (offset: number) => Place;
}

/** What makes a document unusable: faults of its syntax, keys that stand twice, aliases that mean nothing. */
export function yamlProblems(reading: Reading): Diagnostic[] {
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
