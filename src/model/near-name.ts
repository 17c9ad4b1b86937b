/**
 * Finds up to three names that a person may have meant: close in spelling, or alike but for case, width and spaces.
 * Sorted by closeness, then by name.
 */
export function nearNames(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = plain(name);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const scored = [...new Set(candidates)]
    .filter((candidate) => candidate !== name)
    .map((candidate) => ({ candidate, score: closeness(wanted, plain(candidate), limit) }))
    .filter(({ score }) => score <= limit);
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, 3).map(({ candidate }) => candidate);
}

function plain(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

function closeness(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  if (left.length > 3 && right.length > 3 && (right.startsWith(left) || left.startsWith(right))) return 1;
  return Math.abs(left.length - right.length) > limit ? limit + 1 : distance(left, right);
}

/** Edits (insert, delete, change, swap neighbours) between two texts. */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      let best = Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same);
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    before = above;
    above = current;
  }
  return above[right.length] ?? 0;
}
