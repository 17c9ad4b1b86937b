import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../../model/json.js";

/** Whether a path holds wildcards: `*`, `?` or `{a,b}`. */
export function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

/**
 * Lists the files of a project that a glob matches, relative and with `/`, sorted. `*` and `?` stay inside a folder, `**`
 * spans folders, `{a,b}` is either. Hidden folders and `node_modules` are not entered, links to folders not followed.
 */
export function filesMatching(folder: string, glob: string): readonly string[] {
  const wanted = compileGlob(glob.replace(/^(?:\.\/)+/, ""));
  return filesBelow(folder, "")
    .filter((file) => wanted.test(file))
    .sort(compareText);
}

function filesBelow(folder: string, prefix: string): readonly string[] {
  return entriesIn(join(folder, prefix)).flatMap((entry) => {
    const file = `${prefix}${entry.name}`;
    if (!entry.isDirectory()) return [file];
    const closed = entry.name.startsWith(".") || entry.name === "node_modules";
    return closed ? [] : filesBelow(folder, `${file}/`);
  });
}

/** What may not be read, such as the data of another program, matches nothing. */
function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const PIECE = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{/g;

function compileGlob(glob: string): RegExp {
  return new RegExp(`^${sourcesOf(glob)}$`, "su");
}

function sourcesOf(glob: string): string {
  return (glob.match(PIECE) ?? []).map(sourceOf).join("");
}

function sourceOf(piece: string): string {
  if (piece === "**/") return "(?:[^/]+/)*";
  if (piece === "**") return ".*";
  if (piece === "*") return "[^/]*";
  if (piece === "?") return "[^/]";
  if (piece.startsWith("{") && piece.endsWith("}"))
    return `(?:${piece.slice(1, -1).split(",").map(sourcesOf).join("|")})`;
  return literal(piece);
}

function literal(text: string): string {
  return text.replace(/[.+^${}()|[\]\\/*?]/g, "\\$&");
}
