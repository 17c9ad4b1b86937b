import type { Target } from "../model/environment.js";
import { isJsonObject, type Json, type JsonObject } from "../model/json.js";
import type { EntryEdit, PulledResource, PullStatus, PullUnresolved, WrittenResource } from "../model/pull.js";
import { escapeTemplate } from "../model/reference.js";
import type { Body } from "../model/resource.js";
import type { LiveResource } from "../model/snapshot.js";
import { compareFields, type FieldVerdict } from "./compare-fields.js";
import { newContentFile } from "./content-file.js";
import { fieldsWorthSaying, ownTags } from "./entry-fields.js";
import type { PullFacts } from "./facts.js";
import type { NameIndex } from "./name-index.js";
import { type Portable, portableValue, renderedValue } from "./portable.js";
import { type PullingOne, SHARED_FILE, takeField } from "./take-field.js";

/** What a pull does about one resource. */
export interface PulledOne {
  readonly resource: PulledResource;
  readonly edit: EntryEdit | undefined;
  /** The entry as it will be. */
  readonly entry: JsonObject;
  /** What its files and entry will refer to. */
  readonly says: readonly Json[];
  readonly unresolved: readonly PullUnresolved[];
}

/** Writes a resource into the files for the first time. */
export function pullNew({ candidate, live, facts, names, writes }: PullingOne): PulledOne {
  const { address, kind } = candidate;
  const entry: Record<string, Json> = {};
  const says: Json[] = [];
  const unresolved: Portable["unresolved"][number][] = [];
  let file: string | null = null;
  for (const field of fieldsWorthSaying(kind, live.body, facts.tags)) {
    if (field === "name") entry[field] = escapeTemplate(live.name);
    else if (field === "tags") entry[field] = escaped(ownTags(live.body, facts.tags));
    else {
      const portable = portableValue(live.body[field] ?? null, names, facts.target);
      says.push(portable.value);
      if (field === "content") {
        file = newContentFile(address, kind, { value: portable.value, facts, writes });
        unresolved.push(...portable.unresolved);
      }
      entry[field] = field === "content" ? file : portable.value;
    }
  }
  const resource = { address, kind, name: live.name, status: "new" as const, fields: [], file };
  return { resource, edit: { address, set: entry, unset: [] }, entry, says, unresolved: at(unresolved, address, file) };
}

function escaped(texts: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, escapeTemplate(text)]));
}

function at(
  unresolved: readonly Portable["unresolved"][number][],
  address: string,
  file: string | null,
): readonly PullUnresolved[] {
  return unresolved.map((one) => ({ address, file, ...one }));
}

/** Brings what changed in the instance into what the files already say of a resource. */
export function pullKnown(pulling: PullingOne, prepared: Body, written: WrittenResource): PulledOne {
  const { candidate, live, facts, names } = pulling;
  const { address } = candidate;
  const desired = renderedValue(prepared, names, facts.target) as Body;
  const { record } = candidate;
  const sides = { desired, live: withShared(live.body, desired, facts), record, force: facts.options.force };
  const compared = compareFields(sides, facts.sha256).map((one) => (isLost(one, written) ? takenWhole(one) : one));
  const verdicts = [...compared, ...addedFields(pulling, desired)];
  if (verdicts.some(({ verdict }) => verdict === "conflict")) return untouched(pulling, verdicts, prepared, written);
  const set: Record<string, Json> = {};
  const unset: string[] = [];
  const finals: Record<string, Json> = { ...prepared };
  for (const { field, verdict } of verdicts) {
    if (verdict !== "take") continue;
    const taken = takeField(field, pulling, { desired, written, set, unset });
    if (taken === SHARED_FILE) return untouched(pulling, verdicts, prepared, written);
    if (taken !== undefined) finals[field] = taken;
  }
  const edit = Object.keys(set).length + unset.length > 0 ? { address, set, unset } : undefined;
  const entry = withoutKeys({ ...written.fields, ...set }, unset);
  return { ...describe(pulling, verdicts, written, finals), edit, entry };
}

function isLost({ field }: FieldVerdict, { content }: WrittenResource): boolean {
  return field === "content" && content?.isLost === true;
}

function takenWhole({ field }: FieldVerdict): FieldVerdict {
  return { field, verdict: "take", layoutOnly: false };
}

/** Tags that stand on everything are no difference of one resource, unless it has other values for them. */
function withShared(live: Body, desired: Body, { tags }: PullFacts): Body {
  if (!isJsonObject(desired["tags"]) || !isJsonObject(live["tags"])) return live;
  const missing = Object.entries(tags).filter(([key]) => !Object.hasOwn(live["tags"] as JsonObject, key));
  return { ...live, tags: { ...live["tags"], ...Object.fromEntries(missing) } };
}

/** What lives and the entry does not speak of: a description that was written since, aliases that are referred to. */
function addedFields({ candidate, live, facts }: PullingOne, desired: Body): readonly FieldVerdict[] {
  const { record } = candidate;
  const take = (field: string) => ({ field, verdict: "take" as const, layoutOnly: false });
  const describes = desired["description"] === undefined && (live.body["description"] ?? "") !== "";
  const isNew = record !== undefined && record.parts["description"] === undefined;
  const { aliases } = live.body;
  const aliased = desired["aliases"] === undefined && isJsonObject(aliases) && Object.keys(aliases).length > 0;
  return [
    ...(describes && (isNew || facts.options.force) ? [take("description")] : []),
    ...(aliased ? [take("aliases")] : []),
  ];
}

function untouched(
  pulling: PullingOne,
  verdicts: readonly FieldVerdict[],
  prepared: Body,
  written: WrittenResource,
): PulledOne {
  const described = describe(pulling, verdicts, written, prepared);
  const resource = { ...described.resource, status: "conflict" as const };
  return { ...described, resource, edit: undefined, entry: written.fields };
}

function describe(
  { candidate, live, names, facts }: PullingOne,
  verdicts: readonly FieldVerdict[],
  written: WrittenResource,
  finals: Body,
): Pick<PulledOne, "resource" | "says" | "unresolved"> {
  const { address, kind } = candidate;
  const file = written.content?.file ?? null;
  const fields = verdicts.filter(({ verdict }) => verdict !== "same").map(({ field }) => field);
  const resource = { address, kind, name: live.name, status: statusOf(verdicts), fields, file };
  const unresolved = leftIn(finals["content"] ?? null, live, names, facts.target);
  return { resource, says: Object.values(finals), unresolved: at(unresolved, address, file) };
}

/** What could not be named and still stands there: a rule or a person may have dealt with the rest. */
function leftIn(content: Json, live: LiveResource, names: NameIndex, target: Target): Portable["unresolved"] {
  const text = JSON.stringify(content);
  const { unresolved } = portableValue(live.body["content"] ?? null, names, target);
  return unresolved.filter((one) => text.includes(JSON.stringify(one.text).slice(1, -1)));
}

function statusOf(verdicts: readonly FieldVerdict[]): PullStatus {
  const taken = verdicts.filter(({ verdict }) => verdict === "take");
  if (verdicts.some(({ verdict }) => verdict === "conflict")) return "conflict";
  if (taken.length > 0) return taken.every(({ layoutOnly }) => layoutOnly) ? "layout" : "changed";
  return verdicts.some(({ verdict }) => verdict === "keep") ? "edited" : "unchanged";
}

function withoutKeys(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
