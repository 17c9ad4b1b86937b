import { join } from "node:path";
import type { Content } from "./content.js";
import { type BroughtExports, bringExports } from "./from-exports.js";
import type { NamesByArn } from "./inventory-names.js";
import { projectSets } from "./project-sets.js";

/** A folder of exports, and what came of bringing it to a new instance. */
export interface FromFolder extends BroughtExports {
  readonly folder: string;
}

/** Takes each project of the corpus, and each set inside it that refers to itself, as exports of one instance. */
export async function fromFolders(
  root: string,
  contents: readonly Content[],
  names: NamesByArn,
): Promise<readonly FromFolder[]> {
  const folders = projectSets(contents, names).flatMap(({ project, sets }) => [...new Set([project, ...sets])]);
  const brought: FromFolder[] = [];
  for (const folder of folders) brought.push({ folder, ...(await bringExports(join(root, folder))) });
  return brought;
}

/** A table of the folders, with the reason where something stopped one. */
export function fromText(folders: readonly FromFolder[]): string {
  const rows = folders.map(({ folder, pulled, lookups, unresolved, stopped, problems }) => {
    const told = problems.length > 0 ? problems.join("; ") : (stopped ?? "applied, and the next plan is empty");
    const counts = [pulled, lookups, unresolved].map((count) => String(count).padStart(6)).join("");
    return `${counts}  ${folder}  ${told}`;
  });
  const failed = folders.filter(({ problems }) => problems.length > 0).length;
  const stopped = folders.filter(({ problems, stopped: why }) => problems.length === 0 && why !== undefined).length;
  const applied = folders.length - failed - stopped;
  const last = `${folders.length} folders: ${applied} applied with an empty plan after it, ${stopped} stopped before a write, ${failed} failed`;
  return `${["  pull  look  left  folder", ...rows, last].join("\n")}\n`;
}
