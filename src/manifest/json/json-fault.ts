/** Why a text is no JSON: where, in a plain sentence, and what to do about it. */
export interface JsonFault {
  readonly offset: number;
  readonly reason: "syntax" | "depth";
  readonly detail: string;
  readonly help?: string;
}

/** A key that stands twice in one object; only the last would count. */
export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
  readonly firstOffset: number;
}

/** Told for each value in order: the way to it, where its key stands (in objects) and where it starts itself. */
export type JsonVisit = (path: readonly (string | number)[], keyAt: number, valueAt: number) => void;

/** How deep arrays and objects may stand in each other. */
export const MAX_DEPTH = 200;

/** Where a scan is, and what it has found. */
export interface Cursor {
  readonly text: string;
  readonly visit: JsonVisit | undefined;
  readonly path: (string | number)[];
  readonly duplicates: DuplicateKey[];
  at: number;
  fault: JsonFault | undefined;
}

export function stop(cursor: Cursor, detail: string, help?: string, reason: JsonFault["reason"] = "syntax"): undefined {
  cursor.fault ??= { offset: cursor.at, reason, detail, ...(help === undefined ? {} : { help }) };
}

export function stopInText(cursor: Cursor, from: number, code: number): undefined {
  const lineBreak = code === 10 || code === 13;
  if (lineBreak) cursor.at = from;
  const what = lineBreak ? "a line break" : code === 9 ? "a tab" : "a control character";
  stop(cursor, `A text holds ${what} as it is.`, lineBreak ? 'Close the text with `"`, or write `\\n`.' : "Escape it.");
}

export function stopAtKey(cursor: Cursor): undefined {
  if (ended(cursor) || marked(cursor)) return;
  stop(cursor, "A key in double quotes belongs here.", 'Write the key as "key".');
}

export function stopBetween(cursor: Cursor, close: string, from: number): undefined {
  if (marked(cursor)) return;
  if (cursor.at < cursor.text.length)
    return stop(cursor, `A comma or \`${close}\` is missing here.`, "Add what is missing.");
  cursor.at = from;
  stop(
    cursor,
    `The \`${cursor.text[from]}\` that stands here is not closed before the file ends.`,
    `Add \`${close}\`.`,
  );
}

export function stopAtValue(cursor: Cursor): undefined {
  if (ended(cursor) || marked(cursor)) return;
  const found = cursor.text.slice(cursor.at, cursor.at + 20).split(/[\s,\]}]/)[0] ?? "";
  if (cursor.text.startsWith("version https://git-lfs"))
    return stop(cursor, "The file is a pointer of Git LFS in place of what it stands for.", "Run `git lfs pull`.");
  if (cursor.text.trimStart().startsWith("<"))
    return stop(cursor, "The file holds a page of HTML or XML.", "Save the content in its place.");
  const help = found.startsWith("'")
    ? "Use double quotes."
    : "Write a text in double quotes, a number, true, false or null.";
  stop(cursor, `\`${found === "" ? cursor.text[cursor.at] : found}\` is no JSON value.`, help);
}

function ended(cursor: Cursor): boolean {
  if (cursor.at < cursor.text.length) return false;
  const what = cursor.text.trim() === "" ? "The file is empty." : "The file ends before the document does.";
  stop(cursor, what, "Bring the whole file back, from version control or from where it was saved.");
  return true;
}

function marked(cursor: Cursor): boolean {
  const here = cursor.text.slice(cursor.at, cursor.at + 7);
  if (/^(?:<{7}|={7}|>{7})$/.test(here)) stop(cursor, "A merge conflict stands in the file.", "Resolve the conflict.");
  else if (here.startsWith("//") || here.startsWith("/*")) stop(cursor, "JSON has no comments.", "Remove the comment.");
  return cursor.fault !== undefined;
}
