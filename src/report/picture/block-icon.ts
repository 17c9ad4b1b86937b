import { blockFacts } from "../../flow/index.js";
import { html, joined, type SafeHtml } from "../html/safe-markup.js";

/** Drawings of 16 units for what sorts of blocks there are; the first whose pattern fits a type is taken. */
const ICONS = [
  ["end", /^Disconnect|^End/, "M4 4H12V12H4Z"],
  ["lambda", /Lambda|Http|Integration/, "M3 3H6L12 13H13.500M8 6.500L4 13"],
  [
    "ask",
    /Input|Lex|Wisdom|Assistant/,
    "M4 3.500H4.100M8 3.500H8.100M12 3.500H12.100M4 8H4.100M8 8H8.100M12 8H12.100M8 12.500H8.100",
  ],
  [
    "say",
    /^Message|Prompt|ShowView|Create(?:Callback|PersistentContact)/,
    "M2 6V10H5L9 13V3L5 6ZM11.500 5.500Q13.500 8 11.500 10.500",
  ],
  ["branch", /^Check|^Compare|^Distribute|^Loop|^Get/, "M2 8H6L13 3M6 8L13 13"],
  ["hand", /^Transfer|^Dequeue|^Invoke|Route/, "M2 8H13M9 4L13 8L9 12"],
  ["wait", /^Wait|Hold/, "M8 2A6 6 0 1 1 7.900 2ZM8 5V8L10.500 9.500"],
  ["set", /./, "M2 5H9M13 5H14M11 3V7M2 11H4M8 11H14M6 9V13"],
] as const;

/** The paths that block icons refer to, where a card has them; once a document. */
export const ICON_SYMBOLS: SafeHtml = joined(
  ICONS.map(([name, , path]) => html`<path id="i-${name}" transform="translate(11 8)" d="${path}"/>`),
);

/** Gives the icon of a type of block, in the left upper corner of its card, and remembers it. */
export function rememberingIcons(): (type: string) => SafeHtml {
  const known = new Map<string, SafeHtml>();
  return (type) => {
    const icon = known.get(type) ?? blockIcon(type);
    known.set(type, icon);
    return icon;
  };
}

function blockIcon(type: string): SafeHtml {
  const found = ICONS.find((icon) => icon[1].test(type)) ?? ICONS[ICONS.length - 1];
  const name = found?.[0] ?? "set";
  const ends = name === "end" || blockFacts(type)?.terminal === true;
  return html`<use class="i${ends ? " end" : ""}" href="#i-${name}"/>`;
}
