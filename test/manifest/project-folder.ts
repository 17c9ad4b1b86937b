import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { desiredFor, loadProject, selectEnvironment } from "../../src/manifest/index.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A new folder with the given files. */
export function projectFolder(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** The smallest content that has nothing to complain about, saying `text` first where it is given. */
export function content(text?: string): string {
  const say = {
    Identifier: "say",
    Type: "MessageParticipant",
    Parameters: { Text: text ?? "" },
    Transitions: { NextAction: "end", Errors: [{ NextAction: "end", ErrorType: "NoMatchingError" }] },
  };
  const end = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  const blocks = text === undefined ? [end] : [say, end];
  const value = { Version: "2019-10-30", StartAction: blocks[0]?.Identifier, Metadata: {}, Actions: blocks };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A manifest with one simulator environment, and `flows/main.json` beside it. */
export function withDemo(sections: string, files: Files = {}, environment = ""): Files {
  return {
    "connectctl.yaml": `version: 1\nenvironments:\n  demo:\n    simulator: true\n${environment}${sections}`,
    "flows/main.json": content(),
    ...files,
  };
}

/** Loads and builds: everything that is told of a project. */
export function problemsOf(files: Files, environment?: string): readonly Diagnostic[] {
  return problemsIn(projectFolder(files), environment);
}

export function problemsIn(folder: string, environment?: string, manifest?: string): readonly Diagnostic[] {
  const loaded = loadProject({ folder, sha256, ...(manifest === undefined ? {} : { manifest }) });
  if (!loaded.value) return hide(folder, loaded.diagnostics);
  const chosen = selectEnvironment(loaded.value, environment);
  const desired = chosen.value ? desiredFor(loaded.value, chosen.value).diagnostics : [];
  return hide(folder, [...loaded.diagnostics, ...chosen.diagnostics, ...desired]);
}

function hide(folder: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return JSON.parse(JSON.stringify(diagnostics).replaceAll(folder, "FOLDER")) as readonly Diagnostic[];
}

/** Diagnostics as text, with everything that they carry. */
export function told(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(textOf).join("\n");
}

function textOf(diagnostic: Diagnostic): string {
  const { severity, code, summary, detail, address, file, line, column, pointer, help } = diagnostic;
  const place = file === undefined ? "nowhere" : [file, line, column].filter((part) => part !== undefined).join(":");
  return [`${severity} ${code}`, address, place, pointer, summary, detail, `help: ${help}`]
    .filter((part) => part !== undefined)
    .join("\n  ");
}
