import { resolve } from "node:path";
import type { Plan } from "../../model/plan.js";
import { renderPlanHtml, renderPlanMarkdown, renderPlanText } from "../../report/index.js";
import { savePlan } from "../../state/index.js";
import { type Args, type Command, type Context, flagArg, textArg } from "../command.js";
import { EXIT, exitCodeOf } from "../exit-code.js";
import { makePlan, PLANNING_OPTIONS, planOptionsOf, WORKING_OPTIONS } from "../planning.js";
import { openSession } from "../session.js";
import { writeOut } from "../write-out.js";

/** `plan`: desired against live; writes nothing but the files asked for. */
export const planCommand: Command = {
  usage: "plan",
  summary: "Show what an apply would change",
  options: {
    out: { type: "string", requiresArg: true, describe: "Save the plan for `apply FILE`" },
    "detailed-exitcode": { type: "boolean", describe: "Exit with 2 when there are changes" },
    markdown: { type: "string", requiresArg: true, describe: "Write it as Markdown to this file" },
    html: { type: "string", requiresArg: true, describe: "Write it as one HTML page to this file" },
    "summary-file": {
      type: "string",
      requiresArg: true,
      describe: "Append the Markdown to this file ($GITHUB_STEP_SUMMARY when set; `none` turns it off)",
    },
    ...PLANNING_OPTIONS,
    ...WORKING_OPTIONS,
  },
  examples: [
    ["plan --env prod --out prod.plan.json", "save what a reviewer approves"],
    ["plan --target 'flow.main-*'", "only some, with what they refer to"],
  ],
  run: async (context, args) => {
    const session = await openSession(context);
    try {
      const { plan } = await makePlan(session, context, planOptionsOf(args));
      await writeFiles(plan, context, args);
      showPlan(plan, context, { planFile: textArg(args, "out") });
      if (!plan.applyable) return exitCodeOf(plan.diagnostics);
      return flagArg(args, "detailed-exitcode") && plan.changes.some(({ action }) => action !== "keep")
        ? EXIT.changes
        : EXIT.done;
    } finally {
      await session.close();
    }
  },
};

/** The plan on stdout, what there is to say about it on stderr. */
export function showPlan(
  plan: Plan,
  { out }: Context,
  how: { readonly planFile?: string | undefined; readonly next?: boolean } = {},
): void {
  const { planFile, next = true } = how;
  out.document(plan);
  out.result(renderPlanText(plan, { ...out.look, next, ...(planFile === undefined ? {} : { planFile }) }));
  out.diagnostics(plan.diagnostics);
}

async function writeFiles(plan: Plan, { world }: Context, args: Args): Promise<void> {
  const out = textArg(args, "out");
  const markdown = textArg(args, "markdown");
  const html = textArg(args, "html");
  const summary = textArg(args, "summary-file") ?? world.env["GITHUB_STEP_SUMMARY"];
  if (out !== undefined) await savePlan(resolve(world.cwd, out), plan);
  if (markdown !== undefined) await writeOut(world.cwd, markdown, renderPlanMarkdown(plan));
  if (html !== undefined) await writeOut(world.cwd, html, renderPlanHtml(plan, world.sha256));
  if (summary !== undefined && summary !== "" && summary !== "none") {
    await writeOut(world.cwd, summary, renderPlanMarkdown(plan), "append");
  }
}
