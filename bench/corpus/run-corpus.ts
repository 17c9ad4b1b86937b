import { resolve } from "node:path";
import { applyContents, type Brought } from "./apply-corpus.js";
import { type Content, contentOf } from "./content.js";
import { type FromFolder, fromFolders } from "./from-corpus.js";
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
  /** By folder; absent where no exports were to be brought to a new instance. */
  readonly from?: readonly FromFolder[];
}

/** What is done with a folder beside recognising its files. */
export interface Wanted {
  /** Each file goes through the library and the command line. */
  readonly check: boolean;
  /** Contents are brought to a simulated instance. */
  readonly apply: boolean;
  /** Sets are pulled from an instance that holds them. */
  readonly pull: boolean;
  /** Folders are pulled as exports, and brought to a new instance. */
  readonly from: boolean;
}

/** Files that may name what contents refer to. */
const NAMING: ReadonlySet<FileKind | undefined> = new Set(["wrapper", "inventory", "other"]);

/** Recognises every file of a folder, and does with them what is wanted. */
export async function runCorpus(folder: string, { check, apply, pull, from }: Wanted): Promise<CorpusReport> {
  const names = readNames(resolve(folder));
  const given = readFolder(resolve(folder)).filter(({ path }) => path !== INDEX || names.size === 0);
  const parsed = given.map((file) => ({ ...file, ...parseBytes(file.path, file.bytes) }));
  const files: FileReport[] = [];
  for (const file of parsed) files.push(await reportOf(file, names.get(file.path), check));
  const contents = files.flatMap(({ content }) => content ?? []);
  const inventories = parsed.filter((_, index) => NAMING.has(files[index]?.kind));
  const known = inventoryNames(inventories);
  return {
    files,
    ...(apply ? { brought: await applyContents(contents, known) } : {}),
    ...(pull ? { pulled: await pullSets(contents, known, parsed) } : {}),
    ...(from ? { from: await fromFolders(resolve(folder), contents, known) } : {}),
  };
}

type ReadFile = CorpusFile & ParsedText;

async function reportOf(file: ReadFile, indexed: IndexedName | undefined, check: boolean): Promise<FileReport> {
  const { kind, document } = recognise(file);
  const content = document && contentOf(document, indexed);
  const problems = check ? await orThrown(() => tryFile(file, kind, content)) : [];
  return { path: file.path, kind, problems, ...(content ? { content } : {}) };
}

async function tryFile(file: ReadFile, kind: FileKind, content: Content | undefined): Promise<readonly string[]> {
  const alone = kind === "wrapper" ? undefined : content;
  return [
    ...(content ? roundTripProblems(content) : []),
    ...(await validateProblems({ ...file, kind, content: alone })),
  ];
}
