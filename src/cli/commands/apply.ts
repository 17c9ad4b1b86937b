import { resolve } from "node:path";
import type { Plan } from "../../model/plan.js";
import type { Lock } from "../../state/index.js";
import { loadPlan } from "../../state/index.js";
import { approve, assertApprovable, isApproved } from "../applying/approval.js";
import { type CarryOptions, carryOut, checkedLive, isEmptyPlan } from "../applying/carry-out.js";
import { assertStateIsKept } from "../applying/ci-state.js";
import { readRecorded, writeRepair } from "../applying/recorded.js";
import { underStateLock } from "../applying/state-lock.js";
import { type StopWatch, stoppable } from "../applying/stop-watch.js";
import { EXIT, exitCodeOf } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { type Args, type Command, type Context, textArg } from "../line/command.js";
import { readDuration, UsageError, usageError } from "../line/usage.js";
import { liveByAddress } from "../planning/gather.js";
import { exitCodeWith } from "../planning/left-out.js";
import { assertPlanFits, stateMismatches } from "../planning/plan-fits.js";
import { makePlan, PLANNING_OPTIONS, planOptionsOf, WORKING_OPTIONS } from "../planning/planning.js";
import { callsOf, timeFor } from "../screen/time-left.js";
import { inSession, openProject, openSession, openToPlan, type Session } from "../session.js";
import { stopContactsLeftBehind } from "../tasks/left-contacts.js";
import { SMOKE_AFTER_OPTIONS, smokeAfter } from "../tasks/smoke-after.js";
import { showPlan } from "./plan.js";

/** `apply`: carries out a saved plan, or plans, shows, asks and carries out. */
export const applyCommand: Command = {
  positionals: { plan: { describe: "A plan that `plan --out` saved; it is the approval" } },
  options: {
    "auto-approve": { type: "boolean", describe: "Do not ask" },
    "expect-plan": {
      type: "string",
      requiresArg: true,
      describe: "Go on only if the plan's hash is this one (sha256:…)",
    },
    ...PLANNING_OPTIONS,
    ...WORKING_OPTIONS,
    ...SMOKE_AFTER_OPTIONS,
  },
  examples: [
    ["apply prod.plan.json", "Exactly what was reviewed"],
    ["apply --auto-approve", "Plan and carry out without asking"],
  ],
  events: true,
  run: async (context, args) => {
    const file = textArg(args, "plan");
    return file === undefined ? applyNow(context, args, "normal") : applyFile(file, context, args);
  },
};

const DEFAULTS: Readonly<Record<string, unknown>> = {
  refresh: "full",
  adopt: true,
  "max-delete": "30%",
  "on-conflict": "stop",
};

/** A flag that is there by itself can only have been refused. */
const flagFor = (name: string) => (DEFAULTS[name] === true ? `--no-${name}` : `--${name}`);

/** A saved plan is the approval: nothing is asked, and nothing can be planned otherwise. */
async function applyFile(file: string, context: Context, args: Args): Promise<number> {
  const extra = Object.keys(PLANNING_OPTIONS).filter(
    (name) => args[name] !== undefined && args[name] !== DEFAULTS[name],
  );
  if (extra.length > 0) {
    throw usageError(`A saved plan takes no planning flag: ${extra.map(flagFor).join(", ")}`, {
      help: "plan again with the flag, and apply the new plan",
    });
  }
  const { world, out } = context;
  const plan = await loadPlan(resolve(world.cwd, file), world.sha256);
  assertExpected(plan, args);
  if (!plan.applyable) {
    out.refuse(plan.diagnostics);
    out.diagnostics(plan.diagnostics);
    return exitCodeOf(plan.diagnostics);
  }
  const environment = environmentOf(plan, context);
  return stoppable({ ...context, environment }, async (own, stop) => {
    return inSession(own, { desired: false }, async (session) => {
      await assertStateIsKept(session.environment, own);
      await assertPlanFits(plan, session);
      return await underStateLock(session, own, { operation: "apply", timeoutMs: timeoutOf(args) }, (lock) =>
        applySaved(plan, session, own, { args, lock, stop, parallelism: parallelismOf(args) }),
      );
    });
  });
}

