/** Draws a number from 1 to 100: the same for the same seed and count, spread evenly over counts. */
export function draw(seed: string, count: number): number {
  let hash = 0x811c9dc5;
  for (const letter of `${seed}/${count}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % 100) + 1;
}
