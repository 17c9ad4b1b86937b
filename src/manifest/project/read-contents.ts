import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import { placeAt } from "../files/place.js";
import { readProjectText } from "../files/read-text.js";
import { spotIn } from "../files/source.js";
import { firstInexactNumber } from "../json/json-numbers.js";
import { readJson } from "../json/read-json.js";
import type { ContentFile, Entry } from "./project.js";

/** Reads the content and settings files that entries name, each once, by their path as it is written. */
export function readContents(folder: string, entries: readonly Entry[]): Checked<ReadonlyMap<string, ContentFile>> {
  const contents = new Map<string, ContentFile>();
  const read = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of entries) {
    for (const path of pathsIn(entry)) {
      if (read.has(path.text)) continue;
      read.add(path.text);
      const { value, diagnostics: problems } = readContent(folder, entry, path);
      if (value) contents.set(path.text, value);
      diagnostics.push(...problems);
    }
  }
  return { value: contents, diagnostics };
}

interface Path {
  readonly key: string;
  readonly text: string;
}

function pathsIn(entry: Entry): readonly Path[] {
  return ["content", "settings"].flatMap((key) => {
    const text = entry.fields[key];
    return typeof text === "string" ? [{ key, text }] : [];
  });
}

function readContent(folder: string, entry: Entry, { key, text: path }: Path): Checked<ContentFile | undefined> {
  const cited = { address: entry.address, ...spotIn(entry.source, `${entry.pointer}/${key}`) };
  if (path.includes("${")) return { value: undefined, diagnostics: [variablePath(path, cited)] };
  const { value: text, diagnostics } = readProjectText(folder, path, cited);
  if (!text) return { value: undefined, diagnostics: diagnostics.map((one) => ({ ...one, address: entry.address })) };
  const json = readJson(text.file, text.text);
  const isDone = json.isExact || json.diagnostics.length > 0;
  const problems = isDone ? json.diagnostics : inexactNumber(text.file, text.text);
  const value = { file: text.file, text: text.text, value: problems.length > 0 ? undefined : json.value };
  return { value, diagnostics: problems.map((one) => ({ ...one, address: entry.address })) };
}

/** What would be written back, and sent, as another number. */
function inexactNumber(file: string, text: string): readonly Diagnostic[] {
  const found = firstInexactNumber(text);
  if (!found) return [];
  return [
    {
      severity: "error",
      code: "manifest/wrong-value",
      summary: "Number that cannot be kept",
      detail: `\`${found.word}\` has more digits than a number can keep, and would become ${Number(found.word)}.`,
      file,
      ...placeAt(text, found.offset),
      help: `Put it in quotes: "${found.word}".`,
    },
  ];
}

function variablePath(path: string, cited: Partial<Diagnostic>): Diagnostic {
  return {
    severity: "error",
    code: "manifest/wrong-value",
    summary: "Path with a variable",
    detail: `\`${path}\` holds a variable or a reference; a path is the same in every environment.`,
    ...cited,
    help: "Write the path out, and put what differs into the content as `${var.NAME}`.",
  };
}
