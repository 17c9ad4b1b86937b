import { addressesIn } from "../../flow/index.js";
import { kindOf } from "../../model/address.js";
import { canonicalJson, isJsonArray, isJsonObject, type Json } from "../../model/json.js";
import { KINDS } from "../../model/kind.js";
import type { Step } from "./field-path.js";
import type { LineView, ShownValue } from "./plan-view.js";
import { hoursWords, otherValue, shownValue } from "./shown-value.js";

/** Parameters that people hear or read. */
const SPOKEN = new Set(["Text", "SSML", "Content", "description", "Description"]);

/** One line for each leaf that differs; objects are opened, lists are shown whole. */
export function viewLines(step: Step): readonly LineView[] {
  const { steps, before, after } = step;
  if (isOpen(before, after) || isOpen(after, before)) return opened(step);
  if (isListOfMaps(before) || isListOfMaps(after)) return listLines(step);
  const [attention, last] = [otherReference(before, after), steps.at(-1) ?? ""];
  const line = {
    path: (steps[0] === "Parameters" ? steps.slice(1) : steps).join("/"),
    before: shownLeaf(before),
    after: shownLeaf(after),
    spoken: SPOKEN.has(last),
  };
  return [attention === undefined ? line : { ...line, attention }];
}

/** `09:00–18:00`, as a plan puts the hours of a day. */
const RANGE = /^\d\d:\d\d–\d\d:\d\d$/;

/** Hours stand without quotes, as they do in a list of them. */
function shownLeaf(value: Json): ShownValue {
  return typeof value === "string" && RANGE.test(value) ? otherValue(value) : shownValue(value);
}

/** Whether one side is an object that is shown member by member, and the other is not there. */
function isOpen(value: Json, other: Json): boolean {
  return isJsonObject(value) && other === null && hoursWords(value) === undefined;
}

/** A list whose items are shown one by one: what a caller hears in turn, for example. */
function isListOfMaps(value: Json): boolean {
  return isJsonArray(value) && value.length > 0 && value.every((item) => isJsonObject(item) && !hoursWords(item));
}

/** Items that stayed at both ends are left out; those between are told by their place, from 1. */
function listLines({ steps, before, after }: Step): readonly LineView[] {
  const [left, right] = [isJsonArray(before) ? before : [], isJsonArray(after) ? after : []];
  const most = Math.min(left.length, right.length);
  let [start, end] = [0, 0];
  while (start < most && isSame(left[start], right[start])) start++;
  while (end < most - start && isSame(left.at(-1 - end), right.at(-1 - end))) end++;
  const count = Math.max(left.length, right.length) - start - end;
  return Array.from({ length: count }, (_, index) => index + start).flatMap((index) =>
    itemLines([...steps, String(index + 1)], itemAt(left, index, end), itemAt(right, index, end)),
  );
}

function itemLines(steps: readonly string[], before: Json, after: Json): readonly LineView[] {
  if (!isJsonObject(before) || !isJsonObject(after)) return viewLines({ steps, before, after });
  return opened({ steps, before, after }).filter((line) => !isSame(line.before, line.after));
}

function itemAt(list: readonly Json[], index: number, end: number): Json {
  return index < list.length - end ? (list[index] ?? null) : null;
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson((left ?? null) as Json) === canonicalJson((right ?? null) as Json);
}

function opened({ steps, before, after }: Step): readonly LineView[] {
  const [left, right] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    viewLines({ steps: [...steps, key], before: left[key] ?? null, after: right[key] ?? null }),
  );
}

/** `other queue`, where what stood there referred to something and now refers to something else; `no queue any more`. */
function otherReference(before: Json, after: Json): string | undefined {
  if (before === null) return undefined;
  const [left, right] = [addressesIn([before]), addressesIn([after])];
  const gone = left.filter((address) => !right.includes(address));
  const come = right.filter((address) => !left.includes(address));
  const [address] = [...come, ...gone];
  if (address === undefined) return undefined;
  return after === null ? `no ${KINDS[kindOf(address)].label} any more` : `other ${KINDS[kindOf(address)].label}`;
}
