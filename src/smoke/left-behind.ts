import type { ContactRecord, OpenContact } from "../model/contact.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { Fault } from "../model/fault.js";
import type { LeftContact, SmokeResult } from "../model/smoke.js";
import type { OpenRun } from "../model/test-run.js";
import type { SmokePorts } from "./ports.js";
import { faultOr, quietly } from "./start-once.js";
import { stopAndClose } from "./stop-and-close.js";

/** What was done about contacts that smoke tests of an earlier run left behind. */
export interface LeftBehind {
  /** Ids of contacts that are over now. */
  readonly stopped: readonly string[];
  /** Ids of runs of test cases that are over now; absent where there was none. */
  readonly stoppedRuns?: readonly string[];
  /** What may still be running. */
  readonly left: readonly LeftContact[];
  readonly diagnostics: readonly Diagnostic[];
}

type Ports = Pick<SmokePorts, "contacts" | "testRuns" | "record">;

const NOTHING: LeftBehind = { stopped: [], left: [], diagnostics: [] };

/**
 * Stops what smoke tests and test cases of an earlier run started and did not stop. Where it is not known whether a task was started, the
 * start is repeated with the same client token, which gives the contact of the first one. Tasks that people started are
 * left alone. Must only be called by who holds the environment's lock: another run's tests are not left behind. Where the
 * record cannot be read, what is `known` to be left stays so.
 */
export async function stopLeftBehind(ports: Ports, known: readonly LeftContact[] = []): Promise<LeftBehind> {
  const recorded = await openIn(ports.record).catch(faultOr);
  if (recorded instanceof Fault) return { stopped: [], left: known, diagnostics: recorded.diagnostics };
  const { open, runs } = recorded;
  const all = await Promise.all([...open.map((one) => endOne(one, ports)), ...runs.map((one) => endRun(one, ports))]);
  const stoppedRuns = all.flatMap((one) => one.stoppedRuns ?? []);
  return {
    ...(stoppedRuns.length === 0 ? {} : { stoppedRuns }),
    stopped: all.flatMap(({ stopped }) => stopped),
    left: all.flatMap(({ left }) => left),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

async function openIn(record: ContactRecord) {
  const open = (await record.open()).filter(({ isSmoke }) => isSmoke);
  return { open, runs: (await record.openRuns()).filter(({ isSmoke }) => isSmoke) };
}

/** Results once what they left was tried again: only what is still left is told of. */
export function afterAll(results: readonly SmokeResult[], { left }: LeftBehind): readonly SmokeResult[] {
  const isLeft = (one: LeftContact) =>
    left.some((other) => other.name === one.name && other.contactId === one.contactId && other.runId === one.runId);
  return results.map((result) => {
    if (!result.left || isLeft(result.left)) return result;
    const { left: _, ...over } = result;
    return over;
  });
}

async function endOne(open: OpenContact, ports: Ports): Promise<LeftBehind> {
  const { clientToken, name } = open.task;
  const found = await idOf(open, ports.record, () => ports.contacts.start(open.task));
  if (typeof found !== "string") return found;
  const stop = await stopAndClose(clientToken, () => ports.contacts.stop(found), ports, false);
  if (stop.isOver) return { ...NOTHING, stopped: [found], diagnostics: stop.diagnostics };
  return { stopped: [], left: [{ name, contactId: found, why: stop.why }], diagnostics: stop.diagnostics };
}

async function endRun(open: OpenRun, ports: Ports): Promise<LeftBehind> {
  const { clientToken, name, entry } = open.task;
  const found = await idOf(open, ports.record, () => ports.testRuns.start(entry.testCaseId, clientToken));
  if (typeof found !== "string") return found;
  const send = () => ports.testRuns.stop(entry.testCaseId, found, clientToken);
  const stop = await stopAndClose(clientToken, send, ports, false);
  if (stop.isOver) return { ...NOTHING, stoppedRuns: [found], diagnostics: stop.diagnostics };
  return { stopped: [], left: [{ name, runId: found, why: stop.why }], diagnostics: stop.diagnostics };
}

/** The id of what was started; where it cannot be had, what there is to say about it. */
async function idOf(
  { task, id }: OpenContact | OpenRun,
  record: ContactRecord,
  start: () => Promise<string>,
): Promise<string | LeftBehind> {
  if (id !== undefined) return id;
  try {
    const started = await start();
    await quietly(() => record.started(task.clientToken, started));
    return started;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (isPassing(error)) return { ...NOTHING, left: [{ name: task.name, why: error.message }] };
    const diagnostics = await quietly(() => record.closed(task.clientToken));
    return { ...NOTHING, diagnostics: [unknownStart(task.name, error.message), ...diagnostics] };
  }
}

/** Failures that say nothing about the task itself: it can be asked for again. */
function isPassing({ kind, uncertain }: Fault): boolean {
  return uncertain || !["rejected", "not-found"].includes(kind);
}

function unknownStart(name: string, why: string): Diagnostic {
  return {
    severity: "warning",
    code: "smoke/unknown-start",
    summary: "Nobody can say whether a task of an earlier run was started",
    detail: `The run ended before the answer for the task "${name}" came, and the service refuses to repeat the start: ${why}.`,
    help: "look for the task in the console, and stop it there",
  };
}
