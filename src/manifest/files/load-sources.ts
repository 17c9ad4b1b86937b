import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import { compareText } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import type { CheckForm } from "../check/check-schema.js";
import { jsonSource } from "../json/read-json.js";
import { listAt } from "../project/gather-sections.js";
import { filesMatching, isGlob } from "../project/glob.js";
import { yamlSource } from "../yaml/read-yaml.js";
import { insideProject } from "./inside.js";
import { outsideProject, readProjectText } from "./read-text.js";
import { type SourceFile, type Spot, spotIn } from "./source.js";

/** Reads and parses one file of the manifest. `cited` is where its path is written. */
export function loadSource(folder: string, path: string, cited: Spot): Checked<SourceFile | undefined> {
  const { value: text, diagnostics } = readProjectText(folder, path, cited);
  if (!text) return { value: undefined, diagnostics };
  return text.file.endsWith(".json") ? jsonSource(text.file, text.text) : yamlSource(text.file, text.text);
}

/** Loads the fragments that a manifest includes, each once, sorted, and checks their form. */
export function loadFragments(folder: string, manifest: SourceFile, check: CheckForm): Checked<readonly SourceFile[]> {
  const patterns = listAt(manifest.value, "include").map((pattern, index) =>
    expand(folder, String(pattern), spotIn(manifest, `/include/${index}`), manifest.file),
  );
  const cited = new Map(patterns.flatMap(({ value }) => value));
  cited.delete(manifest.file);
  const loaded = [...cited].sort(([a], [b]) => compareText(a, b)).map(([file, spot]) => loadSource(folder, file, spot));
  const sources = loaded.flatMap(({ value }) => (value ? [value] : []));
  const diagnostics = [...patterns, ...loaded].flatMap((part) => part.diagnostics);
  return { value: sources, diagnostics: [...diagnostics, ...sources.flatMap((source) => check(source, "fragment"))] };
}

function expand(folder: string, pattern: string, spot: Spot, manifest: string): Checked<readonly [string, Spot][]> {
  const inside = insideProject(folder, pattern.replace(/[*?{].*$/s, "x"));
  if ("outside" in inside) return { value: [], diagnostics: [outsideProject(pattern, inside.outside, spot)] };
  if (!isGlob(pattern)) return expandPath(folder, pattern, spot);
  const files = filesMatching(folder, pattern).filter((file) => /\.(?:ya?ml|json)$/.test(file) || !file.includes("."));
  const diagnostics = files.some((file) => file !== manifest) ? [] : [nothingIncluded(folder, pattern, spot)];
  return { value: files.map((file) => [file, spot]), diagnostics };
}

function expandPath(folder: string, path: string, spot: Spot): Checked<readonly [string, Spot][]> {
  const inside = insideProject(folder, path);
  return "outside" in inside
    ? { value: [], diagnostics: [outsideProject(path, inside.outside, spot)] }
    : { value: [[inside.file, spot]], diagnostics: [] };
}

function nothingIncluded(folder: string, pattern: string, spot: Spot): Diagnostic {
  const [near] = nearNames(pattern, filesMatching(folder, "**/*.{yaml,yml}"));
  return {
    severity: "warning",
    code: "manifest/nothing-included",
    summary: "No file to include",
    detail: `No file of the project matches \`${pattern}\`.`,
    ...spot,
    help: near === undefined ? "Correct the pattern, or remove it." : `Write \`${near}\`.`,
  };
}
