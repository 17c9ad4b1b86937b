import { arnInInstance } from "../../model/arn.js";
import type { Change } from "../../model/change.js";
import type { Plan } from "../../model/plan.js";
import type { StateResource } from "../../model/state.js";
import type { Lock } from "../../state/index.js";
import { approve, assertApprovable } from "../applying/approval.js";
import { readRecorded, writeRepair } from "../applying/recorded.js";
import { underStateLock } from "../applying/state-lock.js";
import { stoppable } from "../applying/stop-watch.js";
import { EXIT, exitCodeOf } from "../exit-code.js";
import { type Args, type Command, type Context, flagArg } from "../line/command.js";
import { planFrom, planOptionsOf } from "../planning/planning.js";
import { inSession, type Session } from "../session.js";
import { showPlan } from "./plan.js";

/** `state repair`: finishes what an earlier run left; or makes a lost state anew from the names in the instance. */
export const stateRepairCommand: Command = {
  options: {
    "from-instance": { type: "boolean", describe: "Make the state anew, by the names in the instance" },
    "auto-approve": { type: "boolean", describe: "Do not ask" },
  },
  run: async (context, args) => {
    if (flagArg(args, "from-instance")) assertApprovable(context, args, "state");
    return stoppable(context, async (own) => {
      return inSession(own, { desired: true }, async (session) => {
        return await underStateLock(session, own, { operation: "state repair" }, (lock) =>
          flagArg(args, "from-instance") ? rebuild(session, own, { args, lock }) : resolve(session, own, lock),
        );
      });
    });
  },
};

async function resolve(session: Session, context: Context, lock: Lock): Promise<number> {
  const { store, journal, provider } = session;
  const { out, world } = context;
  const recorded = await readRecorded(store, journal, provider, world);
  await lock.assertHeld();
  const state = await writeRepair(session, recorded, context);
  out.document({ repaired: recorded.isRepair, serial: state?.serial ?? 0 });
  out.result(recorded.isRepair ? "What an earlier run left is in the state now." : "Nothing was left to repair.");
  return EXIT.done;
}

/** What has the name of a managed address is taken for it; nothing but the state is written. */
async function rebuild(
  session: Session,
  context: Context,
  { args, lock }: { readonly args: Args; readonly lock: Lock },
): Promise<number> {
  const { store, journal } = session;
  const { out } = context;
  await store.assertLost();
  const nothing = { state: undefined, sha256: null, isRepair: false };
  const { plan } = await planFrom(nothing, session, context, planOptionsOf({}));
  if (out.json) out.diagnostics(plan.diagnostics);
  else showPlan(plan, context);
  if (!plan.applyable) {
    out.document({ diagnostics: plan.diagnostics });
    return exitCodeOf(plan.diagnostics);
  }
  if (!flagArg(args, "auto-approve") && !(await approve(context, "Record what is to be adopted"))) return EXIT.invalid;
  const resources = plan.changes.filter(({ action }) => action === "adopt").map((change) => recordOf(change, plan));
  await lock.assertHeld();
  const state = await store.rebuild({ ...store.create(plan.target.instanceArn), resources });
  await journal.clear();
  out.document({ rebuilt: resources.length, serial: state.serial });
  out.result(`Recorded ${resources.length} by name. Plan now: contents are compared with what lives.`);
  return EXIT.done;
}

function recordOf({ address, kind, name, id, dependsOn, resolved }: Change, { target }: Plan): StateResource {
  if (id === null) throw new Error("what is adopted has no id");
  const arn = arnInInstance(target.instanceArn, kind, id);
  const referred = dependsOn.filter((to) => Object.hasOwn(resolved, to));
  return { address, kind, name, id, arn, sha256: "", parts: {}, dependsOn: referred };
}
