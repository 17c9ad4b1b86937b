/** Three forms of one text: as a person wrote it, as a printer writes it, and as the printer writes it after a change. */
export interface Versions {
  readonly original: string;
  readonly printed: string;
  readonly changed: string;
}

/**
 * Puts what changed between two printed texts into the text that a person wrote: stretches that did not change stay as
 * they were written, however the printer would put them. Whoever calls it checks that the result means the same.
 */
export function keepLines(versions: Versions): string {
  const [mine, before, after] = [versions.original, versions.printed, versions.changed].map((text) => text.split("\n"));
  if (!mine || !before || !after) return versions.changed;
  const written = commonLines(mine.map(squeezed), before.map(squeezed));
  const toPrinted = commonLines(before, after);
  const kept: string[] = [];
  let from = { mine: 0, before: 0, after: 0 };
  for (let line = 0; line <= after.length; line++) {
    const at = { after: line, before: toPrinted.get(line) ?? -1, mine: written.get(toPrinted.get(line) ?? -1) ?? -1 };
    const isEnd = line === after.length;
    if (!isEnd && at.mine < 0) continue;
    const to = isEnd ? { mine: mine.length, before: before.length, after: after.length } : at;
    const isSame = before.slice(from.before, to.before).join("\n") === after.slice(from.after, to.after).join("\n");
    kept.push(...(isSame ? mine.slice(from.mine, to.mine) : after.slice(from.after, to.after)));
    if (!isEnd) kept.push(mine[at.mine] ?? "");
    from = { mine: at.mine + 1, before: at.before + 1, after: line + 1 };
  }
  return kept.join("\n");
}

function squeezed(line: string): string {
  return line.replace(/\s+/g, "");
}

/** For each line of `after` that `before` has too, in order: where it stands there. */
function commonLines(before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> {
  const common = new Map<number, number>();
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) common.set(start, start++);
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before.at(-1 - end) === after.at(-1 - end)) {
    end++;
    common.set(after.length - end, before.length - end);
  }
  const middle = {
    from: start,
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
  };
  for (const [left, right] of longestCommon(middle.before, middle.after)) common.set(right + start, left + start);
  return common;
}

/** Above this the comparison would take too much memory; the printed text then stands as it is. */
const MOST_CELLS = 20_000_000;

function longestCommon(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  if (left.length * right.length > MOST_CELLS) return [];
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const same = left[row] === right[column];
      lengths[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < left.length && column < right.length; ) {
    if (left[row] === right[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
