import type { Sha256 } from "../../model/fingerprint.js";
import type { Plan } from "../../model/plan.js";
import { shorten } from "../lines/shorten.js";
import { viewPlan } from "../view/view-plan.js";
import { changesSection } from "./changes-section.js";
import { driftSection, findingsSection, orphansSection, risksSection } from "./list-sections.js";
import { renderPage } from "./page.js";
import { planHead } from "./plan-head.js";
import { planItems } from "./plan-items.js";
import { html } from "./safe-markup.js";
import { wavesSection } from "./waves-section.js";

/**
 * Writes a plan as one HTML page: what must not be missed, the order of the changes, and every change with the flow as
 * the console draws it, before and after. The same plan gives the same bytes, whoever renders it.
 */
export function renderPlanHtml(plan: Plan, sha256: Sha256): string {
  const view = viewPlan(plan);
  const items = planItems(plan, view);
  return renderPage(
    {
      title: `Plan for ${shorten(view.environment, 100)}`,
      aside: planHead(view),
      main: html`${risksSection([...items.values()])}${findingsSection(view.diagnostics)}${wavesSection(view, items)}${changesSection(view, items)}${driftSection(view.drift)}${orphansSection(view.orphans)}`,
      skip: { id: "changes", words: "Skip to the changes" },
      foot: html`Made by ${view.tool} from the plan alone. It needs no network and no script.`,
    },
    sha256,
  );
}
