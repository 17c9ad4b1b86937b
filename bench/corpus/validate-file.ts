import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import type { Content } from "./content.js";
import { type CommandResult, runCommand } from "./quiet-world.js";
import type { FileKind } from "./recognise.js";

/** A file's bytes with what was found out about it. */
export interface Given {
  readonly bytes: Uint8Array;
  readonly isUtf8: boolean;
  readonly kind: FileKind;
  readonly content: Content | undefined;
}

/**
 * Puts a file as it is, as the content of a flow, into a project of its own and runs `validate`: says what is wrong with
 * the answer. A content is valid or has errors; everything else has the error that says what it is.
 */
export async function validateProblems(given: Given): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    writeProject(folder, given);
    const result = await runCommand(folder, ["validate", "--json"]);
    return answerProblems(result, given);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeProject(folder: string, { bytes, content }: Given): void {
  const section = content?.kind === "module" ? "modules" : "flows";
  const type = content?.kind === "flow" ? { type: content.type } : {};
  const entry = { name: "As it is", ...type, content: "contents/as-it-is.json" };
  const manifest = { version: 1, environments: { demo: { simulator: true } }, [section]: { "as-it-is": entry } };
  mkdirSync(join(folder, "contents"));
  writeFileSync(join(folder, "connectctl.yaml"), stringify(manifest));
  writeFileSync(join(folder, "contents", "as-it-is.json"), bytes);
}

/** The code that says what a file is, where it is no content. */
const SAYS: Readonly<Partial<Record<FileKind, readonly string[]>>> = {
  legacy: ["flow/legacy-format"],
  wrapper: ["flow/wrapped", "manifest/json-syntax"],
  inventory: ["flow/not-an-object", "manifest/json-syntax", "flow/wrapped"],
  broken: ["manifest/json-syntax"],
  other: ["flow/not-an-object", "manifest/json-syntax", "manifest/not-utf8"],
};

function answerProblems({ code, stdout, stderr }: CommandResult, given: Given): readonly string[] {
  if (code !== 0 && code !== 3) return [`validate ends with ${code}: ${stderr.trim().slice(0, 300)}`];
  const errors = diagnosticsIn(stdout).filter(({ severity }) => severity === "error");
  if ((code === 3) !== errors.length > 0) return [`validate ends with ${code} and tells ${errors.length} errors`];
  const mute = errors.find(({ summary, file }) => summary === "" || file === undefined);
  if (mute) return [`validate tells ${mute.code} without a word or a file`];
  const wanted = given.isUtf8 ? SAYS[given.kind] : ["manifest/not-utf8"];
  const codes = new Set(errors.map((error) => error.code));
  if (!wanted || wanted.some((code) => codes.has(code))) return [];
  return [`validate says ${[...codes].join(", ") || "nothing"} and not ${wanted.join(" or ")}`];
}

function diagnosticsIn(stdout: string): readonly Diagnostic[] {
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}
