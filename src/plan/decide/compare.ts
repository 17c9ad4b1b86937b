import { fingerprintBody, verbatimPrint } from "../../flow/index.js";
import type { Fingerprint, Sha256 } from "../../model/fingerprint.js";
import { canonicalJson } from "../../model/json.js";
import { kindFacts } from "../../model/kind.js";
import type { Body } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import type { StateResource } from "../../model/state.js";

/** How desired, recorded and live differ, in names of fingerprint parts. */
export interface Comparison {
  /** Desired and live are not the same. */
  readonly differs: readonly string[];
  /** Live is neither what was recorded nor what is desired. */
  readonly drifted: readonly string[];
  /** The manifest asks for something else than what was recorded, and live is not that yet. */
  readonly edited: readonly string[];
}

/**
 * The part of a live body that is managed: the fields that the manifest names or that were recorded. `known` are fields
 * of which it is known already that they live so: these are not looked at.
 */
export function managedPart(
  live: LiveResource,
  desired: Body | undefined,
  record: StateResource | undefined,
  known: Body = {},
): Body {
  const fields = managedFields(live, desired, record);
  return Object.fromEntries(fields.map((field) => [field, known[field] ?? live.body[field]])) as Body;
}

function managedFields(
  live: LiveResource,
  desired: Body | undefined,
  record: StateResource | undefined,
): readonly string[] {
  const managed = new Set([...Object.keys(desired ?? {}), ...Object.keys(record?.parts ?? {}), "archived"]);
  return Object.keys(live.body).filter((field) => managed.has(field));
}

/**
 * The fingerprint of the part of a live body that is managed. Where that is to the letter what was recorded, nobody looks
 * at what its content says.
 */
export function printLive(
  live: LiveResource,
  { desired, record, known }: { desired?: Body; record?: StateResource | undefined; known?: Body },
  sha256: Sha256,
): Fingerprint {
  const fields = managedFields(live, desired, record);
  const text = fields.includes("content") ? live.contentText : undefined;
  if (record?.verbatim !== undefined && text !== undefined) {
    const rest = Object.fromEntries(
      fields.flatMap((field) => (field === "content" ? [] : [[field, live.body[field]]])),
    );
    const found = verbatimPrint(rest as Body, { fingerprint: record.sha256, text }, sha256);
    if (found === record.verbatim) return { sha256: record.sha256, parts: record.parts };
  }
  return fingerprintBody(managedPart(live, desired, record, known), sha256);
}

/** The content of a rendered body, where just this text of it lives: equal texts need no look at what they say. */
export function contentAsSent({ content }: Body, live: LiveResource): Body {
  if (content === undefined || live.contentText === undefined) return {};
  return JSON.stringify(content) === live.contentText ? { content } : {};
}

/** What is asked of a resource that lives archived: that it does not. */
export function unarchived(desired: Body, live: LiveResource | undefined): Body {
  return live?.body["archived"] === true ? { ...desired, archived: false } : desired;
}

/**
 * Compares rendered desired, live and recorded. Equality is that of fingerprints, never of bytes. `asRecorded` gives the
 * desired parts as they would have been at the last apply: a reference that leads to another id since then is no edit.
 */
export function compareBodies(
  desired: Fingerprint,
  live: Fingerprint,
  record: StateResource | undefined,
  asRecorded: () => Fingerprint = () => desired,
): Comparison {
  const differs = Object.keys(desired.parts).filter((part) => desired.parts[part] !== live.parts[part]);
  if (!record || differs.length === 0) return { differs, drifted: [], edited: [] };
  const recorded = { ...ABSENT, ...record.parts };
  const found = { ...ABSENT, ...live.parts };
  const drifted = differs.filter((part) => recorded[part] !== undefined && recorded[part] !== found[part]);
  const changed = differs.filter((part) => desired.parts[part] !== recorded[part] && !(part in ABSENT));
  const then = changed.length > 0 ? asRecorded().parts : {};
  return { differs, drifted, edited: changed.filter((part) => then[part] !== recorded[part]) };
}

/** Parts that are written down only when they are out of the ordinary. */
const ABSENT: Readonly<Record<string, string>> = { archived: "" };

/** Layout that drifted is told, but makes no conflict with an edit. */
export function isConflict({ drifted, edited }: Comparison): boolean {
  return edited.length > 0 && drifted.some((part) => part !== "layout");
}

/** Parts of a live resource that are not what was recorded; the manifest has no say. */
export function driftedParts(live: Fingerprint, record: StateResource): readonly string[] {
  return Object.keys(record.parts).filter((part) => record.parts[part] !== live.parts[part]);
}

/** Whether a live resource can only become the desired one by being made anew. */
export function needsReplacement(desired: Body, live: LiveResource): boolean {
  return kindFacts(live.kind).createOnly.some((field) => {
    const [wanted, found] = [desired[field], live.body[field]];
    return wanted !== undefined && found !== undefined && canonicalJson(wanted) !== canonicalJson(found);
  });
}

/** The same, as far as what was recorded tells; `desired` is the fingerprint of what is asked for. */
export function needsReplacementUnread(desired: Fingerprint, record: StateResource): boolean {
  return kindFacts(record.kind).createOnly.some((field) => {
    const [wanted, recorded] = [desired.parts[field], record.parts[field]];
    return wanted !== undefined && recorded !== undefined && wanted !== recorded;
  });
}
