/** Texts and numbers of a JSON text; a text may look like a number inside. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;

/** A number as it is written, and where. */
interface WrittenNumber {
  readonly word: string;
  readonly offset: number;
}

/** The first number of a JSON text that is read as another one: too large, or a whole one with too many digits. */
export function firstInexactNumber(text: string): WrittenNumber | undefined {
  if (!MAY_BE_INEXACT.test(text)) return undefined;
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    if (!word.startsWith('"') && isInexact(word)) return { word, offset: index };
  }
  return undefined;
}

const MAY_BE_INEXACT = /\d{16}|\d[eE]\+?\d{3}/;

function isInexact(word: string): boolean {
  const value = Number(word);
  if (!Number.isFinite(value)) return true;
  return /^-?\d+$/.test(word) && String(value) !== word && BigInt(value) !== BigInt(word);
}

/** Applies a change to a JSON text in which every number that would be written in another way stays as it is written. */
export function keepingNumbers(text: string, change: (text: string) => string): string {
  if (text.includes(MARK)) return change(text);
  const words: string[] = [];
  const held = text.replace(TOKEN, (token) => {
    return token.startsWith('"') || String(Number(token)) === token ? token : `"${MARK}${words.push(token) - 1}"`;
  });
  return change(held).replace(MARKED, (_, index: string) => words[Number(index)] ?? "");
}

const MARK = "\\u0000";
const MARKED = /"\\u0000(\d+)"/g;
