import { atFirstUse } from "../../model/at-first-use.js";

/** Hidden or steering characters: control, bidi, zero-width, lone surrogates, line separators. */
const HIDDEN = "\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Bidi_Control}\\p{Default_Ignorable_Code_Point}\\u{FFF9}-\\u{FFFB}";

/** Joiners and selectors that belong to what they stand in: emoji, and variants of Han characters. */
const WHOLE = "\\p{RGI_Emoji}|\\p{Script=Han}[\\u{FE00}-\\u{FE0F}\\u{E0100}-\\u{E01EF}]";

const pieces = atFirstUse(() => new RegExp(`${WHOLE}|\\r\\n|[${HIDDEN}]`, "gv"));
const ANY_HIDDEN = new RegExp(`[${HIDDEN}]`, "v");

/** Where a runner begins to read a command: `##[` and `##word[` anywhere, `::` at the start behind any white space. */
const COMMANDS = /#(?=#(?:\[|[A-Za-z]+\[))|:(?<=^\s*:)(?=:)/g;

/**
 * Makes anything that came from an instance or a file safe for a terminal or a log, on one line.
 *
 * Hidden characters become visible (`\u{202e}`), line ends become `⏎`, tabs `⇥`, and nothing in it can be taken for a
 * command by a CI runner: GitHub's reads `::` after any white space and `##[` anywhere in a line
 * (actions/runner, `ActionCommand.cs`).
 */
export function safeText(text: string): string {
  const seen = ANY_HIDDEN.test(text) ? text.replace(pieces(), visible) : text;
  return seen.includes("::") || seen.includes("##") ? seen.replace(COMMANDS, escapeOf) : seen;
}

/** Positions of the characters in a line of safe pieces that must be escaped, since joining or wrapping made commands. */
export function commandStarts(line: string): ReadonlySet<number> {
  return new Set([...line.matchAll(COMMANDS)].map(({ index }) => index));
}

function visible(piece: string): string {
  if (piece === "\n" || piece === "\r\n" || piece === "\r") return "⏎";
  if (piece === "\t") return "⇥";
  const whole = [...piece].length > 1 || !ANY_HIDDEN.test(piece);
  return whole ? piece : escapeOf(piece);
}

/** `\u{202e}`, in visible characters. */
export function escapeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
