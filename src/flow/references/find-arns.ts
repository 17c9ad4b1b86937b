import { ARN_IN_TEXT, type Arn, parseArn } from "../../model/arn.js";
import type { Json } from "../../model/json.js";
import { pathOf, placeOf, type Spot, visitStrings } from "./walk.js";

/** A literal ARN as it stands in a string: `text` is that string's part from `start` to `end` (UTF-16 units). */
interface ArnInText {
  readonly text: string;
  readonly arn: Arn;
  readonly start: number;
  readonly end: number;
}

/** A literal ARN and where it stands. */
export interface FoundArn extends ArnInText {
  readonly pointer: string;
  readonly block?: string;
  /** Readable steps from the block on, array steps as `[]`: `Parameters.Messages.[].PromptId`. */
  readonly path: string;
  /** True where it stands in the key of the member that `pointer` names. */
  readonly inKey?: true;
}

const OPEN_PLACE = /\$\$\{|\$\{[^{}]*\}/g;

/**
 * Lists every literal ARN in any string or key of a value, in the order of the document. Portable text is understood:
 * nothing inside `${…}` counts, nor an ARN that a reference continues (`arn:…:function:${var.stage}-x`).
 */
export function findArns(value: Json): readonly FoundArn[] {
  const found: FoundArn[] = [];
  const visit = (text: string, spot: Spot, inKey: boolean) => {
    for (const hit of outsidePlaces(text)) found.push(foundArn(hit, spot, inKey));
  };
  visitStrings(value, visit, mayHoldArn);
  return found;
}

const mayHoldArn = (text: string) => text.includes("arn:");

export function foundArn(hit: ArnInText, spot: Spot, inKey: boolean): FoundArn {
  return { ...placeOf(spot), path: pathOf(spot), ...hit, ...(inKey ? { inKey } : {}) };
}

function outsidePlaces(text: string): readonly ArnInText[] {
  const hits = arnsInText(text);
  if (!text.includes("${")) return hits;
  const places = [...text.matchAll(OPEN_PLACE)].filter(([source]) => source !== "$${");
  return hits.filter(({ start, end }) => {
    const reach = end + trailing(text, end);
    return !places.some(({ index, 0: source }) => index <= reach && start < index + source.length);
  });
}

function trailing(text: string, from: number): number {
  return /^[.:]*/.exec(text.slice(from))?.[0].length ?? 0;
}

/**
 * Lists the ARNs of a rendered text. Full stops and colons at the end belong to the sentence around an ARN, not to it.
 */
export function arnsInText(text: string): readonly ArnInText[] {
  if (!text.includes("arn:")) return [];
  return [...text.matchAll(ARN_IN_TEXT)].flatMap((match) => {
    const arnText = match[0].replace(/[.:]+$/, "");
    const arn = parseArn(arnText);
    return arn ? [{ text: arnText, arn, start: match.index, end: match.index + arnText.length }] : [];
  });
}
