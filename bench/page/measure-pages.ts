import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { openChromium } from "../../test/browser/chromium.js";
import { type BenchPage, benchPages, TRIVIAL } from "./bench-pages.js";
import { type Visit, visitPage } from "./measure-page.js";

/** What a page takes: medians in milliseconds over all visits. */
export interface PageFigures {
  readonly name: string;
  readonly bytes: number;
  readonly elements: number;
  readonly firstPaint: number;
  /** Its first paint by that of a page of one word, measured in the same run. */
  readonly ratio: number;
  readonly ready: number;
  /** The slowest filter of a visit; undefined where there is none. */
  readonly filter?: number;
}

/** Measures every page `rounds` times, in turn with the trivial one, so that a busy machine slows them alike. */
export async function measurePages(rounds: number): Promise<readonly PageFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), "connectctl-bench-page-"));
  const browser = await openChromium();
  try {
    const pages = [TRIVIAL, ...benchPages()];
    const visits = await visitAll(browser, folder, pages, rounds);
    const least = median((visits[0] ?? []).map(({ firstPaint }) => firstPaint));
    return pages.map((page, index) => figuresOf(page, visits[index] ?? [], least));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function visitAll(browser: Browser, folder: string, pages: readonly BenchPage[], rounds: number) {
  const urls = pages.map((_, index) => join(folder, `page-${index}.html`));
  for (const [index, { markup }] of pages.entries()) await writeFile(urls[index] ?? "", markup);
  const visits: Visit[][] = pages.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, page] of pages.entries()) {
      visits[index]?.push(await visitPage(browser, pathToFileURL(urls[index] ?? "").href, page));
    }
  }
  return visits;
}

function figuresOf({ name, markup, filters }: BenchPage, visits: readonly Visit[], least: number): PageFigures {
  const firstPaint = median(visits.map((visit) => visit.firstPaint));
  return {
    ...{ name, firstPaint, bytes: Buffer.byteLength(markup), elements: visits[0]?.elements ?? 0 },
    ratio: firstPaint / least,
    ready: median(visits.map(({ ready }) => ready)),
    ...(filters.length === 0 ? {} : { filter: median(visits.map((visit) => Math.max(...visit.filters))) }),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
