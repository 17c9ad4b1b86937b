import { atFirstUse } from "../../model/at-first-use.js";
import { type Span, span } from "../lines/span.js";

/** A run of words that stayed, went or came. */
export interface Run {
  readonly type: "same" | "removed" | "added";
  readonly words: readonly string[];
}

/** Han and kana have no spaces between words: each character counts as one, katakana runs as a word. */
const EASTERN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー";
const wordPattern = atFirstUse(
  () =>
    new RegExp(
      `\\p{RGI_Emoji}|[\\p{Script=Katakana}ー]+|[${EASTERN}]\\p{M}*|[[\\p{L}\\p{M}\\p{N}_]--[${EASTERN}]]+|\\s+|.\\p{M}*`,
      "gvs",
    ),
);

/** Above this many words on a side, only the common start and end are looked for. */
const MOST = 600;
const CONTEXT = 7;

/**
 * Compares two safe texts in quotes word by word: `"Hello [-Acme-]{+Acme Japan+}"`. Long runs that stayed are folded to
 * `…`, the quotes at both ends kept.
 * Undefined where the texts have too little in common for that to be readable.
 */
export function wordDiff(before: string, after: string): readonly Span[] | undefined {
  const runs = wordRuns(before, after);
  return runs?.flatMap((run, index) => spansOf(run, index === 0, index === runs.length - 1));
}

/** The words that stayed, went and came; undefined where there is too little in common. */
export function wordRuns(before: string, after: string): readonly Run[] | undefined {
  const runs = compare(before.match(wordPattern()) ?? [], after.match(wordPattern()) ?? []);
  const same = runs.filter(({ type }) => type === "same").flatMap(({ words }) => words);
  const kept = same.filter((word) => word.trim() !== "").join("").length;
  if (kept * 3 < Math.min(before.length, after.length) || scattered(runs, kept)) return undefined;
  return runs;
}

/** Many small pieces are harder to read than two texts. */
function scattered(runs: readonly Run[], kept: number): boolean {
  return runs.length > 12 && kept / runs.length < 4;
}

function spansOf({ type, words }: Run, first: boolean, last: boolean): readonly Span[] {
  if (type === "removed") return [span(`[-${words.join("")}-]`, "removed")];
  if (type === "added") return [span(`{+${words.join("")}+}`, "added")];
  if (words.length <= 2 * CONTEXT + 4) return [span(words.join(""), "dim")];
  const head = words
    .slice(0, first ? 1 : CONTEXT)
    .join("")
    .trimEnd();
  const tail = words
    .slice(last ? -1 : -CONTEXT)
    .join("")
    .trimStart();
  const gap = words.some((word) => word.trim() === "") ? " " : "";
  return [span(`${head}${first ? "" : gap}…${last ? "" : gap}${tail}`, "dim")];
}

function compare(before: readonly string[], after: readonly string[]): readonly Run[] {
  const start = commonStart(before, after);
  const end = commonStart(before.slice(start).reverse(), after.slice(start).reverse());
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  const inner: readonly Run[] =
    left.length > MOST || right.length > MOST ? [run("removed", left), run("added", right)] : middle(left, right);
  return tidy([run("same", before.slice(0, start)), ...inner, run("same", before.slice(before.length - end))]);
}

function run(type: Run["type"], words: readonly string[]): Run {
  return { type, words };
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}

/** The longest common subsequence, walked from the start. */
function middle(left: readonly string[], right: readonly string[]): readonly Run[] {
  const lengths = lcsLengths(left, right);
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && a === b) runs.push(run("same", [a]));
    else if (a !== undefined && (b === undefined || at(i + 1, j) >= at(i, j + 1))) runs.push(run("removed", [a]));
    else if (b !== undefined) runs.push(run("added", [b]));
    const type = runs.at(-1)?.type;
    if (type !== "added") i++;
    if (type !== "removed") j++;
  }
  return runs;
}

function lcsLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i] ?? [], rows[i + 1] ?? []];
    for (let j = right.length - 1; j >= 0; j--) {
      row[j] = left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

/** Joins neighbours; a lone space between two changes belongs to both, and what went stands before what came. */
function tidy(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = () => {
    if (gone.length > 0) joined.push(run("removed", gone));
    if (come.length > 0) joined.push(run("added", come));
    [gone, come] = [[], []];
  };
  const merged = mergeSame(runs);
  for (const [index, { type, words }] of merged.entries()) {
    const between = type === "same" && index > 0 && index < merged.length - 1 && words.join("").trim() === "";
    if (type === "removed" || between) gone.push(...words);
    if (type === "added" || between) come.push(...words);
    if (type !== "same" || between) continue;
    flush();
    joined.push({ type, words });
  }
  flush();
  return joined;
}

function mergeSame(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const one of runs.filter(({ words }) => words.length > 0)) {
    const last = merged.at(-1);
    if (last?.type === one.type) merged[merged.length - 1] = run(one.type, [...last.words, ...one.words]);
    else merged.push(one);
  }
  return merged;
}
