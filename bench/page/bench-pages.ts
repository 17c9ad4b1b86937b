import { renderFlowHtml, renderPlanHtml } from "../../src/report/index.js";
import { flowsPlan, longContent } from "../../test/support/flow-samples.js";
import { sha256 } from "../../test/support/sha256.js";

/** A page to be measured, and what to write into its filter where it has one. */
export interface BenchPage {
  readonly name: string;
  readonly markup: string;
  readonly filters: readonly string[];
}

/** The least that a browser can paint: what every other page is compared with. */
export const TRIVIAL: BenchPage = {
  name: "a page of one word",
  markup: '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>x</title><p>Hello</p></html>\n',
  filters: [],
};

/** The pages that must stay quick: many changed flows, and one flow of many blocks. */
export function benchPages(flows = 300, blocks = 250): readonly BenchPage[] {
  return [
    {
      name: `a plan with ${flows} changed flows`,
      markup: renderPlanHtml(flowsPlan(flows), sha256),
      filters: ["menu-007", "call back sales", "hours.late", ""],
    },
    {
      name: `a flow of ${blocks} blocks`,
      markup: renderFlowHtml(longContent(blocks), { address: "flow.long", name: "Long" }, sha256) ?? "",
      filters: [],
    },
  ];
}
