import { readContent } from "../../flow/index.js";
import { isDeeperThan, type Json } from "../../model/json.js";

/**
 * The JSON values of a text: one for most files, several where a tool has saved one behind the other, of a text
 * in quotes the content that it holds. Undefined where it begins like JSON and is none; none where it is something else.
 */
export function valuesIn(text: string): readonly Json[] | undefined {
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain.startsWith('"{')) return quotedContent(plain);
  if (!/^[[{]/.test(plain)) return [];
  const whole = parse(plain);
  if (whole !== undefined) return [whole];
  const pieces = piecesOf(plain).map(parse);
  const values = pieces.filter((value) => value !== undefined);
  return pieces.length > 1 && values.length === pieces.length ? values : undefined;
}

/** What `--query ContactFlow.Content` leaves of an answer. */
function quotedContent(text: string): readonly Json[] | undefined {
  const whole = parse(text);
  const content = readContent(whole);
  return whole === undefined ? undefined : content === undefined ? [] : [content];
}

/** What lists and answers never reach. */
const MOST_LEVELS = 200;

/** Undefined for what is no JSON, or too deep to be gone through. */
function parse(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isDeeperThan(MOST_LEVELS, value) ? undefined : value;
  } catch {
    return undefined;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;

/** Cuts behind each bracket that closes a whole value. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") depth++;
    if (token !== "}" && token !== "]") continue;
    depth--;
    if (depth > 0) continue;
    pieces.push(text.slice(from, index + 1));
    from = index + 1;
  }
  const rest = text.slice(from).trim();
  return rest === "" ? pieces : [...pieces, rest];
}
