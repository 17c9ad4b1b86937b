import { canonicalJson, isJsonArray, isJsonObject, type Json, type JsonObject } from "../model/json.js";

/** A value as a file has it, beside what each of its strings stands for in the instance. */
export interface Shown {
  readonly written: Json;
  readonly rendered: Json;
}

/** A live value, beside its portable form; both have the same shape. */
export interface Live {
  readonly value: Json;
  readonly portable: Json;
}

/**
 * Writes a live value as close to the old text as can be: a string that still stands for what lives keeps its text,
 * lists whose order means nothing keep their order, and what is empty stays there or away as it was.
 */
export function mergeValue(old: Shown, live: Live, path: readonly string[] = []): Json {
  if (typeof live.value === "string") return old.rendered === live.value ? old.written : live.portable;
  if (isJsonArray(live.value)) return mergeList(old, live, path);
  if (isJsonObject(live.value)) return mergeObject(old, live, path);
  return live.value;
}

const NOTHING: Shown = { written: null, rendered: null };

function mergeObject(old: Shown, live: Live, path: readonly string[]): Json {
  const before = membersOf(old);
  const now = membersOfLive(live);
  const merged: [string, Json][] = [];
  for (const [key, member] of now) {
    const there = before.get(key);
    if (!there && isEmpty(member.value) && mayBeMissing(path, key)) continue;
    const name = there?.key ?? member.key;
    merged.push([name, mergeValue(there ?? NOTHING, member, [...path, key])]);
  }
  for (const [key, there] of before) {
    if (!now.has(key) && isEmpty(there.rendered) && mayBeMissing(path, key)) merged.push([there.key, there.written]);
  }
  return Object.fromEntries(merged);
}

/** Members by the key that they have in the instance. */
function membersOf({ written, rendered }: Shown): ReadonlyMap<string, Shown & { readonly key: string }> {
  if (!isJsonObject(written) || !isJsonObject(rendered)) return new Map();
  return new Map(
    [...writtenKeys(Object.keys(written), Object.keys(rendered))].map(([name, key]) => {
      return [name, { key, written: written[key] ?? null, rendered: rendered[name] ?? null }];
    }),
  );
}

/**
 * The key that each rendered one was written as. Equal keys become one, and an object has keys that look like numbers before
 * all others: where that may have happened, only keys without a `${…}` are sure.
 */
function writtenKeys(keys: readonly string[], names: readonly string[]): ReadonlyMap<string, string> {
  const plain = new Set(keys.filter((key) => !key.includes("${")));
  const filled = keys.filter((key) => !plain.has(key));
  const left = names.filter((name) => !plain.has(name));
  const isSure = filled.length === left.length && (left.length < 2 || !left.some((name) => /^\d+$/.test(name)));
  const partners = new Map(isSure ? left.map((name, index) => [name, filled[index] ?? name] as const) : []);
  const known = [...names].filter((name) => plain.has(name) || partners.has(name));
  return new Map(known.map((name) => [name, plain.has(name) ? name : (partners.get(name) ?? name)]));
}

function membersOfLive({ value, portable }: Live): ReadonlyMap<string, Live & { readonly key: string }> {
  const keys = Object.keys(portable as JsonObject);
  return new Map(
    Object.entries(value as JsonObject).map(([name, member], index) => {
      const key = keys[index] ?? name;
      return [name, { key, value: member, portable: (portable as JsonObject)[key] ?? null }];
    }),
  );
}

function mergeList(old: Shown, live: Live, path: readonly string[]): Json {
  const items = listOf(live.value).map((value, index) => ({ value, portable: listOf(live.portable)[index] ?? null }));
  const before = listOf(old.rendered).map((rendered, index) => ({
    rendered,
    written: listOf(old.written)[index] ?? null,
  }));
  const isFree = path.length === 1 && path[0] === "Actions";
  const isErrors = path.at(-1) === "Errors" && path.at(-2) === "Transitions";
  const nameOf = isFree ? identifierOf : (value: Json) => canonicalJson(value);
  const partners = pair(before, items, nameOf, !isFree);
  const merged = items.map((item, index) =>
    mergeValue(before[partners[index] ?? -1] ?? NOTHING, item, [...path, "[]"]),
  );
  return isFree || isErrors ? inOldOrder(merged, partners) : merged;
}

function listOf(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

function identifierOf(value: Json): string {
  return isJsonObject(value) && typeof value["Identifier"] === "string" ? value["Identifier"] : canonicalJson(value);
}

/** For each live item the old one that it comes from: the same by name, else (where told) the one in its place. */
function pair(
  before: readonly Shown[],
  items: readonly Live[],
  nameOf: (value: Json) => string,
  byPlace: boolean,
): readonly (number | undefined)[] {
  const free = new Map<string, number[]>();
  for (const [index, { rendered }] of before.entries()) {
    const name = nameOf(rendered);
    free.set(name, [...(free.get(name) ?? []), index]);
  }
  const partners = items.map(({ value }) => free.get(nameOf(value))?.shift());
  if (!byPlace) return partners;
  const used = new Set(partners);
  return partners.map((partner, index) => {
    if (partner !== undefined || used.has(index) || index >= before.length) return partner;
    used.add(index);
    return index;
  });
}

/** What was there keeps its order; what is new follows its neighbour. */
function inOldOrder(items: readonly Json[], partners: readonly (number | undefined)[]): readonly Json[] {
  const kept = partners.flatMap((partner, index) => (partner === undefined ? [] : [{ partner, index }]));
  const order = kept.sort((left, right) => left.partner - right.partner).map(({ index }) => index);
  for (const [index, partner] of partners.entries()) {
    if (partner === undefined) order.splice(index === 0 ? 0 : order.indexOf(index - 1) + 1, 0, index);
  }
  return order.map((index) => items[index] ?? null);
}

/** Members that mean the same whether they are missing or empty. */
function mayBeMissing(path: readonly string[], key: string): boolean {
  if (path.length === 0) return key === "Metadata" || key === "Actions";
  if (path.length === 1 && path[0] === "Metadata") return key === "ActionMetadata" || key === "Annotations";
  if (path[0] !== "Actions" || path[1] !== "[]") return false;
  if (path.length === 2) return key === "Parameters" || key === "Transitions";
  return path.length === 3 && path[2] === "Transitions" && (key === "Errors" || key === "Conditions");
}

function isEmpty(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
