import type { Environment } from "../../model/environment.js";
import { Fault } from "../../model/fault.js";
import { renderLeftText, safeText } from "../../report/index.js";
import { type LeftBehind, stopLeftBehind } from "../../smoke/index.js";
import type { StopWatch } from "../applying/stop-watch.js";
import type { Context } from "../line/command.js";
import type { Session } from "../session.js";

const NOTHING: LeftBehind = { stopped: [], left: [], diagnostics: [] };

/**
 * Stops the contacts of smoke tests, and the runs of test cases, that an earlier run left behind, and says so. Needs the environment's lock, so that
 * no other run's tests are taken for left behind. That it fails never keeps a command from its own work.
 */
export async function stopContactsLeftBehind(
  { provider, contacts: record, environment }: Session,
  context: Context,
  stop: StopWatch,
): Promise<LeftBehind> {
  try {
    const open = [...(await record.open()), ...(await record.openRuns())];
    if (open.length === 0) await record.tidy?.();
    if (!open.some(({ isSmoke }) => isSmoke)) return NOTHING;
    stop.startWriting();
    const done = await stopLeftBehind({ contacts: provider.contacts, testRuns: provider.testRuns, record });
    tellLeftBehind(done, environment, context);
    return done;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    context.out.diagnostics(error.diagnostics);
    return NOTHING;
  } finally {
    stop.endWriting();
  }
}

function tellLeftBehind(done: LeftBehind, { name }: Environment, { out }: Context): void {
  const { stopped, stoppedRuns = [], left, diagnostics } = done;
  const what = stopped.length === 1 ? "the contact" : `${stopped.length} contacts`;
  const of = stopped.length === 1 ? "a smoke test" : "smoke tests";
  if (stopped.length > 0) out.alert(`Stopped ${what} that ${of} of an earlier run left behind: ${safe(stopped)}.`);
  if (stoppedRuns.length > 0) {
    const runs = stoppedRuns.length === 1 ? "a run of a test case" : `${stoppedRuns.length} runs of test cases`;
    out.alert(`Stopped ${runs} that an earlier run left behind: ${safe(stoppedRuns)}.`);
  }
  out.diagnostics(diagnostics);
  if (left.length > 0) out.alert(renderLeftText(left, name, out.sideLook));
}

const safe = (ids: readonly string[]) => ids.map(safeText).join(", ");
