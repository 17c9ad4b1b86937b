import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { basename, dirname, posix } from "node:path";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import { nearNames } from "../../model/near-name.js";
import { insideProject } from "./inside.js";
import type { Spot } from "./source.js";

/** The largest file that is read, in bytes; a content may have 256,000 characters. */
const MAX_BYTES = 5 * 1024 * 1024;

/** A file of the project, decoded, without its byte order mark. */
interface ProjectText {
  /** Relative to the project folder, with `/`. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads a text file of the project. `cited` is where its path is written: what is wrong with the path is told there, what
 * is wrong with the bytes is told of the file.
 */
export function readProjectText(folder: string, path: string, cited: Spot): Checked<ProjectText | undefined> {
  const inside = insideProject(folder, path);
  if ("outside" in inside) return failed(outsideProject(path, inside.outside, cited));
  const { absolute, file } = inside;
  try {
    const refusal = refusalOf(statSync(absolute), file, cited);
    if (refusal) return failed(refusal);
    return decoded(file, readFileSync(absolute));
  } catch (error) {
    return failed(unreadable(error, absolute, file, cited));
  }
}

function failed(diagnostic: Diagnostic): Checked<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}

export function outsideProject(path: string, why: string, cited: Spot): Diagnostic {
  return {
    severity: "error",
    code: "manifest/outside-project",
    summary: "Path leaves the project folder",
    detail: `\`${path}\` is not inside the project folder: ${why}.`,
    ...cited,
    help: "Keep the file inside the project folder and write its path from there.",
  };
}

function refusalOf(stats: Stats, file: string, cited: Spot): Diagnostic | undefined {
  if (!stats.isFile()) {
    const found = stats.isDirectory() ? "a folder" : "no ordinary file";
    return unreadableFile(file, `it is ${found}`, cited);
  }
  if (stats.size <= MAX_BYTES) return undefined;
  return {
    severity: "error",
    code: "manifest/file-too-large",
    summary: "File too large",
    detail: `\`${file}\` has ${stats.size} bytes; at most ${MAX_BYTES} are read.`,
    ...cited,
    help: "Check that the path is right; the service takes content of up to 256,000 characters.",
  };
}

function unreadable(error: unknown, absolute: string, file: string, cited: Spot): Diagnostic {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== "ENOENT" && code !== "ENOTDIR") return unreadableFile(file, `the system says ${code ?? error}`, cited);
  const near = nearNames(basename(absolute), neighbours(dirname(absolute)));
  const [first] = file.includes("\\")
    ? [file.replaceAll("\\", "/")]
    : near.map((name) => posix.join(posix.dirname(file), name));
  return {
    severity: "error",
    code: "manifest/file-missing",
    summary: "File does not exist",
    detail: `\`${file}\` is not in the project folder.`,
    ...cited,
    help:
      first === undefined ? `Create \`${file}\`, or correct the path.` : `Write \`${first}\`, or create \`${file}\`.`,
  };
}

function unreadableFile(file: string, why: string, cited: Spot): Diagnostic {
  return {
    severity: "error",
    code: "manifest/file-unreadable",
    summary: "File cannot be read",
    detail: `\`${file}\` cannot be read: ${why}.`,
    ...cited,
    help: "Name a text file that you may read.",
  };
}

function neighbours(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function decoded(file: string, bytes: Uint8Array): Checked<ProjectText | undefined> {
  try {
    return { value: { file, text: UTF8.decode(bytes) }, diagnostics: [] };
  } catch {
    return failed(notUtf8(file, bytes));
  }
}

function notUtf8(file: string, bytes: Uint8Array): Diagnostic {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const line = utf16 ? 1 : firstBadLine(bytes);
  return {
    severity: "error",
    code: "manifest/not-utf8",
    summary: "File is not UTF-8",
    detail: utf16
      ? "The file begins like UTF-16, which Windows programs write."
      : `Line ${line} has bytes that are no UTF-8; the file was probably saved in another encoding.`,
    file,
    line,
    column: 1,
    help: "Save the file as UTF-8.",
  };
}

/** No byte inside a UTF-8 character is a line break, so that each line can be tried by itself. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(10, start);
    try {
      UTF8.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    start = end < 0 ? bytes.length : end + 1;
  }
  return line;
}
