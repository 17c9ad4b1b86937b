import type { Options } from "yargs";
import { findReferences } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import { isWrite } from "../../model/change.js";
import { Fault } from "../../model/fault.js";
import type { Plan } from "../../model/plan.js";
import type { SmokeEvent, SmokeReport } from "../../model/smoke.js";
import type { State } from "../../model/state.js";
import { renderSmokeText } from "../../report/index.js";
import { affectedTests, type LeftBehind } from "../../smoke/index.js";
import type { Lock } from "../../state/index.js";
import type { StopWatch } from "../applying/stop-watch.js";
import { EXIT, exitCodeOfFault } from "../exit-code.js";
import { type Args, type Context, textArg } from "../line/command.js";
import { UsageError } from "../line/usage.js";
import type { Session } from "../session.js";
import { announceTasks, runSmoke, smokeExitCode } from "./run-smoke.js";
import {
  allOf,
  assertFewEnough,
  choiceOf,
  MAX_TASKS,
  resolveSmoke,
  type SmokeChoice,
  smokeChoiceOf,
  TEST_CASE_TIMEOUT,
} from "./smoke-tests.js";

/** Flags of an apply that runs smoke tests when it is done. */
export const SMOKE_AFTER_OPTIONS: Readonly<Record<string, Options>> = {
  smoke: {
    type: "string",
    choices: ["affected", "all"],
    describe: "Then run the smoke tests of what was changed, or --smoke=all",
  },
  ...MAX_TASKS,
  ...TEST_CASE_TIMEOUT,
};

/** Does what follows an apply, which gives an exit code; gives the exit code of both. */
export type AfterApply = (applied: number) => Promise<number>;

interface AfterParts {
  readonly plan: Plan;
  /** What the plan was made from. */
  readonly state: State | undefined;
  readonly session: Session;
  readonly context: Context;
  readonly args: Args;
  readonly lock: Lock;
  readonly stop: StopWatch;
  readonly earlier: LeftBehind;
}

/**
 * Chooses the smoke tests that follow an apply, and says how many tasks they start; undefined where none was asked for.
 * What is wrong with them ends the command before anything is written.
 */
export function smokeAfter(parts: AfterParts): AfterApply | undefined {
  const { session, args, context } = parts;
  const wanted = textArg(args, "smoke");
  if (wanted === undefined) return undefined;
  const all = smokeChoiceOf(session);
  const tests = wanted === "all" ? all : choiceOf(affectedBy(allOf(all), parts));
  assertFewEnough(tests, args);
  if (allOf(tests).length > 0 && !context.out.json) context.out.note(followingWords(tests));
  return (applied) => runAfter(applied, tests, parts);
}

function followingWords({ tests, cases }: SmokeChoice): string {
  const runs = cases.length === 0 ? "" : `; test cases: ${cases.length}`;
  return `Smoke tests after it: ${tests.length}, one task each${runs}.`;
}

/** Tests that lead to something that the plan writes; the record knows what refers to what beyond the plan. */
function affectedBy(tests: ReturnType<typeof allOf>, { plan, state }: AfterParts): ReturnType<typeof allOf> {
  const changed = new Set(plan.changes.filter(isWrite).map(({ address }) => address));
  const edges = new Map<Address, readonly Address[]>();
  const add = (address: Address, others: readonly Address[]) =>
    edges.set(address, [...(edges.get(address) ?? []), ...others]);
  for (const { address, dependsOn } of state?.resources ?? []) add(address, dependsOn);
  for (const { address, dependsOn, after } of plan.changes) {
    add(address, dependsOn);
    add(address, after ? findReferences(after).map(({ reference }) => reference.address) : []);
  }
  return affectedTests(tests, changed, (address) => edges.get(address) ?? []);
}

async function runAfter(applied: number, tests: SmokeChoice, parts: AfterParts): Promise<number> {
  const { context, plan } = parts;
  if (applied !== EXIT.done) {
    skip(context, "the apply did not succeed");
    return applied;
  }
  if (allOf(tests).length === 0) {
    skip(context, "none leads to what was changed");
    return applied;
  }
  const isChanged = plan.changes.some(isWrite);
  try {
    const { report, code } = await runTests(tests, parts);
    tellReport(report, context);
    const isPlain = code === EXIT.done || code > 100;
    return isPlain || !isChanged ? code : EXIT.halfway;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof Fault)) throw error;
    context.out.diagnostics(error.diagnostics);
    skip(context, "what they need is not there");
    if (isChanged) return EXIT.halfway;
    return error instanceof UsageError ? error.exitCode : exitCodeOfFault(error);
  }
}

async function runTests(tests: SmokeChoice, { session, context, args, lock, stop, earlier }: AfterParts) {
  const resolved = await resolveSmoke(tests, { session, state: await session.store.read(), args });
  announceTasks(tests, { session, context });
  const tell = (event: SmokeEvent) => context.out.event(event);
  tell({ type: "smoke_start", tasks: tests.tests.length, tests: allOf(tests).map(({ name }) => name) });
  const report = await runSmoke(resolved, {
    ...{ session, context, lock, stop, earlier },
    onDone: (result) => tell({ type: "smoke_done", ...result }),
  });
  return { report, code: smokeExitCode(report, stop) };
}

function tellReport(report: SmokeReport, { out }: Context): void {
  const event: SmokeEvent = { type: "smoke_summary", ...report.summary, left: report.left };
  out.event(event);
  out.result(`\n${renderSmokeText(report, out.look)}`);
  if (out.json && report.left.length > 0) out.alert(renderSmokeText({ ...report, results: [] }, out.sideLook));
}

function skip({ out }: Context, reason: string): void {
  const event: SmokeEvent = { type: "smoke_skipped", reason };
  out.event(event);
  out.alert(`Smoke tests were not run: ${reason}.`);
}
