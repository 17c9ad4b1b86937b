import { html, joined, type SafeHtml } from "../html/safe-markup.js";
import { ICON_SYMBOLS } from "./block-icon.js";

const TIPS = ["tip", "tip-a", "tip-r", "tip-y"].map(
  (name) =>
    html`<marker id="${name}" viewBox="0 0 8 8" refX="6.500" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="${name}" d="M0 0L8 4L0 8Z"/></marker>`,
);

const PORTS = ["port", "port-e"].map(
  (name) =>
    html`<marker id="${name}" viewBox="-5 -5 10 10" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse"><circle class="${name}" r="3.5"/></marker>`,
);

/** The ports and tips of lines and the icons of blocks; once a document. */
export const PICTURE_DEFS: SafeHtml = html`<defs>${joined(PORTS)}${joined(TIPS)}${ICON_SYMBOLS}</defs>`;
