import type { Task } from "../model/contact.js";
import { Fault } from "../model/fault.js";
import type { SmokeResult } from "../model/smoke.js";
import type { QueueWord } from "./judge.js";
import type { Crowd, SmokePorts, Trial } from "./ports.js";
import type { ResolvedTest } from "./resolve.js";
import { startOnce } from "./start-once.js";
import { stopAndClose } from "./stop-and-close.js";
import { watch } from "./watch.js";

/** A trial that starts a task through a flow, watches it and stops it. */
export function taskTrial(test: ResolvedTest, ports: SmokePorts, queueWord: QueueWord): Trial {
  const { name, flow, origin } = test;
  const about = { name, about: flow, origin };
  return { about, run: (crowd) => tryTask(test, about, ports, { crowd, queueWord }) };
}

interface Eyes {
  readonly crowd: Crowd;
  readonly queueWord: QueueWord;
}

/** How far a trial came, and what it saw. */
export type Outcome = Omit<SmokeResult, "name" | "about" | "origin" | "elapsed">;

async function tryTask(test: ResolvedTest, about: Trial["about"], ports: SmokePorts, eyes: Eyes): Promise<SmokeResult> {
  const started = ports.now();
  const task = taskOf(test, ports.newToken());
  const start = await startOnce(task, ports, () => ports.contacts.start(task));
  if (start.type === "not-started") return { ...about, ...notRun(start.fault), elapsed: 0 };
  const elapsed = () => ports.now() - started;
  if (start.type === "unknown") {
    const left = { name: test.name, why: start.fault.message };
    return { ...about, ...brokenOff(start.fault.message, start.fault), left, elapsed: elapsed() };
  }
  const { outcome, took, hasEnded } = await watchSafely(test, start.id, ports, { ...eyes, elapsed, task });
  const stop = await stopAndClose(task.clientToken, () => ports.contacts.stop(start.id), ports, hasEnded);
  const left = stop.isOver ? {} : { left: { name: test.name, contactId: start.id, why: stop.why } };
  const diagnostics = [...outcome.diagnostics, ...stop.diagnostics, ...start.diagnostics];
  return { ...about, ...outcome, diagnostics, ...left, contactId: start.id, elapsed: took };
}

function taskOf({ flowId, taskName, description, attributes }: ResolvedTest, clientToken: string): Task {
  return {
    entry: { flowId },
    name: taskName,
    ...(description === undefined ? {} : { description }),
    attributes,
    references: {},
    clientToken,
  };
}

/** Whatever happens while a contact is watched, it has to be stopped afterwards. */
async function watchSafely(
  test: ResolvedTest,
  id: string,
  ports: SmokePorts,
  { crowd, queueWord, elapsed, task }: Eyes & { readonly elapsed: () => number; readonly task: Task },
): Promise<{ readonly outcome: Outcome; readonly took: number; readonly hasEnded: boolean }> {
  try {
    const { verdict, checks, hasEnded } = await watch(test, id, ports, { crowd, queueWord });
    const judged = { verdict: verdict ?? "brokenOff", checks, diagnostics: [] } as const;
    const outcome = verdict ? judged : { ...judged, reason: "the run was told to stop" };
    return { outcome, took: elapsed(), hasEnded };
  } catch (error) {
    if (error instanceof Fault) {
      return { outcome: brokenOff(error.message, error), took: elapsed(), hasEnded: false };
    }
    await stopAndClose(task.clientToken, () => ports.contacts.stop(id), ports, false).catch(() => undefined);
    throw error;
  }
}

export function notRun(fault: Fault): Outcome {
  return { verdict: "notRun", checks: [], reason: fault.message, diagnostics: fault.diagnostics };
}

export function brokenOff(reason: string, fault: Fault): Outcome {
  return { verdict: "brokenOff", checks: [], reason, diagnostics: fault.diagnostics };
}
