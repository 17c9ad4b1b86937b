import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";

/** The names that a manifest may have, the first one first. */
export const MANIFEST_NAMES = ["connectctl.yaml", "connectctl.yml", "connectctl.json"] as const;

/** Finds the manifest of a folder. */
export function findManifest(folder: string): Checked<string | undefined> {
  if (!isFolder(folder)) return { value: undefined, diagnostics: [noFolder(folder)] };
  const [first, ...others] = MANIFEST_NAMES.filter((name) => existsSync(join(folder, name)));
  if (first === undefined) return { value: undefined, diagnostics: [noManifest(folder)] };
  return { value: first, diagnostics: others.length > 0 ? [severalManifests(first, others)] : [] };
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function noFolder(folder: string): Diagnostic {
  return {
    severity: "error",
    code: "manifest/no-manifest",
    summary: "No project folder",
    detail: `\`${folder}\` is no folder.`,
    help: "Give the folder of the project with `--chdir`.",
  };
}

function noManifest(folder: string): Diagnostic {
  return {
    severity: "error",
    code: "manifest/no-manifest",
    summary: "No manifest",
    detail: `There is no \`${MANIFEST_NAMES.join("`, `")}\` in ${folder}.`,
    help: "Run `connectctl init` to start a project, or name the folder with `--chdir` or the file with `--manifest`.",
  };
}

function severalManifests(first: string, others: readonly string[]): Diagnostic {
  return {
    severity: "warning",
    code: "manifest/several-manifests",
    summary: "More than one manifest",
    detail: `\`${first}\` is used, \`${others.join("`, `")}\` is not.`,
    file: first,
    help: "Remove what is not used, or name the one to use with `--manifest`.",
  };
}
