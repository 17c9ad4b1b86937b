import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ExportedFile } from "../../pull/index.js";
import { usageError } from "../line/usage.js";

const LEFT_OUT = new Set([".git", "node_modules", ".connectctl"]);

/** Nothing that somebody exported is larger, in bytes. */
const LARGEST = 20_000_000;

/** Reads every file below a folder that may be JSON, sorted by path; UTF-16 with its mark, UTF-8, else Windows-1252. */
export function readExports(folder: string): readonly ExportedFile[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    throw usageError(`\`${folder}\` is not a folder`, { help: "give the folder that holds the exported files" });
  }
  return pathsBelow(folder, "")
    .sort()
    .filter((file) => statSync(join(folder, file)).size <= LARGEST)
    .map((file) => ({ file, text: decode(readFileSync(join(folder, file))) }));
}

function pathsBelow(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : pathsBelow(folder, path);
    return entry.isFile() && !/\.(?:ya?ml|md|js|ts|py|sh|wav|png|zip)$/i.test(entry.name) ? [path] : [];
  });
}

/** PowerShell writes what a program prints as UTF-16. */
function decode(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (mark === 0xfffe) return new TextDecoder("utf-16le").decode(bytes);
  if (mark === 0xfeff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
