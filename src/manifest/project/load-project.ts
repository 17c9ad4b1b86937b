import { isAbsolute, relative, resolve } from "node:path";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import type { Sha256 } from "../../model/fingerprint.js";
import { compareText, pointerStep } from "../../model/json.js";
import { checkForm } from "../check/check-schema.js";
import { settleMoves } from "../desired/settle-moves.js";
import { findManifest } from "../files/find-manifest.js";
import { loadFragments, loadSource } from "../files/load-sources.js";
import type { SourceFile } from "../files/source.js";
import { gatherSections, type IsBroken, objectAt } from "./gather-sections.js";
import type { ContentFile, Project } from "./project.js";
import { readContents } from "./read-contents.js";
import { readEnvironments } from "./read-environments.js";
import { entryPointer } from "./section.js";

export interface LoadOptions {
  readonly folder: string;
  /** A manifest inside the folder; without it `connectctl.yaml`, `.yml` or `.json`. */
  readonly manifest?: string;
  readonly sha256: Sha256;
}

/**
 * Reads everything a person wrote, and tells every problem that does not depend on an environment. The project is
 * undefined where its manifest has no usable form; otherwise what has an error is left out of it.
 */
export function loadProject(options: LoadOptions): Checked<Project | undefined> {
  const folder = resolve(options.folder);
  const found = findManifest(folder);
  const named = options.manifest !== undefined && found.diagnostics.every(({ summary }) => summary !== NO_FOLDER);
  const path = named ? fromFolder(folder, options.manifest) : found.value;
  if (path === undefined) return { value: undefined, diagnostics: found.diagnostics };
  const before = named ? [] : found.diagnostics;
  const manifest = loadSource(folder, path, {});
  if (!manifest.value) return { value: undefined, diagnostics: [...before, ...manifest.diagnostics] };
  const { value, diagnostics } = assemble(folder, manifest.value, options.sha256);
  return { value, diagnostics: [...before, ...manifest.diagnostics, ...diagnostics] };
}

const NO_FOLDER = "No project folder";

function fromFolder(folder: string, path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? relative(folder, path) : path;
}

function assemble(folder: string, manifest: SourceFile, sha256: Sha256): Checked<Project | undefined> {
  const form = checkForm(manifest, "manifest");
  const fragments = loadFragments(folder, manifest, checkForm);
  const problems = [...form, ...fragments.diagnostics];
  if (problems.some(isFatal)) return { value: undefined, diagnostics: problems };
  const sources = [manifest, ...fragments.value];
  const isBroken = brokenBy(problems);
  const { sections, diagnostics: doubles } = gatherSections(sources, isBroken);
  const environments = readEnvironments(folder, manifest, isBroken);
  const contents = readContents(folder, sections.entries);
  const project: Project = {
    ...sections,
    folder,
    manifest: manifest.file,
    environments: environments.environments,
    brokenEnvironments: environments.broken,
    tags: tagsOf(manifest, isBroken),
    sources,
    contents: contents.value,
    ...digestOf(sources, contents.value, sha256),
  };
  const moves = settleMoves(project).diagnostics;
  const all = [problems, doubles, environments.diagnostics, moves, contents.diagnostics];
  return { value: project, diagnostics: all.flat() };
}

/** Errors after which the sections of a file mean nothing: at its top, but for keys that nobody knows. */
function isFatal({ code, pointer = "" }: Diagnostic): boolean {
  return code !== "manifest/unknown-key" && pointer.lastIndexOf("/") <= 0 && code !== "manifest/nothing-included";
}

function brokenBy(problems: readonly Diagnostic[]): IsBroken {
  const broken = new Set(problems.map(({ file, pointer = "" }) => `${file} ${entryPointer(pointer)}`));
  return (source, pointer) => broken.has(`${source.file} ${entryPointer(pointer)}`);
}

function tagsOf(manifest: SourceFile, isBroken: IsBroken): Readonly<Record<string, string>> {
  const tags = Object.entries(objectAt(manifest.value, "tags"));
  const sound = tags.filter(([key]) => !isBroken(manifest, `/tags${pointerStep(key)}`));
  return Object.fromEntries(sound.map(([key, value]) => [key, String(value)]));
}

function digestOf(
  sources: readonly SourceFile[],
  contents: ReadonlyMap<string, ContentFile>,
  sha256: Sha256,
): Pick<Project, "files" | "sha256"> {
  const texts = new Map([...sources, ...contents.values()].map(({ file, text }) => [file, text]));
  const files = [...texts].map(([file, text]) => ({ file, sha256: sha256(text) }));
  files.sort((left, right) => compareText(left.file, right.file));
  return { files, sha256: sha256(files.map((file) => `${file.sha256}  ${file.file}\n`).join("")) };
}
