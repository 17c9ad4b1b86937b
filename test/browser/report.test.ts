import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderGraphHtml, renderPlanHtml } from "../../src/report/index.js";
import { flowsPlan, longContent } from "../support/flow-samples.js";
import { change, planOf } from "../support/plans.js";
import { sha256 } from "../support/sha256.js";
import { missingChromium, openChromium } from "./chromium.js";

/** Whether a message is of the browser's lowest level, such as that what is folded away was measured: the test measures it. */
const isRemark = (message: ConsoleMessage) => String(message.type()) === "verbose";

const missing = missingChromium();
if (missing !== undefined) console.warn(`The pages are not tested: ${missing}`);

describe.skipIf(missing !== undefined)("the page of a plan with 40 flows, in a browser", () => {
  let folder: string;
  let browser: Browser;
  let plan: string;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "connectctl-page-"));
    browser = await openChromium();
    plan = await saved("plan.html", renderPlanHtml(flowsPlan(40), sha256));
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function saved(name: string, markup: string): Promise<string> {
    await writeFile(join(folder, name), markup);
    return pathToFileURL(join(folder, name)).href;
  }

  /** Opens a page for one test; it must not complain and must ask for nothing but itself. */
  async function visit(url: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    [complaints.length, requests.length] = [0, 0];
    const page = await context.newPage();
    page.on("console", (message) => isRemark(message) || complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url().replace(/#.*/, "")));
    try {
      await page.goto(url);
      await look(page);
      expect(complaints).toEqual([]);
      expect([...new Set(requests)]).toEqual([url]);
    } finally {
      await context.close();
    }
  }

  const shown = (page: Page) => page.locator("#changes .item:visible").count();
  const itemOf = (page: Page, address: string) =>
    page.locator(".item", { has: page.getByText(address, { exact: true }) });

  test("lists every change, and filters by text, block, action, kind and risk", async () => {
    await visit(plan, async (page) => {
      expect(await shown(page)).toBe(45);
      await page.keyboard.press("/");
      await page.keyboard.type("menu-007");
      expect(await shown(page)).toBe(1);
      expect(await page.locator("#filter-status").textContent()).toBe("1 of 45 shown");
      await page.locator("#filter-text").fill("受付メニュー 007");
      expect(await shown(page)).toBe(1);
      await page.locator("#filter-text").fill("call back sales");
      expect(await shown(page)).toBe(20);
      await page.locator("select[name=risk]").selectOption("high");
      expect(await shown(page)).toBe(3);
      await page.locator("#filter-clear").click();
      await page.locator("select[name=action]").selectOption("delete");
      expect(await page.locator("#changes .item:visible b").first().textContent()).toBe("flow.old-campaign");
      expect(await page.locator("#changes h3:visible").allTextContents()).toEqual(["wave 4, deletes"]);
      await page.locator("select[name=action]").selectOption("");
      await page.locator("select[name=kind]").selectOption("hours of operation");
      expect(await shown(page)).toBe(1);
    });
  });

  test("opens a flow and shows a block's fields before and after, by pointer and by keys", async () => {
    await visit(plan, async (page) => {
      const item = itemOf(page, "flow.menu-003");
      await item.locator("summary").first().click();
      const block = item.locator("svg a", { hasText: "Open?" });
      await block.click();
      const panel = item.locator(".panel");
      expect(await panel.locator("h4").textContent()).toContain("Open?");
      expect(await panel.locator("dd.r").textContent()).toBe("hours.office");
      expect(await panel.locator("dd.a").textContent()).toBe("hours.late");
      expect(new URL(page.url()).hash).toBe("");
      await page.keyboard.press("Escape");
      expect(await panel.isVisible()).toBe(false);
      await block.focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      expect(await panel.locator("h4").textContent()).toContain("Greeting");
      expect(await panel.locator("ins").allTextContents()).toEqual(["Japan ", " and quality"]);
      await item.getByRole("button", { name: "Next change" }).click();
      expect(await item.locator("svg [aria-current]").count()).toBe(1);
    });
  });

  test("draws before, after or both, and zooms", async () => {
    await visit(plan, async (page) => {
      const item = itemOf(page, "flow.menu-003");
      await item.locator("summary").first().click();
      const [added, removed] = [item.locator("svg a.a").first(), item.locator("svg a.r").first()];
      expect([await added.isVisible(), await removed.isVisible()]).toEqual([true, true]);
      await item.getByText("After", { exact: true }).first().click();
      expect([await added.isVisible(), await removed.isVisible()]).toEqual([true, false]);
      await item.getByText("Before", { exact: true }).first().click();
      expect([await added.isVisible(), await removed.isVisible()]).toEqual([false, true]);
      const svg = item.locator("svg.pic");
      const width = async () => Number(await svg.getAttribute("width"));
      const start = await width();
      await item.getByRole("button", { name: "Larger" }).click();
      expect((await width()) / start).toBeCloseTo(1.25, 2);
      await item.getByRole("button", { name: "Fit" }).click();
      const box = await item.locator(".scroll").evaluate((one) => one.clientWidth);
      expect(Math.abs((await width()) - box)).toBeLessThanOrEqual(6);
    });
  });

  test("draws before and after beside each other, moved together, by keys too", async () => {
    await visit(plan, async (page) => {
      const item = itemOf(page, "flow.menu-003");
      await item.locator("summary").first().click();
      const [left, right] = [item.locator(".pane.one"), item.locator(".pane.two")];
      expect(await right.count()).toBe(0);
      await item.locator("input[value=both]").focus();
      await page.keyboard.press("ArrowRight");
      expect([await left.locator("svg a.r").first().isVisible(), await left.locator("svg a.a").count()]).toEqual([
        true,
        await right.locator("svg a.a").count(),
      ]);
      expect(await left.locator("svg a.a").first().isVisible()).toBe(false);
      expect(await right.locator("svg a.a").first().isVisible()).toBe(true);
      expect(await right.locator("svg a.r").first().isVisible()).toBe(false);
      const [a, b] = [await left.boundingBox(), await right.boundingBox()];
      expect(a?.y).toBe(b?.y);
      expect((b?.x ?? 0) > (a?.x ?? 0)).toBe(true);
      await left.locator(".scroll").evaluate((box) => box.scrollTo(400, 0));
      await expect.poll(() => right.locator(".scroll").evaluate((box) => box.scrollLeft)).toBe(400);
      await item.getByRole("button", { name: "Next change" }).click();
      expect(await item.locator("svg [aria-current]").count()).toBe(2);
      expect(await item.locator(".panel h4").textContent()).toContain("Open?");
      await itemOf(page, "flow.menu-004").locator("summary").first().click();
      expect(await itemOf(page, "flow.menu-004").locator("input[value=beside]").isChecked()).toBe(true);
      const ids = await page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)");
      expect(new Set(ids as string[]).size).toBe((ids as string[]).length);
      await page.emulateMedia({ media: "print" });
      const [above, below] = [await left.boundingBox(), await right.boundingBox()];
      expect((below?.y ?? 0) >= (above?.y ?? 0) + (above?.height ?? 0)).toBe(true);
    });
  });

  test("draws before and after beside each other without scripts", async () => {
    await visit(
      plan,
      async (page) => {
        const item = itemOf(page, "flow.menu-003");
        await item.locator("summary").first().click();
        expect(await item.locator(".pane.two").isVisible()).toBe(false);
        await item.getByText("Side by side", { exact: true }).click();
        const [a, b] = [await item.locator(".pane.one").boundingBox(), await item.locator(".pane.two").boundingBox()];
        expect([b?.y, b?.width]).toEqual([a?.y, a?.width]);
        expect(await item.locator(".pane.one svg a.a").first().isVisible()).toBe(false);
        expect(await item.locator(".pane.two svg use").isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    );
  });

  test("shows where the keyboard is, and moves nothing for who wants no motion", async () => {
    await visit(
      plan,
      async (page) => {
        const item = itemOf(page, "flow.menu-003");
        await item.locator("summary").first().click();
        await page.keyboard.press("Tab");
        const seen = new Set<string>();
        for (let step = 0; step < 8; step++) {
          const [name, outlined] = (await page.evaluate(`(() => {
            const at = document.activeElement, mark = at.closest("label")?.querySelector("span") || at.querySelector(".c") || at;
            const style = getComputedStyle(mark);
            return [at.tagName, style.outlineStyle !== "none" || parseFloat(style.strokeWidth) >= 4];
          })()`)) as [string, boolean];
          expect([name, outlined]).toEqual([name, true]);
          seen.add(name);
          await page.keyboard.press("Tab");
        }
        expect([...seen]).toEqual(expect.arrayContaining(["INPUT", "BUTTON", "a", "SUMMARY"]));
        expect(await page.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration")).toBe("0s");
      },
      { reducedMotion: "reduce" },
    );
  });

  test("changes its colours, by the system and by hand, and keeps that", async () => {
    const ground = (page: Page) => page.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor");
    await visit(plan, async (page) => {
      expect(await ground(page)).toBe("rgb(246, 247, 249)");
      await page.getByText("Dark", { exact: true }).click();
      expect(await ground(page)).toBe("rgb(15, 19, 24)");
      await page.reload();
      expect(await ground(page)).toBe("rgb(15, 19, 24)");
      await page.getByText("Light", { exact: true }).click();
      expect(await ground(page)).toBe("rgb(246, 247, 249)");
    });
    await visit(plan, async (page) => expect(await ground(page)).toBe("rgb(15, 19, 24)"), { colorScheme: "dark" });
  });

  test("prints what is folded, in the light and without controls", async () => {
    await visit(
      plan,
      async (page) => {
        await page.locator("#filter-text").fill("menu-003");
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        expect(await page.locator(".filter").isVisible()).toBe(false);
        expect(await page.locator(".theme").isVisible()).toBe(false);
        const item = itemOf(page, "flow.menu-003");
        expect(await item.locator("svg.pic").isVisible()).toBe(true);
        const pdf = await page.pdf();
        expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
        expect(await item.evaluate((one) => one.hasAttribute("open"))).toBe(false);
      },
      { colorScheme: "dark" },
    );
  });

  test("leads from a point to look at to its change, also where a filter hides it", async () => {
    await visit(plan, async (page) => {
      await page.locator("#filter-text").fill("no such text");
      expect(await shown(page)).toBe(0);
      await page.locator(".risks a", { hasText: "flow.menu-001" }).first().click();
      await expect.poll(() => page.locator(".item:target[open]").count()).toBe(1);
      expect(await shown(page)).toBe(45);
    });
  });

  test("can be read without scripts: folds, sides, colours, and blocks that lead to their fields", async () => {
    await visit(
      plan,
      async (page) => {
        expect(await page.locator(".js-only:visible").count()).toBe(0);
        expect(await shown(page)).toBe(45);
        const item = itemOf(page, "flow.menu-003");
        await item.locator("summary").first().click();
        await item.locator("svg a", { hasText: "Open?" }).click();
        expect(await page.locator("li:target h4").textContent()).toContain("Open?");
        expect(await page.locator("li:target dd.a").textContent()).toBe("hours.late");
        await item.getByText("After", { exact: true }).first().click();
        expect(await item.locator("svg a.r").first().isVisible()).toBe(false);
        await page.getByText("Dark", { exact: true }).click();
        const opened = await page.locator("details.item[open]").count();
        expect(opened).toBe(1);
      },
      { javaScriptEnabled: false },
    );
  });

  test("starts at the skip link, and names every control", async () => {
    await visit(plan, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the changes");
      await itemOf(page, "flow.menu-003").locator("summary").first().click();
      const nameless = await page.evaluate(
        "[...document.querySelectorAll('button, select, input, summary, a, [role=region]')].filter((one) => !(one.ariaLabel || one.labels?.length || one.textContent.trim() || one.closest('label')?.textContent.trim())).length",
      );
      expect(nameless).toBe(0);
    });
  });

  test("draws a flow of 250 blocks, and no wider than a narrow window", async () => {
    const large = planOf([change({ address: "flow.large", action: "create", after: { content: longContent(250) } })]);
    const url = await saved("large.html", renderPlanHtml(large, sha256));
    await visit(
      url,
      async (page) => {
        expect(await page.locator("svg a").count()).toBe(250);
        await page
          .locator("svg a", { hasText: /^Block 0/ })
          .first()
          .click();
        expect(await page.locator(".panel h4").textContent()).toContain("Block 0");
        expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      },
      { viewport: { width: 400, height: 800 } },
    );
  });

  test("shows a graph of everything", async () => {
    const node = (address: string, wave: number) => ({ address, kind: "flow" as const, name: "", wave, circle: false });
    const graph = { nodes: [node("flow.main", 2), node("flow.a", 1)], edges: [{ from: "flow.main", to: "flow.a" }] };
    await visit(await saved("graph.html", renderGraphHtml(graph, sha256)), async (page) => {
      await page.locator("svg a", { hasText: "flow.main" }).click();
      expect(await page.locator("tr:target td").first().textContent()).toBe("flow.main");
    });
  });
});
