import { type Document, LineCounter, parseDocument } from "yaml";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import type { Json } from "../../model/json.js";
import type { Place } from "../files/place.js";
import type { SourceFile } from "../files/source.js";
import { readPlainYaml } from "./read-plain-yaml.js";
import { findersFor } from "./yaml-place.js";
import { yamlProblems } from "./yaml-problems.js";

/** How often aliases may be resolved before a file counts as an alias bomb. */
const MAX_ALIASES = 5000;

/** The parser would compare each key with all before it; `yamlProblems` looks each up. */
const READING = { version: "1.2", stringKeys: true, prettyErrors: false, uniqueKeys: false } as const;

/** A YAML 1.2 manifest or fragment as a source file; keys are always texts. Undefined where it cannot be read. */
export function yamlSource(file: string, text: string): Checked<SourceFile | undefined> {
  const plain = readPlainYaml(text);
  if (plain) return { value: { file, text, format: "yaml", ...plain }, diagnostics: [] };
  return documentSource(file, text);
}

/** The same by way of a document, which knows all of YAML and what is wrong with a text. */
export function documentSource(file: string, text: string): Checked<SourceFile | undefined> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, ...READING });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const diagnostics = yamlProblems({ document, file, text, at });
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const value = plainValue(document);
  if (value === undefined) return { value: undefined, diagnostics: [tooManyAliases(file)] };
  return { value: { file, text, format: "yaml", value, ...findersFor(document, at) }, diagnostics: [] };
}

function plainValue(document: Document.Parsed): Json | undefined {
  try {
    return (document.toJS({ maxAliasCount: MAX_ALIASES }) ?? null) as Json;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
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
