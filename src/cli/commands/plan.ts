import { resolve } from "node:path";
import type { Plan } from "../../model/plan.js";
import { hasChanges, planOutputs, renderPlanHtml, renderPlanMarkdown, renderPlanText } from "../../report/index.js";
import { savePlan } from "../../state/index.js";
import { SUMMARY_FILE, summaryFile, writeOutputs } from "../applying/ci-outputs.js";
import { EXIT, exitCodeOf } from "../exit-code.js";
import { type Args, type Command, type Context, flagArg, textArg } from "../line/command.js";
import { makePlan, PLANNING_OPTIONS, planOptionsOf, WORKING_OPTIONS } from "../planning/planning.js";
import { callsOf, timeFor } from "../screen/time-left.js";
import { writeOut } from "../screen/write-out.js";
import { openToPlan } from "../session.js";

/** `plan`: desired against live; writes nothing but the files asked for. */
export const planCommand: Command = {
  options: {
    out: { type: "string", requiresArg: true, describe: "Save the plan for `apply FILE`" },
    "detailed-exitcode": { type: "boolean", describe: "Exit with 2 when there are changes" },
    markdown: { type: "string", requiresArg: true, describe: "Write it as Markdown to this file" },
    html: { type: "string", requiresArg: true, describe: "Write it as one HTML page to this file" },
    "summary-file": SUMMARY_FILE,
    ...PLANNING_OPTIONS,
    ...WORKING_OPTIONS,
  },
  examples: [
    ["plan --env prod --out prod.plan.json", "Save what a reviewer approves"],
    ["plan --target 'flow.main-*'", "Only some, with what they refer to"],
  ],
  run: async (context, args) => {
    const session = await openToPlan(context);
    try {
      const { plan } = await makePlan(session, context, planOptionsOf(args));
      await writeFiles(plan, context, args);
      const duration = timeFor(callsOf(plan.changes), session.provider);
      showPlan(plan, context, { planFile: textArg(args, "out"), duration });
      if (!plan.applyable) return exitCodeOf(plan.diagnostics);
      return flagArg(args, "detailed-exitcode") && hasChanges(plan) ? EXIT.changes : EXIT.done;
    } finally {
      await session.close();
    }
  },
};

interface ShownHow {
  readonly planFile?: string | undefined;
  readonly next?: boolean;
  /** Milliseconds that carrying it out takes. */
  readonly duration?: number;
}

/** The plan on stdout, what there is to say about it on stderr. */
export function showPlan(plan: Plan, { out }: Context, how: ShownHow = {}): void {
  const { planFile, next = true, duration = 0 } = how;
  if (out.json) out.document(plan);
  else
    out.result(renderPlanText(plan, { ...out.look, next, duration, ...(planFile === undefined ? {} : { planFile }) }));
  out.diagnostics(plan.diagnostics);
}

async function writeFiles(plan: Plan, { world }: Context, args: Args): Promise<void> {
  const out = textArg(args, "out");
  const markdown = textArg(args, "markdown");
  const html = textArg(args, "html");
  const summary = summaryFile(textArg(args, "summary-file"), world);
  if (out !== undefined) await savePlan(resolve(world.cwd, out), plan);
  if (markdown !== undefined) await writeOut(world.cwd, markdown, renderPlanMarkdown(plan));
  if (html !== undefined) await writeOut(world.cwd, html, renderPlanHtml(plan, world.sha256));
  if (summary !== undefined) await writeOut(world.cwd, summary, renderPlanMarkdown(plan), "append");
  await writeOutputs(world, planOutputs(plan));
}
