/**
 * Renders a plan of many changed flows to one format, once, in a process of its own: `render-once FORMAT FLOWS`.
 * Prints the milliseconds of CPU, compiling and collecting garbage included, and how many characters it wrote.
 */
import * as report from "../../../src/report/index.js";
import { flowsPlan } from "../../../test/support/flow-samples.js";
import { sha256 } from "../../../test/support/sha256.js";

const FORMATS = {
  HTML: (plan) => report.renderPlanHtml(plan, sha256),
  Markdown: (plan) => report.renderPlanMarkdown(plan),
  text: (plan) => report.renderPlanText(plan, { width: 100, color: true }),
  JSON: (plan) => report.renderJson(plan),
} as const satisfies Record<string, (plan: ReturnType<typeof flowsPlan>) => string>;

const [format = "", flows = "300"] = process.argv.slice(2);
const render = Object.entries(FORMATS).find(([name]) => name === format)?.[1];
if (!render) throw new Error(`no format ${format}`);
// As it comes from a file: nothing of it was looked at before.
const plan = JSON.parse(JSON.stringify(flowsPlan(Number(flows)))) as ReturnType<typeof flowsPlan>;
const before = process.cpuUsage();
const characters = render(plan).length;
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ cpu: (user + system) / 1000, characters })}\n`);
