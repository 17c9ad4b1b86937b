import { resolve } from "node:path";
import { applyContents, type Brought } from "./apply-corpus.js";
import { type Content, contentIn } from "./content.js";
import { inventoryNames } from "./inventory-names.js";
import { orThrown } from "./or-thrown.js";
import { type ParsedText, parseBytes } from "./parse-text.js";
import { type PulledSet, pullSets } from "./pull-corpus.js";
import { type CorpusFile, readFolder } from "./read-folder.js";
import { INDEX, type IndexedName, readNames } from "./read-names.js";
import { type FileKind, recognise } from "./recognise.js";
import { roundTripProblems } from "./round-trip.js";
import { validateProblems } from "./validate-file.js";

/** One file of the corpus, and what failed with it. */
export interface FileReport {
  readonly path: string;
  readonly kind: FileKind;
  readonly content?: Content;
  readonly problems: readonly string[];
}

export interface CorpusReport {
  readonly files: readonly FileReport[];
  /** By place; absent where nothing was to be applied. */
  readonly brought?: readonly Brought[];
  /** By set; absent where nothing was to be pulled. */
  readonly pulled?: readonly PulledSet[];
}

/** Files that may name what contents refer to. */
const NAMING: ReadonlySet<FileKind | undefined> = new Set(["wrapper", "inventory", "other"]);

/** Takes every file of a folder through the library and the command line; with `apply` also to a simulated instance, with `pull` from one. */
export async function runCorpus(
  folder: string,
  { apply, pull }: { readonly apply: boolean; readonly pull?: boolean },
): Promise<CorpusReport> {
  const names = readNames(resolve(folder));
  const given = readFolder(resolve(folder)).filter(({ path }) => path !== INDEX || names.size === 0);
  const parsed = given.map((file) => ({ ...file, ...parseBytes(file.path, file.bytes) }));
  const files: FileReport[] = [];
  for (const file of parsed) files.push(await tryFile(file, names.get(file.path)));
  if (!apply && !pull) return { files };
  const contents = files.flatMap(({ content }) => content ?? []);
  const inventories = parsed.filter((_, index) => NAMING.has(files[index]?.kind));
  const known = inventoryNames(inventories);
  return {
    files,
    ...(apply ? { brought: await applyContents(contents, known) } : {}),
    ...(pull ? { pulled: await pullSets(contents, known, parsed) } : {}),
  };
}

async function tryFile(file: CorpusFile & ParsedText, indexed: IndexedName | undefined): Promise<FileReport> {
  const found = recognise(file);
  const content = contentIn(file.path, found, indexed);
  const alone = found.holder ? undefined : content;
  const told = await orThrown(async () => [
    ...(content ? roundTripProblems(content) : []),
    ...(await validateProblems({ ...file, kind: found.kind, content: alone })),
  ]);
  return { path: file.path, kind: found.kind, problems: told, ...(content ? { content } : {}) };
}
