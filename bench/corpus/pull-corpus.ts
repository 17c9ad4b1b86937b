import { readExported } from "../../src/pull/index.js";
import type { Content } from "./content.js";
import type { NamesByArn } from "./inventory-names.js";
import type { ParsedText } from "./parse-text.js";
import { projectSets } from "./project-sets.js";
import { type PulledBack, pullBack } from "./pull-back.js";
import { sha256 } from "./quiet-world.js";

/** A folder whose contents refer to each other, and what came of pulling them back. */
export interface PulledSet extends PulledBack {
  readonly folder: string;
  /** Contents that the folder holds. */
  readonly size: number;
}

interface CorpusText extends Pick<ParsedText, "text"> {
  readonly path: string;
}

/** Loads each set into an instance of its own, as its files have it, and pulls that back. */
export async function pullSets(
  contents: readonly Content[],
  names: NamesByArn,
  texts: readonly CorpusText[],
): Promise<readonly PulledSet[]> {
  const folders = projectSets(contents, names).flatMap(({ sets }) => sets);
  const pulled: PulledSet[] = [];
  for (const folder of folders) {
    const files = texts.filter(({ path }) => path.startsWith(folder) && !/\.ya?ml$/i.test(path));
    const exported = readExported(
      files.map(({ path: file, text }) => ({ file, text })),
      sha256,
    );
    pulled.push({ folder, size: exported.live.length, ...(await pullBack(exported)) });
  }
  return pulled;
}

/** A table of the sets, with why one could not be loaded or is not what it was. */
export function pulledText(sets: readonly PulledSet[]): string {
  const rows = sets.map(({ folder, size, pulled, unresolved, refused, problems }) => {
    const told = refused !== undefined ? `not loaded: ${refused}` : problems.length > 0 ? problems.join("; ") : "same";
    const counts = [size, pulled, unresolved].map((count) => String(count).padStart(6)).join("");
    return `${counts}  ${folder}  ${told}`;
  });
  const good = sets.filter(({ refused, problems }) => refused === undefined && problems.length === 0).length;
  const header = "  size  pull  left  folder";
  return `${[header, ...rows, `${sets.length} sets: ${good} come back as they were`].join("\n")}\n`;
}
