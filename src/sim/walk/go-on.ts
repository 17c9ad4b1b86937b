import type { ContactEntry } from "../entries/contact-entries.js";
import { act } from "./block-acts.js";
import { meets } from "./conditions.js";
import { moduleContent } from "./flow-blocks.js";
import { type Block, type FlowDocument, readFlow } from "./flow-document.js";
import { fillIn } from "./resolve-path.js";
import type { TraceEnd, TraceStep } from "./trace.js";
import type { Frame } from "./walk.js";
import { arnIn, changeFrame, frameNow, type Outcome, type Walker } from "./walker.js";

/** More blocks than any contact goes through between two waits: a flow that goes round in circles is ended there. */
const MOST_BLOCKS = 1000;

/** Goes on from where a contact stands until it waits, is queued or is over; its entry is written at the end. */
export function goOn(walker: Walker): void {
  const documents = new Map<string, FlowDocument | undefined>();
  const documentOf = (frame: Frame): FlowDocument | undefined => {
    const key = `${frame.kind}/${frame.id}:${frame.qualifier ?? ""}`;
    if (!documents.has(key)) documents.set(key, readFlow(contentOf(walker, frame) ?? ""));
    return documents.get(key);
  };
  let isGoing = walker.walk.waits === true ? wake(walker, documentOf(frameNow(walker))) : true;
  while (isGoing) isGoing = goThrough(walker, documentOf);
  const { contact, walk, at } = walker;
  const isAtRest = contact.endedAt !== undefined || contact.queue !== undefined;
  const entry: ContactEntry = { ...contact, walk: isAtRest ? undefined : walk, modifiedAt: at };
  walker.contact = walker.instance.tables.contacts.put(entry);
}

function contentOf({ instance }: Walker, { kind, id, qualifier }: Frame): string | undefined {
  if (kind === "flows") return instance.tables.flows.get(id)?.content;
  const entry = instance.tables.modules.get(id);
  return entry && moduleContent(entry, qualifier);
}

type Documents = (frame: Frame) => FlowDocument | undefined;

/** Carries out the next block; gives whether another one follows. */
function goThrough(walker: Walker, documentOf: Documents): boolean {
  const frame = frameNow(walker);
  const document = documentOf(frame);
  const block = document?.blocks.get(frame.block ?? document.start);
  if (block === undefined) return stop(walker, { type: "stuck", reason: "the content has no such block, or is gone" });
  if (walker.walk.steps >= MOST_BLOCKS)
    return stop(walker, { type: "stuck", reason: `it went through ${MOST_BLOCKS} blocks without an end` });
  walker.walk = { ...walker.walk, steps: walker.walk.steps + 1 };
  changeFrame(walker, { block: block.id });
  const place = placeOf(walker, frame, block);
  return follow(walker, place, act(walker, block), documentOf);
}

interface Place {
  readonly step: Pick<TraceStep, "at" | "depth" | "flow" | "block" | "type">;
  readonly block: Block;
}

const placeOf = (walker: Walker, frame: Frame, block: Block): Place => ({
  step: {
    at: walker.at,
    depth: walker.walk.frames.length - 1,
    flow: arnIn(walker, frame.kind, frame.id),
    block: block.id,
    type: block.type,
  },
  block,
});

function follow(walker: Walker, place: Place, outcome: Outcome, documentOf: Documents): boolean {
  const { block } = place;
  const tell = (branch?: string, next?: string): void => show(walker, place, outcome, branch, next);
  switch (outcome.go) {
    case "jump":
      tell();
      return true;
    case "stop":
      tell();
      return stop(walker, outcome.end);
    case "wait":
      tell();
      walker.walk = {
        ...walker.walk,
        waits: true,
        due: outcome.until,
        ...(outcome.until > walker.at ? { steps: 0 } : {}),
      };
      walker.onEnd?.({ type: "waiting", reason: "it waits", at: walker.at, until: outcome.until });
      return false;
    case "return": {
      tell();
      const invoker = blockNow(walker, documentOf);
      return invoker === undefined
        ? true
        : take(walker, branchFor(walker, invoker, outcome.value, true), tellLater(walker));
    }
    case "next":
      return take(walker, { name: "next", next: block.next }, tell);
    case "error":
      return take(walker, errorBranch(block, outcome.error), tell);
    case "result":
      return take(walker, branchFor(walker, block, outcome.value, false), tell);
  }
}

function blockNow(walker: Walker, documentOf: Documents): Block | undefined {
  const frame = frameNow(walker);
  return documentOf(frame)?.blocks.get(frame.block ?? "");
}

interface Taken {
  readonly name: string;
  readonly next: string | undefined;
}

/** Conditions first, in their order; then the branch for no match; then the next block. */
function branchFor(walker: Walker, block: Block, value: string | undefined, isModule: boolean): Taken {
  const met = meets(block.conditions, value, (operand) => fillIn(walker, operand));
  if (met !== undefined) return { name: `${met.operator} ${met.operands.join(", ")}`, next: met.next };
  if (isModule && value === undefined) return { name: "next", next: block.next };
  const none = block.errors.find(({ type }) => type === "NoMatchingCondition");
  return none === undefined ? { name: "next", next: block.next } : { name: none.type, next: none.next };
}

/** The branch of an error, or the one for all errors. */
function errorBranch({ errors }: Block, error: string): Taken {
  const found = errors.find(({ type }) => type === error) ?? errors.find(({ type }) => type === "NoMatchingError");
  return { name: found?.type ?? error, next: found?.next };
}

function take(walker: Walker, { name, next }: Taken, tell: (branch?: string, next?: string) => void): boolean {
  tell(name, next);
  if (next === undefined || next === "")
    return stop(walker, { type: "ended", reason: `the block has no branch \`${name}\`` });
  changeFrame(walker, { block: next });
  return true;
}

function show({ onStep }: Walker, { step }: Place, { notes, assumed }: Outcome, branch?: string, next?: string): void {
  onStep?.({ ...step, notes, assumed, branch, next });
}

/** Tells the branch of a block that was shown before: one that waited, or that invoked a module. */
const tellLater =
  ({ walk, onBranch }: Walker) =>
  (branch?: string, next?: string): void =>
    onBranch?.({ depth: walk.frames.length - 1, branch, next });

/** The wait is over: the block's branch for that is taken. */
function wake(walker: Walker, document: FlowDocument | undefined): boolean {
  const block = document?.blocks.get(frameNow(walker).block ?? "");
  walker.walk = { ...walker.walk, waits: false };
  if (block === undefined) return stop(walker, { type: "stuck", reason: "the block it waited in is gone" });
  return take(walker, branchFor(walker, block, "WaitCompleted", false), tellLater(walker));
}

/** The contact comes to rest: queued, or over. */
function stop(walker: Walker, end: Omit<TraceEnd, "at">): boolean {
  walker.onEnd?.({ ...end, at: walker.at });
  if (end.type === "queued") return false;
  const endReason = end.type === "stuck" ? "OTHER" : "CONTACT_FLOW_DISCONNECT";
  walker.contact = { ...walker.contact, endedAt: walker.at, endReason };
  return false;
}
