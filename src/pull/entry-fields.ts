import { isJsonObject, type JsonObject } from "../model/json.js";
import type { ManagedKind } from "../model/kind.js";
import type { Body } from "../model/resource.js";

/** The fields that an entry of a kind may have, in the order in which a new one is written. */
const FIELDS = {
  flow: ["name", "type", "description", "content", "published", "tags"],
  module: ["name", "description", "content", "settings", "externalInvocation", "aliases", "tags"],
  hours: ["name", "description", "timeZone", "config", "tags"],
  queue: ["name", "description", "hours", "maxContacts", "enabled", "outboundCaller", "tags"],
  testCase: ["name", "description", "content", "entryPoint", "initializationData", "published", "tags"],
} as const satisfies Record<ManagedKind, readonly string[]>;

/** Objects that say nothing where they hold nothing. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(["aliases", "outboundCaller"]);

/** The fields that a new entry needs to say what lives: those that are out of the ordinary, and those it cannot lack. */
export function fieldsWorthSaying(
  kind: ManagedKind,
  live: Body,
  tags: Readonly<Record<string, string>>,
): readonly string[] {
  return FIELDS[kind].filter((field) => {
    if (field === "tags") return Object.keys(ownTags(live, tags)).length > 0;
    const value = live[field];
    if (value === undefined || (field === "description" && value === "")) return false;
    if (field === "published") return value === false;
    if (field === "enabled") return value === false;
    if (field === "externalInvocation") return value === true;
    return !MAY_BE_EMPTY.has(field) || (isJsonObject(value) && Object.keys(value).length > 0);
  });
}

/** The tags of a live body that do not stand on everything anyway. */
export function ownTags(live: Body, shared: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const tags = isJsonObject(live["tags"]) ? live["tags"] : {};
  const own = Object.entries(tags).filter(([key, value]) => shared[key] !== value);
  return Object.fromEntries(own.map(([key, value]) => [key, String(value)]));
}

/** The fields of a body that an entry manages: those are compared and recorded. */
export function managedFields(
  kind: ManagedKind,
  entry: JsonObject,
  tags: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const always = kind === "flow" ? ["type", "published"] : kind === "testCase" ? ["published"] : [];
  const shared = Object.keys(tags).length > 0 ? ["tags"] : [];
  return new Set([...Object.keys(entry), ...always, ...shared]);
}
