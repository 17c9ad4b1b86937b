import type { LinkView, SectionView } from "../view/plan-view.js";
import { safeText } from "./safe-text.js";
import { type Line, line, type Span, type Style, span, widthOf } from "./span.js";
import { valueLines } from "./value-lines.js";

const SYMBOLS = {
  added: ["+", "added"],
  removed: ["-", "removed"],
  changed: ["~", "changed"],
  appears: ["+", "added"],
  vanishes: ["-", "removed"],
  moves: ["~", "changed"],
} as const satisfies Record<SectionView["type"] | LinkView["type"], readonly [string, Style]>;

/** Paths longer than this push their value to the right instead of moving the whole column. */
const WIDEST_PATH = 28;

/** Renders what differs in a resource or in one of its blocks, `indent` columns from the left. */
export function sectionLines(section: SectionView, indent: number, width: number): readonly Line[] {
  const { block, lines, links, type } = section;
  const inner = block ? indent + 2 : indent - 2;
  const pathWidth = Math.min(WIDEST_PATH, Math.max(0, ...lines.map(({ path }) => widthOf(safeText(path)))));
  const place = { indent: inner, pathWidth, width, one: type !== "changed" };
  return [
    ...(block ? [headLine(section, indent)] : []),
    ...lines.flatMap((one) => valueLines(one, place)),
    ...links.map((link) => linkLine(link, inner)),
  ];
}

function headLine({ block, type }: SectionView, indent: number): Line {
  const [symbol, style] = SYMBOLS[type];
  const label = block?.label === undefined ? [] : [span(` (${safeText(block.label)})`, "dim")];
  return line(
    indent + 2,
    span(" ".repeat(indent)),
    span(`${symbol} `, style),
    span(`"${safeText(block?.name ?? "")}"`, "strong"),
    ...label,
  );
}

function linkLine(link: LinkView, indent: number): Line {
  const [symbol, style] = SYMBOLS[link.type];
  const mark = link.attention === undefined ? span("  ") : span("! ", "warn");
  const aside = link.attention === undefined ? [] : [span("   "), span(`(${safeText(link.attention)})`, "warn")];
  return line(indent + 6, span(" ".repeat(indent)), mark, span(`${symbol} `, style), ...linkSpans(link), ...aside);
}

function linkSpans({ from, on, to, was }: LinkView): readonly Span[] {
  const name = (text: string) => span(`"${safeText(text)}"`);
  const told = was === undefined ? [] : [span(`, not "${safeText(was)}"`, "dim")];
  return [name(from), span(` —${safeText(on)}→ `, "dim"), name(to), ...told];
}
