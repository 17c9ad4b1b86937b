import type { JsonObject } from "../../src/model/json.js";

/** What stands in the files, and what stands in the target in its place. */
export type TextPair = readonly [source: string, target: string];

/** Puts the target's texts in place of the files', and back, wherever they stand and in one go. */
export interface TextMap {
  readonly there: (content: JsonObject) => JsonObject;
  readonly back: (content: JsonObject) => JsonObject;
}

/** Makes both directions; of several sources of one target, the way back leads to the first. */
export function textMap(pairs: readonly TextPair[]): TextMap {
  const back = [...pairs].reverse().map(([source, target]) => [target, source] as const);
  return { there: replacer(new Map(pairs)), back: replacer(new Map(back)) };
}

/** ARNs hold no character that JSON escapes, so that they are replaced in the text. The longest one wins. */
function replacer(texts: ReadonlyMap<string, string>): (content: JsonObject) => JsonObject {
  if (texts.size === 0) return (content) => content;
  const longestFirst = [...texts.keys()].sort((left, right) => right.length - left.length);
  const pattern = new RegExp(longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  return (content) =>
    JSON.parse(JSON.stringify(content).replace(pattern, (text) => texts.get(text) ?? text)) as JsonObject;
}
