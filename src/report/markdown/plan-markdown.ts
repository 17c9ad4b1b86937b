import type { Plan } from "../../model/plan.js";
import { shorten } from "../lines/shorten.js";
import { driftLines, orphanLines } from "../text/drift-lines.js";
import { type AffectedDrawing, drawAffected } from "../view/affected-graph.js";
import { boundSections, type Section } from "../view/bound-sections.js";
import type { ChangeView, PlanView } from "../view/plan-view.js";
import { viewPlan } from "../view/view-plan.js";
import { countOf } from "../words/count-words.js";
import { attentionItems, changeDetails, changeRow, ROW_HEAD } from "./change-markdown.js";
import { diagnosticMarkdown } from "./diagnostic-markdown.js";
import { detailsBlock, markerOf, shortMarkdown } from "./markdown-blocks.js";
import { codeMarkdown } from "./safe-markdown.js";

/** How a plan is written as Markdown. */
export interface PlanMarkdownOptions {
  /** Characters that it may have at most; 60,000 when not given. */
  readonly limit?: number;
  /** Where the plan was saved; the next command names it. */
  readonly planFile?: string;
}

const RANKS = { high: 0, medium: 1, low: 2, none: 3 } as const satisfies Record<ChangeView["risk"], number>;

/** What the sentence on what was left out takes at most. */
const LEFT_OUT = 300;

/**
 * Writes a plan as one Markdown document with a marker by which a comment is found again: counts, what to look at, a
 * table, and each change to open. It never grows beyond the limit: details of what is least risky are left out first,
 * and it says how much was.
 */
export function renderPlanMarkdown(plan: Plan, { limit = 60_000, planFile }: PlanMarkdownOptions = {}): string {
  const view = viewPlan(plan, planFile);
  const [head, foot] = [headOf(view), footOf(view)];
  const { text, left } = boundSections(
    sectionsOf(view, drawAffected(plan)),
    limit - head.length - foot.length - LEFT_OUT,
  );
  return `${head}${text}${left}${foot}`.slice(0, Math.max(0, limit));
}

function headOf({ environment, sentence, partial, obstacle }: PlanView): string {
  return [
    `${markerOf("plan", environment)}\n### Plan for ${codeMarkdown(shorten(environment, 100))}\n\n`,
    `**${shortMarkdown(sentence)}**\n\n`,
    ...(obstacle === undefined ? [] : [`> ❌ ${shortMarkdown(obstacle, 600)}\n\n`]),
    ...(partial === undefined ? [] : [`> ${shortMarkdown(partial, 600)}\n\n`]),
  ].join("");
}

function footOf({ next, tool, planHash, target }: PlanView): string {
  const command = next ? `${next.words}: ${codeMarkdown(shorten(next.command, 300))}\n\n` : "";
  const basis = [tool, `plan ${planHash}`, `instance ${target.instanceId}`, target.region];
  return `${command}<sub>${basis.map((text) => shortMarkdown(text, 120)).join(" · ")}</sub>\n`;
}

function sectionsOf(view: PlanView, drawing: AffectedDrawing | undefined): readonly Section[] {
  const changes = [...view.waves.flatMap((wave) => wave.changes), ...view.records];
  const rank = (index: number) => RANKS[changes[index]?.risk ?? "none"];
  const attention = changes.flatMap(attentionItems);
  return [
    { title: "**Look at**\n\n", pieces: attention, share: 0.2, words: ["point to look at", "points to look at"] },
    {
      title: "**Found**\n\n",
      pieces: view.diagnostics.map(diagnosticMarkdown),
      share: 0.3,
      words: ["finding", "findings"],
    },
    { title: ROW_HEAD, pieces: changes.map(changeRow), share: 0.5, words: ["row", "rows"], rank },
    { title: "", pieces: drawing ? [graphBlock(drawing)] : [], share: 0.5, words: ["graph", "graphs"] },
    { title: "", pieces: asides(view), share: 0.5, words: ["list of drift or orphans", "lists of drift or orphans"] },
    { title: "", pieces: changes.map(changeDetails), share: 1, words: ["change in detail", "changes in detail"], rank },
  ];
}

function graphBlock({ mermaid, left }: AffectedDrawing): string {
  const rest = left > 0 ? `; ${countOf(left, "change")} not drawn` : "";
  return `<details><summary>What changes, and what refers to it${rest}</summary>\n\n\`\`\`mermaid\n${mermaid}\n\`\`\`\n\n</details>\n`;
}

function asides({ drift, orphans }: PlanView): readonly string[] {
  const drifted = `${countOf(drift.length, "resource")} drifted since the last apply`;
  const orphaned = `${countOf(orphans.length, "orphan")}: in the state, but not in the manifest`;
  return [
    ...(drift.length > 0 ? [detailsBlock(drifted, driftLines(drift, 110))] : []),
    ...(orphans.length > 0 ? [detailsBlock(orphaned, orphanLines(orphans))] : []),
  ];
}
