import { kindOf } from "../model/address.js";
import { isJsonObject, type Json } from "../model/json.js";
import { KINDS } from "../model/kind.js";
import type { Step } from "./field-path.js";
import type { LineView } from "./plan-view.js";
import { addressesIn, hoursWords, shownValue } from "./shown-value.js";

/** Parameters that people hear or read. */
const SPOKEN = new Set(["Text", "SSML", "Content", "description", "Description"]);

/** One line for each leaf that differs; objects are opened, lists are shown whole. */
export function viewLines(step: Step): readonly LineView[] {
  const { steps, before, after } = step;
  if (isOpen(before, after) || isOpen(after, before)) return opened(step);
  const [attention, last] = [otherReference(before, after), steps.at(-1) ?? ""];
  const line = {
    path: (steps[0] === "Parameters" ? steps.slice(1) : steps).join("/"),
    before: shownValue(before),
    after: shownValue(after),
    spoken: SPOKEN.has(last),
  };
  return [attention === undefined ? line : { ...line, attention }];
}

/** Whether one side is an object that is shown member by member, and the other is not there. */
function isOpen(value: Json, other: Json): boolean {
  return isJsonObject(value) && other === null && hoursWords(value) === undefined;
}

function opened({ steps, before, after }: Step): readonly LineView[] {
  const [left, right] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    viewLines({ steps: [...steps, key], before: left[key] ?? null, after: right[key] ?? null }),
  );
}

/** `other queue`, where what stood there referred to something and now refers to something else. */
function otherReference(before: Json, after: Json): string | undefined {
  const [left, right] = [addressesIn(before), addressesIn(after)];
  const gone = [...left].filter((address) => !right.has(address));
  const come = [...right].filter((address) => !left.has(address));
  const [address] = [...come, ...gone];
  if (address === undefined || before === null) return undefined;
  return `other ${KINDS[kindOf(address)].label}`;
}
