import { Fault } from "../../model/fault.js";
import type { SmokeReport } from "../../model/smoke.js";
import { renderSmokeJunit, renderSmokeMarkdown, renderSmokeText, smokeOutputs } from "../../report/index.js";
import { reportOf, selectTests } from "../../smoke/index.js";
import type { Lock } from "../../state/index.js";
import { SUMMARY_FILE, summaryFile, writeOutputs } from "../applying/ci-outputs.js";
import { readRecorded } from "../applying/recorded.js";
import { assertSameInstance } from "../applying/state-fits.js";
import { underStateLock } from "../applying/state-lock.js";
import { type StopWatch, stoppable } from "../applying/stop-watch.js";
import { EXIT, exitCodeOfFault } from "../exit-code.js";
import { type Args, addressesArg, type Command, type Context, textArg } from "../line/command.js";
import { readDuration } from "../line/usage.js";
import { writeOut } from "../screen/write-out.js";
import { inSession, orFail, type Session } from "../session.js";
import { stopContactsLeftBehind } from "../tasks/left-contacts.js";
import { announceTasks, runSmoke, smokeExitCode } from "../tasks/run-smoke.js";
import {
  allOf,
  assertFewEnough,
  choiceOf,
  MAX_TASKS,
  resolveSmoke,
  type SmokeChoice,
  smokeChoiceOf,
  TEST_CASE_TIMEOUT,
} from "../tasks/smoke-tests.js";

/** `smoke`: starts a task for each smoke test and runs test cases, waits for what they must come to, and stops them. */
export const smokeCommand: Command = {
  options: {
    target: { type: "array", requiresArg: true, describe: "Only these tests (globs of names, or of addresses)" },
    exclude: { type: "array", requiresArg: true, describe: "Not these tests (globs)" },
    ...MAX_TASKS,
    ...TEST_CASE_TIMEOUT,
    markdown: { type: "string", requiresArg: true, describe: "Write the report as Markdown to this file" },
    junit: { type: "string", requiresArg: true, describe: "Write the report as JUnit XML to this file" },
    "summary-file": SUMMARY_FILE,
    "lock-timeout": {
      type: "string",
      default: "0s",
      requiresArg: true,
      describe: "How long to wait for the lock, such as 30s",
    },
  },
  examples: [
    ["smoke --env staging", "All smoke tests of an environment"],
    ["smoke --env staging --target 'flow.main-*' --junit smoke.xml", "Some, with a report for CI"],
    ["smoke --env staging --target 'testCase.*'", "Only the test cases of Amazon Connect"],
  ],
  run: (context, args) =>
    stoppable(context, async (own, stop) => {
      return inSession(own, { desired: "if-valid" }, async (session) => {
        const tests = chosenTests(session, args);
        assertFewEnough(tests, args);
        const timeout = readDuration(textArg(args, "lock-timeout") ?? "0s", "lock-timeout");
        return await underStateLock(session, own, { operation: "smoke", timeoutMs: timeout }, (lock) =>
          runAndTell(tests, session, own, { args, lock, stop }),
        );
      });
    }),
};

function chosenTests(session: Session, args: Args): SmokeChoice {
  const selection = { targets: addressesArg(args, "target"), excludes: addressesArg(args, "exclude") };
  return choiceOf(orFail(selectTests(allOf(smokeChoiceOf(session)), selection)));
}

async function runAndTell(
  tests: SmokeChoice,
  session: Session,
  context: Context,
  { args, lock, stop }: { readonly args: Args; readonly lock: Lock; readonly stop: StopWatch },
): Promise<number> {
  const { store, journal, provider, environment } = session;
  const earlier = await stopContactsLeftBehind(session, context, stop);
  if (allOf(tests).length === 0) {
    const none = reportOf(environment.name, [], earlier.left);
    return tell(none, context, { args, stop });
  }
  const { state } = await readRecorded(store, journal, provider, context.world);
  assertSameInstance(state, await provider.target(), environment);
  const resolved = await resolveSmoke(tests, { session, state, args });
  announceTasks(tests, { session, context });
  const report = await runSmoke(resolved, { session, context, lock, stop, earlier });
  return tell(report, context, { args, stop });
}

/** The report comes first: what it tells of was done, whether or not it can be written to files as well. */
async function tell(
  report: SmokeReport,
  context: Context,
  { args, stop }: { readonly args: Args; readonly stop: StopWatch },
): Promise<number> {
  const { out } = context;
  out.document(report);
  out.result(renderSmokeText(report, out.look));
  if (out.json && report.left.length > 0) out.alert(renderSmokeText({ ...report, results: [] }, out.sideLook));
  const code = smokeExitCode(report, stop);
  try {
    await writeFiles(report, context, args);
    return code;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    out.diagnostics(error.diagnostics);
    return code === EXIT.done ? exitCodeOfFault(error) : code;
  }
}

async function writeFiles(report: SmokeReport, { world }: Context, args: Args): Promise<void> {
  const markdown = textArg(args, "markdown");
  const junit = textArg(args, "junit");
  const summary = summaryFile(textArg(args, "summary-file"), world);
  if (markdown !== undefined) await writeOut(world.cwd, markdown, renderSmokeMarkdown(report));
  if (junit !== undefined) await writeOut(world.cwd, junit, renderSmokeJunit(report));
  await writeOutputs(world, smokeOutputs(report));
  if (summary !== undefined) await writeOut(world.cwd, summary, renderSmokeMarkdown(report), "append");
}
