import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { FileWrite } from "../../model/pull.js";
import { insideProject } from "./inside.js";
import { readProjectText } from "./read-text.js";
import { replaceFile } from "./write-file.js";

/**
 * Writes files of a project, each at once: whoever reads one sees the old text or the new one. First makes sure that
 * every file still says what it said when it was read; where one does not, nothing is written.
 */
export function writeFiles(folder: string, writes: readonly FileWrite[]): readonly Diagnostic[] {
  const refused = writes.flatMap((write) => refusalOf(folder, write));
  if (refused.length > 0) return refused;
  for (const [place, write] of writes.entries()) {
    const problem = writeOne(folder, write, place);
    if (problem) return [problem];
  }
  return [];
}

function refusalOf(folder: string, { file, before }: FileWrite): readonly Diagnostic[] {
  const inside = insideProject(folder, file);
  if ("outside" in inside) return [outside(file, inside.outside)];
  const there = statSync(inside.absolute, { throwIfNoEntry: false });
  const now = there ? readProjectText(folder, file, {}).value?.text : undefined;
  return now === before && (there !== undefined) === (before !== undefined) ? [] : [movedOn(file)];
}

function writeOne(folder: string, { file, text, before }: FileWrite, done: number): Diagnostic | undefined {
  const inside = insideProject(folder, file);
  if ("outside" in inside) return outside(file, inside.outside);
  try {
    if (before === undefined) createFile(inside.absolute, text);
    else replaceFile(inside.absolute, text);
    return undefined;
  } catch (error) {
    return unwritable(file, (error as NodeJS.ErrnoException).code ?? String(error), done);
  }
}

function createFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.connectctl-new`;
  try {
    rmSync(beside, { force: true });
    writeFileSync(beside, text, { flag: "wx", flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function outside(file: string, why: string): Diagnostic {
  return {
    severity: "error",
    code: "manifest/outside-project",
    summary: "Path leaves the project folder",
    detail: `\`${file}\` is not inside the project folder: ${why}.`,
    file,
    help: "Keep the file inside the project folder and write its path from there.",
  };
}

function movedOn(file: string): Diagnostic {
  return {
    severity: "error",
    code: "manifest/file-moved-on",
    summary: "File was changed meanwhile",
    detail: `\`${file}\` no longer says what it said when it was read.`,
    file,
    help: "Run the command again.",
  };
}

function unwritable(file: string, reason: string, done: number): Diagnostic {
  return {
    severity: "error",
    code: "manifest/file-unwritable",
    summary: "File cannot be written",
    detail: `\`${file}\` cannot be written: the system says ${reason}. ${done} files were written before it.`,
    file,
    help: "Check who may write the file and its folder, and whether the disk is full; then run the command again.",
  };
}
