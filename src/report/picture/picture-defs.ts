import { html, joined, type SafeHtml } from "../html/safe-markup.js";
import { ICON_SYMBOLS } from "./block-icon.js";

const TIPS = ["tip", "tip-a", "tip-r", "tip-y"].map(
  (name) =>
    html`<marker id="${name}" viewBox="0 0 8 8" refX="6.500" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="${name}" d="M0 0L8 4L0 8Z"/></marker>`,
);

/** The tips of lines and the icons of blocks; once a document. */
export const PICTURE_DEFS: SafeHtml = html`<defs>${joined(TIPS)}${ICON_SYMBOLS}</defs>`;
