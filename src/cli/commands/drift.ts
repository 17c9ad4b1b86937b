import type { Address } from "../../model/address.js";
import { MANAGED_KINDS } from "../../model/kind.js";
import type { Body } from "../../model/resource.js";
import type { Listed } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import {
  type DriftReport,
  driftSummary,
  renderDriftHtml,
  renderDriftMarkdown,
  renderDriftText,
} from "../../report/index.js";
import { type Args, type Command, type Context, flagArg, textArg } from "../command.js";
import { EXIT } from "../exit-code.js";
import { makePlan, planOptionsOf } from "../planning.js";
import { openSession } from "../session.js";
import { UsageError } from "../usage.js";
import { writeOut } from "../write-out.js";

/** `drift`: live against what was last applied. */
export const driftCommand: Command = {
  usage: "drift",
  summary: "Find what was changed in the instance since the last apply",
  options: {
    markdown: { type: "string", requiresArg: true, describe: "Write it as Markdown to this file" },
    html: { type: "string", requiresArg: true, describe: "Write it as one HTML page to this file" },
    "summary-file": { type: "string", requiresArg: true, describe: "Append the Markdown to this file" },
    unmanaged: { type: "boolean", describe: "List what lives and is not managed, too" },
    "exit-zero": { type: "boolean", describe: "Exit with 0 even if there is drift" },
  },
  run: async (context, args) => {
    const session = await openSession(context, { desired: "if-valid" });
    try {
      const { plan, snapshot, recorded } = await makePlan(session, context, planOptionsOf({}));
      if (!recorded.state) throw nothingApplied(session.environment.name);
      const unmanaged = unmanagedOf(
        MANAGED_KINDS.flatMap((kind) => snapshot.listed[kind] ?? []),
        recorded.state,
      );
      const summary = driftSummary(plan.drift, unmanaged, recorded.state.resources.length);
      const report = { environment: session.environment.name, drift: plan.drift, unmanaged, summary };
      const bodies = Object.fromEntries(
        plan.changes.flatMap(({ address, before }) => (before ? [[address, before]] : [])),
      );
      await writeFiles(report, bodies, context, args);
      show(flagArg(args, "unmanaged") ? report : { ...report, unmanaged: [] }, report, bodies, context);
      context.out.diagnostics(plan.diagnostics.filter(({ code }) => code.startsWith("connect/")));
      return plan.drift.length > 0 && !flagArg(args, "exit-zero") ? EXIT.changes : EXIT.done;
    } finally {
      await session.close();
    }
  },
};

type Bodies = Readonly<Record<Address, Body>>;

function show(shown: DriftReport, whole: DriftReport, bodies: Bodies, { out }: Context): void {
  out.document(whole);
  out.result(renderDriftText(shown, { ...out.look, bodies }));
}

function unmanagedOf(listed: readonly Listed[], state: State): readonly Listed[] {
  const managed = new Set(state.resources.map(({ kind, id }) => `${kind} ${id}`));
  return listed.filter(({ kind, id }) => !managed.has(`${kind} ${id}`));
}

async function writeFiles(report: DriftReport, bodies: Bodies, { world }: Context, args: Args): Promise<void> {
  const markdown = textArg(args, "markdown");
  const html = textArg(args, "html");
  const summary = textArg(args, "summary-file") ?? world.env["GITHUB_STEP_SUMMARY"];
  if (markdown !== undefined) await writeOut(world.cwd, markdown, renderDriftMarkdown(report, { bodies }));
  if (html !== undefined) {
    await writeOut(world.cwd, html, renderDriftHtml(report, { bodies, sha256: world.sha256 }));
  }
  if (summary !== undefined && summary !== "" && summary !== "none") {
    await writeOut(world.cwd, summary, renderDriftMarkdown(report, { bodies }), "append");
  }
}

function nothingApplied(environment: string): UsageError {
  return new UsageError(
    [
      {
        severity: "error",
        code: "cli/no-state",
        summary: "Nothing has been applied yet",
        detail: `Environment \`${environment}\` has no state, so there is nothing that could have drifted.`,
        help: "run `connectctl plan` and `connectctl apply` first",
      },
    ],
    EXIT.state,
  );
}
