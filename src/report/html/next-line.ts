import type { NextStep } from "../view/plan-view.js";
import { html, type SafeHtml } from "./safe-markup.js";

/** A command to go on with, and what for. */
export function nextLine({ words, command }: NextStep): SafeHtml {
  return html`<p class="next">${words.charAt(0).toUpperCase()}${words.slice(1)}:<code class="cmd">${command}</code></p>`;
}
