import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../../src/model/json.js";

/** One file of a corpus; the path is relative to its folder, with `/`. */
export interface CorpusFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const LEFT_OUT = new Set([".git", "node_modules", ".connectctl"]);

/** Reads every file below a folder, sorted by path. */
export function readFolder(folder: string): readonly CorpusFile[] {
  return pathsBelow(folder, "")
    .sort(compareText)
    .map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
}

function pathsBelow(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : pathsBelow(folder, path);
    return entry.isFile() ? [path] : [];
  });
}
