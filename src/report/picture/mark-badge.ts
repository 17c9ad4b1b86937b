import { EMPTY, html, type SafeHtml } from "../html/safe-markup.js";
import type { Mark } from "./flow-view.js";

/** How a mark is written in class names, and told to whoever cannot see it. */
export const MARK_CLASSES = {
  added: { kind: "a", words: "added: " },
  removed: { kind: "r", words: "removed: " },
  changed: { kind: "x", words: "changed: " },
  kept: { kind: "", words: "" },
} as const satisfies Record<Mark, { readonly kind: string; readonly words: string }>;

/** Shapes differ and so do the signs in them: colour is never alone. */
export function markBadge(mark: Mark): SafeHtml {
  return BADGES[mark];
}

const BADGES = {
  added: html`<circle class="m" r="10"/><path class="sg" d="M-5 0H5M0-5V5"/>`,
  removed: html`<rect class="m" x="-9" y="-9" width="18" height="18" rx="2"/><path class="sg" d="M-5 0H5"/>`,
  changed: html`<path class="m" d="M0-12L12 0 0 12-12 0Z"/><path class="sg" d="M-5 1Q-2.500-4 0 0T5-1"/>`,
  kept: EMPTY,
} as const satisfies Record<Mark, SafeHtml>;
