import type { BlockAct } from "./block-act.js";
import { draw } from "./draw.js";
import { findThing, lost } from "./find-thing.js";
import type { Block } from "./flow-document.js";
import { hoursAt } from "./hours-open.js";
import { namedTarget } from "./queue-blocks.js";
import { queueSize, waitingIn } from "./queue-size.js";
import { resolvePath, textFor } from "./resolve-path.js";
import { changeFrame, failed, frameNow, next, type Outcome, type Walker } from "./walker.js";

/** Blocks that branch: on attributes, hours, metrics, chance and rounds; and the one that waits. */
export const CHECK_BLOCKS: Readonly<Record<string, BlockAct>> = {
  Compare: compare,
  CheckHoursOfOperation: checkHours,
  CheckMetricData: checkMetric,
  GetMetricData: getMetrics,
  DistributeByPercentage: (walker) => {
    const { seed, draws } = walker.walk;
    walker.walk = { ...walker.walk, draws: draws + 1 };
    const drawn = draw(seed, draws);
    return result(String(drawn), `drew ${drawn} of 100`);
  },
  Loop: loop,
  Wait: (walker, { parameters }) => {
    const seconds = Number(textFor(walker, parameters["TimeLimitSeconds"]));
    if (!(seconds >= 0 && seconds <= LONGEST_WAIT)) return failed("TimeLimitSeconds is no number from 0 to 604800");
    return {
      go: "wait",
      until: walker.at + seconds * 1000,
      notes: [seconds === 1 ? "1 second" : `${seconds} seconds`],
    };
  },
};

/** A week, in seconds: the Flow language reference. */
const LONGEST_WAIT = 604800;

const result = (value: string | undefined, ...notes: readonly string[]): Outcome => ({ go: "result", value, notes });

function compare(walker: Walker, { parameters }: Block): Outcome {
  const path = String(parameters["ComparisonValue"] ?? "");
  const value = textFor(walker, path);
  const isThere = value !== undefined && (value !== "" || resolvePath(walker, path) !== undefined);
  return result(isThere ? value : undefined, `${path} is ${isThere ? JSON.stringify(value) : "not there"}`);
}

/** Hours that the block names, or those of the queue that was set. */
function checkHours(walker: Walker, { parameters }: Block): Outcome {
  const named = parameters["HoursOfOperationId"];
  const { hours: table, queues } = walker.instance.tables;
  const { target } = walker.walk;
  const ofQueue = target?.kind === "queues" ? queues.get(target.id)?.hoursId : undefined;
  const value = named === undefined ? undefined : (textFor(walker, named) ?? String(named));
  const hours = value === undefined ? table.get(ofQueue ?? "") : findThing(walker, "hours", value);
  if (hours === undefined)
    return failed(value === undefined ? "it names no hours, and no queue was set" : lost("hours", value));
  const { isOpen, why } = hoursAt(walker.instance, hours, walker.at);
  return result(isOpen ? "True" : "False", `${hours.arn} ${isOpen ? "are open" : "are closed"}: ${why}`);
}

function checkMetric(walker: Walker, block: Block): Outcome {
  const target = namedTarget(walker, block) ?? walker.walk.target;
  if (typeof target === "string") return failed(target);
  if (target === undefined) return failed("it names no queue, and none was set");
  const metric = String(block.parameters["MetricType"] ?? "");
  const waiting = waitingIn(walker.instance, target.id);
  const oldest = Math.min(walker.at, ...waiting.flatMap(({ queue }) => queue?.at ?? []));
  // The age is compared in milliseconds.
  const values: Readonly<Record<string, number>> = {
    NumberOfContactsInQueue: waiting.length,
    OldestContactInQueueAgeSeconds: walker.at - oldest,
  };
  const value = String(values[metric] ?? 0);
  return result(value, `${metric} is ${value}${metric.startsWith("NumberOfAgents") ? ": nobody works here" : ""}`);
}

function getMetrics(walker: Walker, block: Block): Outcome {
  const target = namedTarget(walker, block) ?? walker.walk.target;
  if (typeof target === "string") return failed(target);
  if (target === undefined) return failed("it names no queue, and none was set");
  const [size, none] = [queueSize(walker.instance, target.id), { Count: 0 }];
  const Agents = { Online: none, Available: none, Staffed: none, AfterContactWork: none, Busy: none, Missed: none };
  walker.walk = { ...walker.walk, metrics: { Queue: { Size: size, OldestContactAge: 0 }, Agents } };
  return next(`${size} in the queue, no agents`);
}

/** Rounds are counted for each block until it is done; then it can begin anew. */
function loop(walker: Walker, { id, parameters }: Block): Outcome {
  const most = Number(textFor(walker, parameters["LoopCount"]) ?? Number.NaN);
  if (!(most >= 0 && most <= 100)) return failed("LoopCount is no number from 0 to 100");
  const { loops } = frameNow(walker);
  const round = (loops[id] ?? 0) + 1;
  const isDone = round > most;
  changeFrame(walker, { loops: { ...loops, [id]: isDone ? 0 : round } });
  return result(
    isDone ? "DoneLooping" : "ContinueLooping",
    isDone ? `${most} rounds done` : `round ${round} of ${most}`,
  );
}
