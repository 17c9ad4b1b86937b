import { isThere, readText, removeDurably, writeDurably } from "../disk/durable-file.js";
import type { RescuedText, StateMedium } from "./state-medium.js";

/** Where states are saved that could not be written in their place, and what lies there. */
export interface Rescues extends Pick<StateMedium, "rescue" | "rescued" | "dropRescued"> {
  /** Those of the files that are there. */
  traces(): Promise<readonly string[]>;
}

/** Saves states in the first of some files that can be written. */
export function openRescues(files: readonly string[], random?: (() => number) | undefined): Rescues {
  const places = [...new Set(files)];
  return {
    async rescue(text) {
      for (const place of places) {
        const saved = await writeDurably(place, text, { random }).then(
          () => place,
          () => undefined,
        );
        if (saved !== undefined) return saved;
      }
      return undefined;
    },
    async rescued() {
      const found = await Promise.all(places.map(async (file) => ({ file, text: await readText(file) })));
      return found.flatMap(({ file, text }): readonly RescuedText[] => (text === undefined ? [] : [{ file, text }]));
    },
    dropRescued: removeDurably,
    async traces() {
      const found = places.map(async (file) => ((await isThere(file)) ? [file] : []));
      return (await Promise.all(found)).flat();
    },
  };
}
