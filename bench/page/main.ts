/**
 * How long reports take: the CPU that each format of a plan with 300 changed flows needs in a fresh process, and, in a
 * headless browser, the first paint and the filter of its page and of a page with a flow of 250 blocks.
 *
 * Ends with 1 where a format needs two seconds or more, or a first paint or a filter more than 200 ms and more than
 * three times what a page of one word needs for its first paint on the same machine at the same time. `--rounds N`.
 */
import { parseArgs } from "node:util";
import { missingChromium } from "../../test/browser/chromium.js";
import { measurePages, type PageFigures } from "./measure-pages.js";
import { type FormatFigures, measureRendering } from "./measure-rendering.js";

const MOST_CPU = 2000;
const MOST_WAIT = 200;
const MOST_RATIO = 3;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Math.max(1, Math.trunc(Number(values.rounds)) || 1);

const formats = await measureRendering(rounds);
for (const figures of formats) say(formatLine(figures));
const missing = missingChromium();
if (missing !== undefined) say(`pages not measured: ${missing}`);
const pages = missing === undefined ? await measurePages(rounds) : [];
for (const figures of pages) say(pageLine(figures));
const slow = formats.some(({ cpu }) => cpu >= MOST_CPU) || pages.some(isSlow);
say(slow ? "Too slow." : "Quick enough.");
process.exitCode = slow ? 1 : 0;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function formatLine({ format, cpu, characters }: FormatFigures): string {
  return `300 changed flows as ${format.padEnd(8)} ${ms(cpu)} of CPU, ${(characters / 1e6).toFixed(1)} million characters`;
}

function pageLine({ name, bytes, elements, firstPaint, ratio, ready, filter }: PageFigures): string {
  const size = `${(bytes / 1e6).toFixed(1)} MB, ${elements} elements`;
  const filtered = filter === undefined ? "" : `, filter ${ms(filter)}`;
  return `${name}: first paint ${ms(firstPaint)} (×${ratio.toFixed(1)}), all read ${ms(ready)}${filtered}; ${size}`;
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}

function isSlow({ firstPaint, ratio, filter = 0 }: PageFigures): boolean {
  const most = Math.max(MOST_WAIT, (firstPaint / ratio) * MOST_RATIO);
  return firstPaint > most || filter > most;
}
