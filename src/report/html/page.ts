import type { Sha256 } from "../../model/fingerprint.js";
import { PICTURE_DEFS } from "../picture/picture-defs.js";
import { cspHash } from "./csp-hash.js";
import { FIGURE_TOOLS } from "./flow-figure.js";
import { PAGE_SCRIPT } from "./page-script.js";
import { PAGE_RULES } from "./page-style.js";
import { EMPTY, html, type SafeHtml, trusted } from "./safe-markup.js";

/** What a page is made of. */
export interface Page {
  readonly title: string;
  /** Stands beside the title. */
  readonly aside: SafeHtml;
  readonly main: SafeHtml;
  /** Where the skip link leads, and what it is called. */
  readonly skip: { readonly id: string; readonly words: string };
  readonly foot: SafeHtml;
}

/**
 * Writes a page as one self-contained HTML file. Its policy allows exactly our own style and script, by hash, and no
 * request at all; nothing that it tells needs the script.
 */
export function renderPage({ title, aside, main, skip, foot }: Page, sha256: Sha256): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspHash(PAGE_RULES, sha256)}`,
    `script-src ${cspHash(PAGE_SCRIPT, sha256)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title.slice(0, 300)}</title>
<style>${trusted(PAGE_RULES)}</style>
</head>
<body>
<a class="skip" href="#${skip.id}">${skip.words}</a>
${COLOUR_INPUTS}
<div class="page">
<svg class="pic defs" width="0" height="0" aria-hidden="true" focusable="false">${PICTURE_DEFS}</svg>
${FIGURE_TOOLS}
<header class="top">${aside}${COLOUR_SWITCH}</header>
<main id="main">
${main}
</main>
<footer>${foot}</footer>
</div>
<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`.markup;
}

const COLOURS = ["Auto", "Light", "Dark"] as const;

/** Before the page, so that rules without a script can tell from them what colours it has. */
const COLOUR_INPUTS = COLOURS.map((name, index) => {
  const value = name.toLowerCase();
  return html`<input type="radio" class="colours vh" name="colours" id="colours-${value}" value="${value}" aria-label="${name} colours"${index === 0 ? html` checked` : EMPTY}>`;
});

const COLOUR_SWITCH = html`<div class="seg theme">${COLOURS.map((name) => html`<label for="colours-${name.toLowerCase()}"><span>${name}</span></label>`)}</div>`;
