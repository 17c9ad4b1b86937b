import { html, trusted } from "../html/safe-markup.js";
import type { Picture } from "./draw-flow.js";
import { withColours } from "./palette.js";
import { PICTURE_DEFS } from "./picture-defs.js";
import { PICTURE_RULES } from "./picture-style.js";

const GROUND = ".pic{background:var(--bg)}.pic .ground{fill:var(--bg)}";

/** A picture, with what is to be seen on it in words, as an SVG file of its own that follows the colour scheme of whoever shows it; ends with a newline. */
export function standAlone({ inside, x, y, width, height }: Picture, title: string, words: string): string {
  const rules = `${GROUND}${PICTURE_RULES}`;
  const style = `${withColours(rules, "light")}@media (prefers-color-scheme:dark){${withColours(rules, "dark")}}`;
  const size = html`viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}"`;
  const ground = html`<rect class="ground" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const name = title.slice(0, 1000);
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="pic" role="img" aria-label="${name}" ${size}>
<title>${name}</title>
<desc>${words}</desc>
<style>${trusted(style)}</style>
${PICTURE_DEFS}
${ground}
${inside}</svg>
`.markup;
}
