import type { Address } from "../../model/address.js";
import { hasErrors } from "../../model/diagnostic.js";
import { MANAGED_KINDS } from "../../model/kind.js";
import type { Body } from "../../model/resource.js";
import type { Listed } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import { isBornWith } from "../../pull/index.js";
import {
  type Coverage,
  type DriftReport,
  driftDocument,
  driftOutputs,
  driftSummary,
  isCounted,
  renderDriftHtml,
  renderDriftMarkdown,
  renderDriftText,
  type Unmanaged,
} from "../../report/index.js";
import { SUMMARY_FILE, summaryFile, writeOutputs } from "../applying/ci-outputs.js";
import { EXIT } from "../exit-code.js";
import { type Args, type Command, type Context, flagArg, textArg } from "../line/command.js";
import { UsageError } from "../line/usage.js";
import { makePlan, type Planned, planOptionsOf } from "../planning/planning.js";
import { findDrafts } from "../pulling/find-drafts.js";
import { progressLine } from "../screen/progress.js";
import { waitingTime } from "../screen/time-left.js";
import { writeOut } from "../screen/write-out.js";
import { inSession, NOTHING_DESIRED, type Session } from "../session.js";

/** `drift`: live against what was last applied. */
export const driftCommand: Command = {
  options: {
    markdown: { type: "string", requiresArg: true, describe: "Write it as Markdown to this file" },
    html: { type: "string", requiresArg: true, describe: "Write it as one HTML page to this file" },
    "summary-file": SUMMARY_FILE,
    unmanaged: { type: "boolean", describe: "List what lives and is not managed, too" },
    drafts: { type: "boolean", describe: "Look for drafts that are not what is published, too: one read more a flow" },
    "exit-zero": { type: "boolean", describe: "Exit with 0 even if there is drift" },
  },
  examples: [
    ["drift --env prod --unmanaged", "What was changed by hand, and what nobody manages"],
    ["drift --exit-zero --markdown drift.md", "A report for a nightly job"],
  ],
  run: async (context, args) => {
    return inSession(context, { desired: "if-readable" }, async (whole) => {
      const session = withoutContents(whole);
      if (hasErrors(session.warnings)) context.out.note(BY_STATE_ALONE);
      const planned = await makePlan(describingEach(session), context, planOptionsOf({}));
      const { plan } = planned;
      const drafts = flagArg(args, "drafts") ? { drafts: await draftsOf(planned, session, context) } : {};
      const report = { ...reportOf(planned, session), ...drafts };
      const bodies = Object.fromEntries(
        plan.changes.flatMap(({ address, before }) => (before ? [[address, before]] : [])),
      );
      await writeFiles(report, bodies, context, args);
      show(flagArg(args, "unmanaged") ? report : { ...report, unmanaged: [] }, report, bodies, context);
      context.out.diagnostics(plan.diagnostics.filter(({ code }) => code.startsWith("connect/")));
      return plan.drift.length > 0 && !flagArg(args, "exit-zero") ? EXIT.changes : EXIT.done;
    });
  },
};

const BY_STATE_ALONE =
  "The files have errors, so this goes by the state alone and tells less: see `connectctl validate`.";

type Bodies = Readonly<Record<Address, Body>>;

function reportOf({ plan, snapshot, recorded }: Planned, { desired }: Session): DriftReport {
  const { environment, drift } = plan;
  if (!recorded.state) throw nothingApplied(environment);
  const listed = MANAGED_KINDS.flatMap((kind) => snapshot.listed[kind] ?? []);
  const unmanaged = unmanagedOf(listed, recorded.state);
  // What could not be read whole does not say what is no longer in it.
  const gone = new Set(desired === NOTHING_DESIRED ? [] : plan.orphans.map(({ address }) => address));
  return {
    ...{ environment, drift, unmanaged, coverage: coverageOf(listed, unmanaged) },
    orphans: drift.flatMap(({ address }) => (gone.has(address) ? [address] : [])),
    summary: driftSummary(drift, unmanaged, recorded.state.resources.length),
  };
}

/** What contents are criticised for is no matter of drift: people drew them, and the service took them. */
function withoutContents(session: Session): Session {
  return { ...session, warnings: session.warnings.filter(({ code }) => !code.startsWith("flow/")) };
}

/** A search may lag behind a hand that edits just now; who looks for drift wants to know of that too. */
function describingEach(session: Session): Session {
  const { expect: _, ...provider } = session.provider;
  return { ...session, provider };
}

async function draftsOf({ recorded, snapshot }: Planned, { provider }: Session, context: Context) {
  if (!recorded.state) return [];
  const progress = progressLine(context, { title: "Reading drafts", atBest: () => waitingTime(provider) });
  try {
    return await findDrafts(provider, recorded.state, snapshot, progress.show);
  } finally {
    progress.end();
  }
}

function show(shown: DriftReport, whole: DriftReport, bodies: Bodies, { out }: Context): void {
  out.document(driftDocument(whole));
  out.result(renderDriftText(shown, { ...out.look, bodies }));
}

function unmanagedOf(listed: readonly Listed[], state: State): readonly Unmanaged[] {
  const managed = new Set(state.resources.map(({ kind, id }) => `${kind} ${id}`));
  const others = listed.filter(({ kind, id }) => !managed.has(`${kind} ${id}`));
  return others.map((one) => (isBornWith(one) ? { ...one, bornWith: true } : one));
}

/** What is archived or came with the instance is nothing that anybody would manage. */
function coverageOf(listed: readonly Listed[], unmanaged: readonly Unmanaged[]): readonly Coverage[] {
  const without = new Set(unmanaged.map(({ kind, id }) => `${kind} ${id}`));
  const aside = new Set(unmanaged.filter((one) => !isCounted(one)).map(({ kind, id }) => `${kind} ${id}`));
  const countable = listed.filter((one) => isCounted(one) && !aside.has(`${one.kind} ${one.id}`));
  return MANAGED_KINDS.flatMap((kind) => {
    const ofKind = countable.filter((one) => one.kind === kind);
    const managed = ofKind.filter(({ id }) => !without.has(`${kind} ${id}`)).length;
    return ofKind.length > 0 ? [{ kind, managed, live: ofKind.length }] : [];
  });
}

async function writeFiles(report: DriftReport, bodies: Bodies, { world }: Context, args: Args): Promise<void> {
  const markdown = textArg(args, "markdown");
  const html = textArg(args, "html");
  const summary = summaryFile(textArg(args, "summary-file"), world);
  if (markdown !== undefined) await writeOut(world.cwd, markdown, renderDriftMarkdown(report, { bodies }));
  if (html !== undefined) {
    await writeOut(world.cwd, html, renderDriftHtml(report, { bodies, sha256: world.sha256 }));
  }
  if (summary !== undefined) await writeOut(world.cwd, summary, renderDriftMarkdown(report, { bodies }), "append");
  await writeOutputs(world, driftOutputs(report));
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
