import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.js";
import type { Plan } from "../../src/model/plan.js";
import { renderFlowSvg, renderPlanHtml } from "../../src/report/index.js";
import { sha256 } from "../support/sha256.js";
import { parsePage } from "./html-tree.js";

const SCENARIOS = join(import.meta.dirname, "../scenarios");
const FLOWS = join(import.meta.dirname, "../../examples/contact-centre/flows");

const PLANNED = readdirSync(SCENARIOS).filter((name) => existsSync(join(SCENARIOS, name, "expected/plan.json")));

/** The style and the script are the same in every page, and so are the hashes that allow them. */
function withoutDress(page: string): string {
  return page
    .replace(/<style>[\s\S]*<\/style>/, "<style>…</style>")
    .replace(/<script>[\s\S]*<\/script>/, "<script>…</script>")
    .replace(/'sha256-[\w+/=]+'/g, "'sha256-…'");
}

describe("the page of the plan that a scenario expects", () => {
  test.each(PLANNED)("%s is as it is written down", async (name) => {
    const plan = JSON.parse(readFileSync(join(SCENARIOS, name, "expected/plan.json"), "utf8")) as Plan;
    const page = renderPlanHtml(plan, sha256);
    expect(parsePage(page).errors).toEqual([]);
    await expect(withoutDress(page)).toMatchFileSnapshot(join(SCENARIOS, name, "expected/plan.html"));
  });

  test("is there for scenarios enough to tell something", () => {
    expect(PLANNED.length).toBeGreaterThan(20);
  });
});

describe("the picture of a flow of the contact centre", () => {
  test.each([
    ["front/main-menu-ja", true],
    ["front/main-menu-ja", false],
  ])("%s is as it is written down, with places: %s", async (name, placed) => {
    const content = JSON.parse(readFileSync(join(FLOWS, `${name}.json`), "utf8")) as JsonObject;
    const svg = renderFlowSvg(placed ? content : { ...content, Metadata: {} }, `flow.${name}`) ?? "";
    await expect(svg).toMatchFileSnapshot(`golden/main-menu${placed ? "" : "-laid-out"}.svg`);
  });

  test("in the docs is the one that is drawn", () => {
    const read = (file: string) => readFileSync(file, "utf8");
    expect(read("docs/main-menu.svg")).toBe(read(join(import.meta.dirname, "golden/main-menu.svg")));
  });
});
