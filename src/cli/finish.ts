import type { ApplyResult } from "../apply/index.js";
import type { Address } from "../model/address.js";
import { Fault } from "../model/fault.js";
import type { Plan } from "../model/plan.js";
import type { Identity } from "../model/resource.js";
import type { State } from "../model/state.js";
import { foldJournal, type Lock, unfinishedEntries } from "../state/index.js";
import { sayLastResort } from "./applying/last-resort.js";
import { isOpenCreate } from "./applying/recorded.js";
import { EXIT, exitCodeOfFault } from "./exit-code.js";
import type { Context } from "./line/command.js";
import type { Session } from "./session.js";

/** What came of recording an apply: the state as written, or the exit code of the failure to write it. */
export type Finished = { readonly state: State } | { readonly exitCode: number };

/**
 * Folds the journal into the state and writes it. Where that fails, the journal stays, so that the next command can
 * repair; a state that could not even be saved aside goes to stdout.
 */
export async function finishApply(
  result: ApplyResult,
  plan: Plan,
  { store, journal }: Session,
  context: Context,
  before: { readonly state: State; readonly lock: Lock },
): Promise<Finished> {
  try {
    await before.lock.assertHeld();
    const state = await store.write(withLookups(foldJournal(before.state, journal.entries()), plan));
    // Something may have been made that nobody has found yet: the journal stays, so that the next run looks again.
    if (unfinishedEntries(journal.entries()).some(isOpenCreate)) await journal.close();
    else await journal.clear();
    return { state };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await journal.close();
    context.out.diagnostics(error.diagnostics);
    sayLastResort(error, context);
    return { exitCode: result.changed ? EXIT.halfway : exitCodeOfFault(error) };
  }
}

/** A whole plan knows every lookup that is in use; part of one only adds to what is known. */
function withLookups(state: State, plan: Plan): State {
  const { lookups: known, ...rest } = state;
  const managed = new Set([...state.resources, ...plan.changes].map(({ address }) => address));
  const lookups: Record<Address, Identity> = plan.complete ? {} : { ...known };
  for (const { resolved } of plan.changes) {
    for (const [address, identity] of Object.entries(resolved)) if (identity) lookups[address] = identity;
  }
  const sorted = Object.entries(lookups)
    .filter(([address]) => !managed.has(address))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? rest : { ...rest, lookups: Object.fromEntries(sorted) };
}
