import type { Sha256 } from "../../model/fingerprint.js";
import { shorten } from "../lines/shorten.js";
import { viewFlow } from "../picture/view-flow.js";
import type { DriftReport, LiveBodies } from "../view/drift-report.js";
import { type DraftView, type DriftReportView, viewDriftReport } from "../view/drift-view.js";
import { shortName } from "./item-html.js";
import { driftSection } from "./list-sections.js";
import { nextLine } from "./next-line.js";
import { renderPage } from "./page.js";
import { EMPTY, html, type SafeHtml } from "./safe-markup.js";

/** How a drift report is written as a page: the live bodies draw the flows that differ. */
export interface DriftHtmlOptions {
  readonly sha256: Sha256;
  readonly bodies?: LiveBodies;
}

/** Writes a drift report as one HTML page: what differs, with the flow as it is now, and what nobody manages. */
export function renderDriftHtml(report: DriftReport, { sha256, bodies = {} }: DriftHtmlOptions): string {
  const view = viewDriftReport(report, bodies);
  const drift = driftSection(view.drift, ({ address, sections }) =>
    viewFlow({ before: undefined, after: bodies[address]?.["content"], sections }),
  );
  return renderPage(
    {
      title: `Drift in ${shorten(view.environment, 100)}`,
      aside: html`<div><h1>Drift in <bdi>${view.environment}</bdi></h1><p class="say">${view.sentence}</p>${view.coverage === undefined ? EMPTY : html`<p class="cover">${view.coverage}</p>`}${view.next ? nextLine(view.next) : EMPTY}</div>`,
      main: html`${drift}${draftsSection(view.drafts)}${unmanagedSection(view)}`,
      skip:
        view.drift.length > 0
          ? { id: "drift", words: "Skip to the drift" }
          : { id: "main", words: "Skip to the report" },
      foot: html`Made by connectctl. It needs no network and no script.`,
    },
    sha256,
  );
}

/** What somebody saved in the console and did not publish. */
function draftsSection(drafts: readonly DraftView[]): SafeHtml {
  if (drafts.length === 0) return EMPTY;
  const rows = drafts.map(
    ({ address, name, savedAt, accept }) =>
      html`<li><b>${shortName(address)}</b> <bdi class="nm">${shortName(name)}</bdi>${savedAt === undefined ? EMPTY : html` <small>saved ${savedAt}</small>`}${nextLine(accept)}</li>`,
  );
  return html`<section aria-labelledby="drafts-title"><h2 id="drafts-title">Drafts that are not published</h2><ul class="drafts">${rows}</ul></section>\n`;
}

function unmanagedSection({ unmanaged, bornWith }: DriftReportView): SafeHtml {
  if (unmanaged.length === 0 && bornWith === undefined) return EMPTY;
  const rows = unmanaged.map(
    ({ kind, name, words }) => html`<tr><td>${kind}</td><td><bdi>${name}</bdi></td><td>${words}</td></tr>`,
  );
  return html`<section aria-labelledby="unmanaged-title"><h2 id="unmanaged-title">Unmanaged</h2>${unmanaged.length === 0 ? EMPTY : unmanagedTable(rows)}${bornWith === undefined ? EMPTY : html`<p class="legend">${bornWith}</p>`}</section>\n`;
}

function unmanagedTable(rows: readonly SafeHtml[]): SafeHtml {
  return html`<table><thead><tr><th scope="col">Kind</th><th scope="col">Name</th><th scope="col">What it is</th></tr></thead><tbody>${rows}</tbody></table>`;
}
