import type { Browser, Page } from "playwright-core";
import type { BenchPage } from "./bench-pages.js";

/** What one visit took, in milliseconds. */
export interface Visit {
  /** From the start of the navigation to the first text on the screen. */
  readonly firstPaint: number;
  /** Until all of it was read and our script had run. */
  readonly ready: number;
  /** From each input into the filter to the end of the next frame. */
  readonly filters: readonly number[];
  readonly elements: number;
}

/** Opens a page in a window of its own, as a person would who begins to filter once it is there. */
export async function visitPage(browser: Browser, url: string, { filters }: BenchPage): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    // A new window builds itself first; the page is opened in one that is there.
    await page.waitForTimeout(700);
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(500);
    const times = (await page.evaluate(TIMES)) as Omit<Visit, "filters">;
    const took: number[] = [];
    for (const text of filters) took.push(await filterBy(page, text));
    return { ...times, filters: took };
  } finally {
    await context.close();
  }
}

const TIMES = `(async () => {
  const [navigation] = performance.getEntriesByType("navigation");
  const firstPaint = await new Promise((done) => new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName("first-contentful-paint");
    if (paint) done(paint.startTime);
  }).observe({ type: "paint", buffered: true }));
  return {
    firstPaint,
    ready: navigation.domContentLoadedEventEnd,
    elements: document.querySelectorAll("*").length,
  };
})()`;

async function filterBy(page: Page, text: string): Promise<number> {
  const taken = await page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    await frame();
    const input = document.getElementById("filter-text"), start = performance.now();
    input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    return performance.now() - start;
  })()`);
  return Number(taken);
}