/** Everything is compared before anything is written, a repair of the state too. */
async function applySaved(
  plan: Plan,
  session: Session,
  context: Context,
  { args, ...options }: Pick<CarryOptions, "lock" | "stop" | "parallelism"> & { readonly args: Args },
): Promise<number> {
  const { store, journal, provider } = session;
  const { lock, stop } = options;
  const earlier = await stopContactsLeftBehind(session, context, stop);
  const recorded = await readRecorded(store, journal, provider, context.world);
  const after = smokeAfter({ plan, state: recorded.state, session, context, args, lock, stop, earlier });
  const live = await checkedLive(plan, session, context, stateMismatches(plan, recorded));
  await lock.assertHeld();
  const state = await writeRepair(session, recorded, context);
  return carryOut(plan, session, context, { ...options, live, state, after });
}

function environmentOf(plan: Plan, context: Context): string {
  if (context.environment === undefined || context.environment === plan.environment) return plan.environment;
  const { project } = openProject(context);
  const { name } = chooseEnvironment(project, context);
  throw usageError(`The plan is for \`${plan.environment}\`, not for \`${name}\``, {
    help: "leave --env out, or plan for it",
  });
}

/** Plans, shows, asks and carries out, all under the lock. */
export async function applyNow(context: Context, args: Args, mode: Plan["mode"]): Promise<number> {
  assertApprovable(context, args, mode === "destroy" ? "deletes" : "plan");
  return stoppable(context, async (own, stop) => {
    const session = await (mode === "normal" ? openToPlan(own) : openSession(own, { desired: false }));
    try {
      await assertStateIsKept(session.environment, own);
      const purpose = { operation: mode === "destroy" ? "destroy" : "apply", timeoutMs: timeoutOf(args) };
      return await underStateLock(session, own, purpose, (lock) =>
        planAndCarryOut(session, own, args, { mode, lock, stop }),
      );
    } finally {
      await session.close();
    }
  });
}

async function planAndCarryOut(
  session: Session,
  context: Context,
  args: Args,
  { mode, lock, stop }: { mode: Plan["mode"]; lock: Lock; stop: StopWatch },
): Promise<number> {
  const earlier = await stopContactsLeftBehind(session, context, stop);
  const planned = await makePlan(session, context, planOptionsOf(args), mode);
  const { plan, snapshot, recorded } = planned;
  const duration = timeFor(callsOf(plan.changes), session.provider);
  if (context.out.json) context.out.diagnostics(plan.diagnostics);
  else showPlan(plan, context, { next: !plan.applyable, duration });
  if (!plan.applyable) {
    context.out.refuse(plan.diagnostics);
    return exitCodeOf(plan.diagnostics);
  }
  assertExpected(plan, args);
  const after = smokeAfter({ plan, state: recorded.state, session, context, args, lock, stop, earlier });
  const isAsked = !isEmptyPlan(plan) && !isApproved(args);
  if (isAsked && !(await approve(context, mode === "destroy" ? "Delete all of this" : "Carry this out")))
    return EXIT.invalid;
  const isFresh = !isAsked && plan.options.refresh === "full";
  const live = isFresh ? liveByAddress(snapshot, plan.changes) : await checkedLive(plan, session, context);
  await lock.assertHeld();
  const state = await writeRepair(session, recorded, context);
  const isIdle = plan.changes.every(({ action, reason }) => action === "keep" && reason === "same");
  const options = { live, lock, state, stop, after, isIdle, parallelism: parallelismOf(args) };
  return exitCodeWith(planned, await carryOut(plan, session, context, options), context);
}

function assertExpected({ planHash }: Plan, args: Args): void {
  const expected = textArg(args, "expect-plan")?.replace(/^sha256:/, "");
  if (expected === undefined || expected === planHash) return;
  throw new UsageError(
    [
      {
        severity: "error",
        code: "cli/other-plan",
        summary: "The plan is not the one that was reviewed",
        detail: `Its hash is sha256:${planHash}, expected was sha256:${expected}.`,
        help: "review the new plan and give its hash",
      },
    ],
    EXIT.precondition,
  );
}

const timeoutOf = (args: Args) => readDuration(textArg(args, "lock-timeout") ?? "0s", "lock-timeout");

const parallelismOf = (args: Args) => Number(args["parallelism"] ?? 16);
