import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatContent } from "../../flow/index.js";
import { MANIFEST_NAMES } from "../files/find-manifest.js";
import { GREETING_MODULE, MAIN_FLOW, WAITING_FLOW } from "./starter-content.js";
import { IGNORED, starterManifest, starterReadme } from "./starter-text.js";

export interface Initialised {
  /** Files that were written, or added to; relative to the folder, in the order written. */
  readonly written: readonly string[];
  /** Files that were there already and are as they were. */
  readonly skipped: readonly string[];
}

/**
 * Writes a small project that is ready for `plan`: what is there already stays as it is, but for lines that `.gitignore`
 * lacks. `name` is what callers are greeted with. Throws what the disk says.
 */
export function initProject(folder: string, options: { readonly name?: string } = {}): Initialised {
  const name = options.name ?? "Example";
  const files: readonly (readonly [string, string])[] = [
    [manifestName(folder), starterManifest(name)],
    ["flows/main-ivr.json", formatContent(MAIN_FLOW)],
    ["flows/waiting.json", formatContent(WAITING_FLOW)],
    ["modules/greeting.json", formatContent(GREETING_MODULE)],
    ["README.md", starterReadme(name)],
  ];
  mkdirSync(folder, { recursive: true });
  const done = files.map(([file, text]) => ({ file, written: writeNew(folder, file, text) }));
  const all = [...done, { file: ".gitignore", written: addIgnored(folder) }];
  const named = (written: boolean) => all.filter((one) => one.written === written).map(({ file }) => file);
  return { written: named(true), skipped: named(false) };
}

/** A manifest under another of its names counts as there. */
function manifestName(folder: string): string {
  return MANIFEST_NAMES.find((name) => existsSync(join(folder, name))) ?? MANIFEST_NAMES[0];
}

function writeNew(folder: string, file: string, text: string): boolean {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function addIgnored(folder: string): boolean {
  const path = join(folder, ".gitignore");
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const there = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = IGNORED.filter((line) => !there.has(line));
  if (missing.length === 0) return false;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  writeFileSync(path, `${before}${gap}${missing.join("\n")}\n`);
  return true;
}
