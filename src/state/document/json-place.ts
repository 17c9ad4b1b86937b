/** A place in a text; lines and columns start at 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  /** Whether the text ends there, so that something is missing rather than wrong. */
  readonly end: boolean;
}

const TOKEN =
  /[ \t\r\n]+|[{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What may come next. `item` is a value or the end of an array, `field` a key or the end of an object. */
type Expected = "value" | "item" | "key" | "field" | "colon" | "next" | "nothing";

/** The first place where a text stops being JSON; its end where it only stops too early. */
export function findJsonMistake(text: string): TextPlace {
  const open: string[] = [];
  const scan = new RegExp(TOKEN);
  let expected: Expected | undefined = "value";
  for (let at = 0; at < text.length; at = scan.lastIndex) {
    scan.lastIndex = at;
    const token = scan.exec(text)?.[0];
    if (token === undefined) return placeOf(text, at);
    if (token.trim() !== "") expected = follow(expected, token, open);
    if (expected === undefined) return placeOf(text, at);
  }
  return placeOf(text, text.length);
}

/** A key of an object, and the line that it stands in; lines start at 1. */
export interface KeyPlace {
  readonly key: string;
  readonly line: number;
}

/** The keys of the outermost object of a text that is JSON, in its order: one that stands twice is there twice. */
export function outerKeys(text: string): readonly KeyPlace[] {
  const keys: KeyPlace[] = [];
  const open: string[] = [];
  const scan = new RegExp(TOKEN);
  let expected: Expected | undefined = "value";
  for (let at = 0; at < text.length && expected !== undefined; at = scan.lastIndex) {
    scan.lastIndex = at;
    const token = scan.exec(text)?.[0];
    if (token === undefined) break;
    if (token.trim() === "") continue;
    const isKey = open.length === 1 && (expected === "key" || expected === "field") && token.startsWith('"');
    if (isKey) keys.push({ key: JSON.parse(token) as string, line: placeOf(text, at).line });
    expected = follow(expected, token, open);
  }
  return keys;
}

function follow(expected: Expected, token: string, open: string[]): Expected | undefined {
  if (token === "}" || token === "]") return closes(expected, token, open) ? afterValue(open) : undefined;
  if (expected === "colon") return token === ":" ? "value" : undefined;
  if (expected === "key" || expected === "field") return token.startsWith('"') ? "colon" : undefined;
  if (expected === "next") return token !== "," ? undefined : open.at(-1) === "{" ? "key" : "value";
  if (expected === "nothing" || token === ":" || token === ",") return undefined;
  if (token !== "{" && token !== "[") return afterValue(open);
  open.push(token);
  return token === "{" ? "field" : "item";
}

function closes(expected: Expected, token: string, open: string[]): boolean {
  const empty = token === "}" ? "field" : "item";
  return (expected === "next" || expected === empty) && open.pop() === (token === "}" ? "{" : "[");
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? "nothing" : "next";
}

function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, end: offset === text.length };
}
