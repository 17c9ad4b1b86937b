import {
  type Cursor,
  type DuplicateKey,
  type JsonFault,
  type JsonVisit,
  MAX_DEPTH,
  stop,
  stopAtKey,
  stopAtValue,
  stopBetween,
  stopInText,
} from "./json-fault.js";

/**
 * Reads a JSON text for what `JSON.parse` does not tell: places, duplicate keys, and a fault in words. It accepts exactly
 * what `JSON.parse` accepts, down to the depth limit.
 */
export function scanJson(
  text: string,
  visit?: JsonVisit,
): { readonly fault?: JsonFault; readonly duplicates: readonly DuplicateKey[] } {
  const cursor: Cursor = { text, visit, path: [], duplicates: [], at: 0, fault: undefined };
  scanValue(cursor, -1);
  skipSpace(cursor);
  if (!cursor.fault && cursor.at < text.length)
    stop(cursor, "Something follows after the end of the document.", "Keep one document, and remove the rest.");
  return { ...(cursor.fault ? { fault: cursor.fault } : {}), duplicates: cursor.duplicates };
}

function scanValue(cursor: Cursor, keyAt: number): undefined {
  skipSpace(cursor);
  cursor.visit?.(cursor.path, keyAt < 0 ? cursor.at : keyAt, cursor.at);
  const char = cursor.text[cursor.at];
  if (char === "{" || char === "[") return scanInside(cursor, char);
  if (char === '"') return scanText(cursor);
  scanWord(cursor);
}

function scanInside(cursor: Cursor, open: "{" | "["): undefined {
  const from = cursor.at;
  if (cursor.path.length >= MAX_DEPTH) {
    const detail = `Arrays and objects stand in each other more than ${MAX_DEPTH} deep.`;
    return stop(cursor, detail, "Check that the file is what it should be.", "depth");
  }
  cursor.at += 1;
  if (open === "{") scanItems(cursor, "}", from, objectItem(new Map()));
  else scanItems(cursor, "]", from, arrayItem);
}

function scanItems(
  cursor: Cursor,
  close: string,
  from: number,
  item: (cursor: Cursor, index: number) => void,
): undefined {
  skipSpace(cursor);
  if (cursor.text[cursor.at] === close) return advance(cursor);
  for (let index = 0; !cursor.fault; index += 1) {
    item(cursor, index);
    skipSpace(cursor);
    if (cursor.fault || cursor.text[cursor.at] === close) return advance(cursor);
    if (cursor.text[cursor.at] !== ",") return stopBetween(cursor, close, from);
    const comma = cursor.at;
    advance(cursor);
    skipSpace(cursor);
    if (cursor.text[cursor.at] === close) {
      cursor.at = comma;
      return stop(cursor, `A comma stands before the closing \`${close}\`.`, "Remove the comma.");
    }
  }
}

function arrayItem(cursor: Cursor, index: number): undefined {
  cursor.path.push(index);
  scanValue(cursor, -1);
  cursor.path.pop();
}

function objectItem(seen: Map<string, number>): (cursor: Cursor) => void {
  return (cursor) => {
    skipSpace(cursor);
    const keyAt = cursor.at;
    if (cursor.text[keyAt] !== '"') return stopAtKey(cursor);
    scanText(cursor);
    if (cursor.fault) return;
    const key = JSON.parse(cursor.text.slice(keyAt, cursor.at)) as string;
    const firstOffset = seen.get(key);
    if (firstOffset !== undefined) cursor.duplicates.push({ key, offset: keyAt, firstOffset });
    seen.set(key, keyAt);
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== ":") return stop(cursor, `A colon is missing after the key "${key}".`, "Add `:`.");
    advance(cursor);
    cursor.path.push(key);
    scanValue(cursor, keyAt);
    cursor.path.pop();
  };
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;

function scanText(cursor: Cursor): undefined {
  const { text } = cursor;
  const from = cursor.at;
  for (cursor.at += 1; cursor.at < text.length; cursor.at += 1) {
    const code = text.charCodeAt(cursor.at);
    if (code === 34) return advance(cursor);
    if (code < 32) return stopInText(cursor, from, code);
    if (code !== 92) continue;
    ESCAPE.lastIndex = cursor.at;
    const known = ESCAPE.exec(text)?.[0];
    if (known === undefined) {
      const found = text.slice(cursor.at, cursor.at + 2);
      return stop(cursor, `\`${found}\` is no escape that JSON knows.`, "Write `\\\\` for a backslash.");
    }
    cursor.at += known.length - 1;
  }
  cursor.at = from;
  stop(cursor, "The text that begins here is not closed before the file ends.", 'Add the closing `"`.');
}

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

function scanWord(cursor: Cursor): undefined {
  WORD.lastIndex = cursor.at;
  const word = WORD.exec(cursor.text)?.[0];
  if (word !== undefined) cursor.at += word.length;
  else stopAtValue(cursor);
}

function skipSpace(cursor: Cursor): undefined {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    cursor.at += 1;
  }
}

function advance(cursor: Cursor): undefined {
  cursor.at += 1;
}
