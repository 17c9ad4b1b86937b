import { countOf } from "../words/count-words.js";

/** A part of a Markdown document that is made of pieces, of which some may have to stay out. */
export interface Section {
  readonly pieces: readonly string[];
  /** Stands before the pieces, and only where there are some. */
  readonly title: string;
  /** The share of what room is left that it may take, from 0 to 1. */
  readonly share: number;
  /** What a piece is called, one and many. */
  readonly words: readonly [string, string];
  /** Lower ranks get the room first; the order of the document stays. */
  readonly rank?: (index: number) => number;
}

/** What fits, and a sentence on what does not. */
interface BoundText {
  readonly text: string;
  readonly left: string;
}

/** Fills `room` characters with sections, one after the other, each within its share; says what was left out. */
export function boundSections(sections: readonly Section[], room: number): BoundText {
  const left: string[] = [];
  let text = "";
  for (const section of sections) {
    const free = Math.floor(Math.max(0, room - text.length) * section.share) - section.title.length - 2;
    const taken = takeFrom(section, free);
    const missing = section.pieces.length - taken.length;
    if (missing > 0) left.push(countOf(missing, ...section.words));
    if (taken.length > 0) text += `${section.title}${taken.join("")}\n`;
  }
  return { text, left: left.length === 0 ? "" : `_Left out for its length: ${left.join(", ")}._\n\n` };
}

function takeFrom({ pieces, rank = () => 0 }: Section, room: number): readonly string[] {
  const order = pieces.map((_, index) => index).sort((a, b) => rank(a) - rank(b) || a - b);
  const taken = new Set<number>();
  let used = 0;
  for (const index of order) {
    const size = (pieces[index] ?? "").length;
    if (used + size > room) continue;
    used += size;
    taken.add(index);
  }
  return pieces.filter((_, index) => taken.has(index));
}
