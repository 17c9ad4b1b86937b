import type { Brought, BroughtSet } from "./apply-corpus.js";
import { fromText } from "./from-corpus.js";
import { pulledText } from "./pull-corpus.js";
import { KIND_WORDS } from "./recognise.js";
import type { CorpusReport, FileReport } from "./run-corpus.js";

/** The report of a run in lines, and whether anything failed. */
export function reportText({ files, brought = [], pulled, from }: CorpusReport): {
  readonly text: string;
  readonly hasFailed: boolean;
} {
  const later = new Map(
    brought.flatMap(({ problems }) => [...problems].map(([{ file }, told]) => [file, told] as const)),
  );
  const told = files.map((file) => ({ ...file, problems: [...file.problems, ...(later.get(file.path) ?? [])] }));
  const failed = told.filter(({ problems }) => problems.length > 0);
  const failedSets = brought.flatMap(({ sets }) => sets).filter(({ problems }) => problems.length > 0);
  const notSame = (pulled ?? []).filter(({ problems }) => problems.length > 0);
  const notThere = (from ?? []).filter(({ problems }) => problems.length > 0);
  const lines = [
    ...(from ? [fromText(from)] : []),
    ...(pulled ? [pulledText(pulled)] : []),
    ...brought.flatMap(refusedLines),
    ...failed.map(({ path, problems }) => `${path}: ${problems.join("; ")}`),
    ...failedSets.map(({ folder, problems }) => `${folder} as a set: ${problems.join("; ")}`),
    ...(brought.length > 0 ? [broughtLine(brought)] : []),
    `${countLine(files)}: ${files.length - failed.length} passed, ${failed.length} failed`,
  ];
  return {
    text: `${lines.join("\n")}\n`,
    hasFailed: failed.length + failedSets.length + notSame.length + notThere.length > 0,
  };
}

function refusedLines({ refused }: Brought): readonly string[] {
  return [...refused].flatMap(([{ file }, problems]) => [
    `refused ${file}`,
    ...problems.map((problem) => `  ${problem}`),
  ]);
}

function broughtLine(brought: readonly Brought[]): string {
  const wishes = brought.flatMap((one) => one.wishes);
  const refused = brought.reduce((sum, one) => sum + one.refused.size, 0);
  const drafts = wishes.filter(({ published }) => !published).length;
  const sets = brought.flatMap((one) => one.sets);
  return [
    `${wishes.length - drafts} contents applied`,
    `${refused} refused (${drafts} of them applied as drafts)`,
    `${sets.length} sets (${sum(sets, "size")} contents, ${sum(sets, "links")} links) applied as a whole`,
  ].join(", ");
}

function sum(sets: readonly BroughtSet[], member: "size" | "links"): number {
  return sets.reduce((total, set) => total + set[member], 0);
}

function countLine(files: readonly FileReport[]): string {
  const counts = Object.entries(KIND_WORDS).map(([kind, [one, many]]) => {
    const count = files.filter((file) => file.kind === kind).length;
    return { count, text: `${count} ${count === 1 ? one : many}` };
  });
  const some = counts.filter(({ count }) => count > 0).map(({ text }) => text);
  return some.length === 0 ? "No files" : some.join(", ");
}
