import type { Contact } from "../model/contact.js";
import type { AttributeCheck, SmokeCheck } from "../model/smoke.js";
import type { ResolvedTest } from "./resolve.js";

/** What was seen of a contact so far. */
export interface Sight {
  /** Undefined while the service does not know it. */
  readonly contact: Contact | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Ids of all queues that it was seen in, the last one last. */
  readonly queues: readonly string[];
  /** How often it was seen to have ended: what it did last may show up later than its end. */
  readonly endings: number;
}

/** How people call a queue, by its id. */
export type QueueWord = (id: string) => string;

export interface Judgement {
  /** Undefined: it may still come to hold, or still be broken. */
  readonly verdict: "passed" | "failed" | "timedOut" | undefined;
  readonly checks: readonly SmokeCheck[];
}

interface Part extends SmokeCheck {
  /** Whether it waits for something to happen, and does not just hold until something happens. */
  readonly waits: boolean;
  /** It does not hold and never will. */
  readonly isLost: boolean;
  /** Something else than the expected was seen. */
  readonly isContradicted: boolean;
}

/** Enough looks at an ended contact to believe that nothing more will be seen of it. */
const ENOUGH_ENDINGS = 2;

/** Judges what was seen; `isLast` says that no time is left. */
export function judge(test: ResolvedTest, sight: Sight, queueWord: QueueWord, isLast: boolean): Judgement {
  const parts = partsOf(test, sight, queueWord);
  const checks = parts.map(({ expected, seen, holds }) => ({ expected, seen, holds }));
  return { verdict: verdictOf(parts, sight, isLast), checks };
}

function verdictOf(parts: readonly Part[], sight: Sight, isLast: boolean): Judgement["verdict"] {
  if (parts.some(({ isLost }) => isLost)) return "failed";
  const isOver = isLast || sight.endings >= ENOUGH_ENDINGS;
  if (parts.every(({ holds }) => holds)) {
    const isSure = isOver || parts.some(({ waits }) => waits);
    return isSure && sight.contact !== undefined ? "passed" : isLast ? "timedOut" : undefined;
  }
  if (!isLast) return undefined;
  return parts.some(({ holds, isContradicted }) => !holds && isContradicted) ? "failed" : "timedOut";
}

function partsOf({ expect, queueIds }: ResolvedTest, sight: Sight, queueWord: QueueWord): readonly Part[] {
  const { queue, notQueue, ended, attributes } = expect;
  return [
    ...(queue === undefined ? [] : [queuePart(queue, queueIds[queue] ?? "", sight, queueWord)]),
    ...(notQueue === undefined ? [] : [notQueuePart(notQueue, queueIds[notQueue] ?? "", sight, queueWord)]),
    ...(ended === undefined ? [] : [endedPart(ended, sight, queueWord)]),
    ...Object.entries(attributes).map(([key, check]) => attributePart(key, check, sight)),
  ];
}

function queuePart(address: string, id: string, sight: Sight, queueWord: QueueWord): Part {
  const holds = sight.queues.includes(id);
  return {
    expected: `reaches ${address}`,
    seen: whereSeen(sight, queueWord),
    holds,
    waits: true,
    isLost: !holds && sight.endings >= ENOUGH_ENDINGS,
    isContradicted: sight.queues.length > 0,
  };
}

function notQueuePart(address: string, id: string, sight: Sight, queueWord: QueueWord): Part {
  const isReached = sight.queues.includes(id);
  return {
    expected: `never reaches ${address}`,
    seen: whereSeen(sight, queueWord),
    holds: !isReached,
    waits: false,
    isLost: isReached,
    isContradicted: isReached,
  };
}

function endedPart(ended: boolean, sight: Sight, queueWord: QueueWord): Part {
  const hasEnded = sight.contact?.endedAt !== undefined;
  return {
    expected: ended ? "ends" : "does not end",
    seen: hasEnded ? endWords(sight) : whereSeen(sight, queueWord, "still running"),
    holds: hasEnded === ended,
    waits: ended,
    isLost: !ended && hasEnded,
    isContradicted: !ended && hasEnded,
  };
}

function attributePart(key: string, check: AttributeCheck, sight: Sight): Part {
  const value = Object.hasOwn(sight.attributes, key) ? sight.attributes[key] : undefined;
  const { holds, waits, expected } = attributeRule(key, check, value);
  return {
    expected,
    seen: value === undefined ? (sight.contact ? `${key} is not set` : NOT_THERE) : `${key} is "${value}"`,
    holds,
    waits,
    isLost: !holds && sight.endings >= ENOUGH_ENDINGS,
    isContradicted: value !== undefined,
  };
}

function attributeRule(key: string, check: AttributeCheck, value: string | undefined) {
  if ("equals" in check) {
    return { expected: `${key} is "${check.equals}"`, holds: value === check.equals, waits: true };
  }
  if ("pattern" in check) {
    const holds = value !== undefined && new RegExp(check.pattern, "u").test(value);
    return { expected: `${key} matches ${check.pattern}`, holds, waits: true };
  }
  if ("not" in check) return { expected: `${key} is not "${check.not}"`, holds: value !== check.not, waits: false };
  const isSet = value !== undefined;
  return { expected: `${key} is ${check.set ? "set" : "not set"}`, holds: isSet === check.set, waits: check.set };
}

const NOT_THERE = "the service does not know the contact yet";

function whereSeen(sight: Sight, queueWord: QueueWord, otherwise = "in no queue"): string {
  if (!sight.contact) return NOT_THERE;
  const id = sight.queues.at(-1);
  const place = id === undefined ? otherwise : `in ${queueWord(id)}`;
  return sight.contact.endedAt === undefined ? place : `${place}, ${endWords(sight)}`;
}

function endWords({ contact }: Sight): string {
  return contact?.endReason === undefined ? "ended" : `ended (${contact.endReason})`;
}
