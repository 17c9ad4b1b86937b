import type { ContactEntry } from "../entries/contact-entries.js";
import { arnOf, COLLECTION_NAMES, type Instance } from "../instance.js";
import { documentOf, instanceFrom } from "../keep/instance-document.js";
import { completeEntry } from "../keep/load-entries.js";
import type { World } from "../world.js";
import { LIFETIME } from "./advance.js";
import { goOn } from "./go-on.js";
import type { TaskTrace, TracedThing, TraceEnd, TraceStep } from "./trace.js";
import { newWalk } from "./walk.js";
import type { Walker } from "./walker.js";

/** A task whose way is asked for. */
export interface TraceRequest {
  /** Id of a flow of the instance. */
  readonly flowId: string;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Rows of the table of Lambda results: `{ result }`, `{ error }` or `{ timeout: true }` by function. */
  readonly lambdaResults?: Readonly<Record<string, unknown>>;
  readonly seed?: string;
  /** When it begins, in milliseconds since the epoch. */
  readonly at?: number;
  /** How long it is followed through its waits, in milliseconds of simulated time; the life of a task when not given. */
  readonly within?: number;
}

/** Steps that a trace has at most. */
const MOST_STEPS = 1000;

/**
 * Follows a task through its flow on a copy of the instance: nothing is changed, and time goes by only in waits.
 *
 * Throws with every mistake in the table of Lambda results.
 */
export function traceTask(world: World, instance: Instance, request: TraceRequest): TaskTrace {
  const { flowId, at = world.now(), within = LIFETIME } = request;
  const steps: TraceStep[] = [];
  let end: TraceEnd = { type: "stuck", reason: "it did not begin", at };
  const copy = copyOf(world, instance, request);
  let walker = walkerFor(world, copy, request, at);
  const onEnd = (one: TraceEnd): void => {
    end = one;
  };
  const onBranch = ({ depth, ...taken }: Pick<TraceStep, "depth" | "branch" | "next">): void => {
    const index = steps.findLastIndex((step) => step.depth === depth);
    const step = steps[index];
    if (step !== undefined) steps[index] = { ...step, ...taken };
  };
  const watch = { onStep: (step: TraceStep) => void steps.push(step), onBranch, onEnd };
  goOn(Object.assign(walker, watch));
  while (walker.contact.walk?.waits && walker.contact.walk.due <= at + within && steps.length < MOST_STEPS) {
    const { contact } = walker;
    walker = { ...walker, at: walker.contact.walk.due, walk: walker.contact.walk, contact };
    goOn(walker);
  }
  if (walker.contact.walk?.waits && walker.contact.walk.due <= at + within)
    end = { type: "stuck", reason: "it waits again and again, and is followed no further", at: walker.at };
  const { attributes } = walker.contact;
  const flow = arnOf(instance.about, "flows", flowId);
  return {
    flow,
    startedAt: at,
    steps,
    end,
    attributes,
    things: thingsIn(copy, JSON.stringify([flow, steps, end, attributes])),
  };
}

function copyOf(world: World, instance: Instance, { lambdaResults = {} }: TraceRequest): Instance {
  const copy = instanceFrom(documentOf(instance));
  const mistakes: string[] = [];
  for (const [name, row] of Object.entries(lambdaResults)) {
    const given = typeof row === "object" && row !== null ? row : {};
    const entry = completeEntry(world, copy, "lambdaResults", { ...given, name });
    if (typeof entry === "string") mistakes.push(`${name}: ${entry}`);
    else copy.tables.lambdaResults.put(entry);
  }
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
  return copy;
}

function walkerFor(world: World, instance: Instance, request: TraceRequest, at: number): Walker {
  const { flowId, name = "trace", attributes = {}, seed = "1" } = request;
  const walk = newWalk(flowId, at, seed);
  const contact: ContactEntry = {
    id: TRACED,
    arn: arnOf(instance.about, "contacts", TRACED),
    name,
    tags: {},
    createdAt: at,
    modifiedAt: at,
    flowId,
    attributes,
    walk,
  };
  let made = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`;
  return { world: { ...world, instances: new Map(), newId }, instance, at, contact, walk };
}

/** The id of a contact that nobody started. */
const TRACED = "00000000-0000-4000-8000-000000000000";

function thingsIn(instance: Instance, text: string): readonly TracedThing[] {
  const things = COLLECTION_NAMES.filter((kind) => kind !== "contacts").flatMap((kind) =>
    instance.tables[kind].all().map(({ id, arn, name }) => ({ kind, id, arn, name })),
  );
  const aliases = instance.tables.modules
    .all()
    .flatMap((entry) =>
      entry.aliases.map(({ id, name }) => ({ kind: "aliases", id: entry.id, arn: `${entry.arn}:${id}`, name })),
    );
  return [...things, ...aliases].filter(({ id, arn }) => text.includes(arn) || text.includes(id));
}
