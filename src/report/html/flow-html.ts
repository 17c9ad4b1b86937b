import type { Sha256 } from "../../model/fingerprint.js";
import type { Json } from "../../model/json.js";
import { rememberingLayOut } from "../picture/lay-out.js";
import { viewFlow } from "../picture/view-flow.js";
import { flowFigure } from "./flow-figure.js";
import { renderPage } from "./page.js";
import { html } from "./safe-markup.js";

/** What a flow is called where it is shown alone. */
export interface FlowTitle {
  readonly address: string;
  readonly name: string;
}

/** Writes one flow as an HTML page: its picture and its blocks; undefined where the content has no blocks. */
export function renderFlowHtml(content: Json, { address, name }: FlowTitle, sha256: Sha256): string | undefined {
  const flow = viewFlow({ before: undefined, after: content, sections: [] });
  if (!flow) return undefined;
  return renderPage(
    {
      title: address,
      aside: html`<div><h1>${address}</h1><p class="say"><bdi>${name}</bdi></p></div>`,
      main: flowFigure(flow, "f", address, rememberingLayOut()),
      skip: { id: "main", words: "Skip to the flow" },
      foot: html`Made by connectctl. It needs no network and no script.`,
    },
    sha256,
  );
}
