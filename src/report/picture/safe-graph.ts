import { safeText } from "../lines/safe-text.js";

/** A quoted DOT string that shows the text as it is. */
export function safeDot(text: string): string {
  return `"${safeText(text).replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
}

/** A quoted Mermaid label: all but letters, digits and plain marks is written as a character code. */
export function safeMermaid(text: string): string {
  const coded = safeText(text).replace(/[^\p{L}\p{M}\p{N}\p{So} _.,-]|-{2,}/gu, (run) =>
    [...run].map((character) => `#${character.codePointAt(0) ?? 0};`).join(""),
  );
  return `"${coded}"`;
}
