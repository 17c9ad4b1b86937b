import * as report from "../../src/report/index.js";
import { flowsPlan } from "../../test/support/flow-samples.js";
import { sha256 } from "../../test/support/sha256.js";

/** What a format takes to be written. */
export interface FormatFigures {
  readonly format: string;
  /** Milliseconds of CPU, the least of all rounds: what a busy machine adds is not ours. */
  readonly cpu: number;
  readonly characters: number;
}

const FORMATS = {
  HTML: (plan) => report.renderPlanHtml(plan, sha256),
  Markdown: (plan) => report.renderPlanMarkdown(plan),
  text: (plan) => report.renderPlanText(plan, { width: 100, color: true }),
  JSON: (plan) => report.renderJson(plan),
} as const satisfies Record<string, (plan: ReturnType<typeof flowsPlan>) => string>;

/** Renders a plan of many changed flows to each format. */
export function measureRendering(rounds: number, flows = 300): readonly FormatFigures[] {
  const plan = flowsPlan(flows);
  return Object.entries(FORMATS).map(([format, render]) => {
    const taken = Array.from({ length: rounds }, () => timed(() => render(plan)));
    return {
      format,
      cpu: Math.min(...taken.map(({ cpu }) => cpu)),
      characters: taken[0]?.characters ?? 0,
    };
  });
}

function timed(render: () => string): { readonly cpu: number; readonly characters: number } {
  const before = process.cpuUsage();
  const characters = render().length;
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, characters };
}
