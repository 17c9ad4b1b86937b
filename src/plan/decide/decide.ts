import { findReferences, fingerprintBody } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Action, FieldChange, Reason } from "../../model/change.js";
import type { Fingerprint, Sha256 } from "../../model/fingerprint.js";
import { isSameJson } from "../../model/json.js";
import type { Body } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import { diffBodies } from "../diff.js";
import {
  type Comparison,
  compareBodies,
  contentAsSent,
  isConflict,
  managedPart,
  needsReplacement,
  printLive,
  unarchived,
} from "./compare.js";
import { renderBody } from "./identities.js";
import type { Known } from "./known.js";
import type { Match } from "./match.js";

/** What is to happen to one address, before anything is put in order. */
export interface Decision {
  readonly match: Match;
  readonly action: Action;
  readonly reason: Reason;
  readonly live: LiveResource | undefined;
  /** Portable bodies: references in place of ARNs. */
  readonly before: Body | null;
  readonly after: Body | null;
  readonly fields: readonly FieldChange[];
  readonly layoutOnly: boolean;
  readonly comparison: Comparison | undefined;
  /** Addresses whose identity is not known yet, but needed to write its content. */
  readonly waitsFor: ReadonlySet<Address>;
  /** Fingerprint of the live part that is managed; null where nothing lives or nothing was read. */
  readonly liveSha256: string | null;
}

export interface DecisionFacts extends Known {
  readonly sha256: Sha256;
  readonly destroy: boolean;
  readonly allowDelete: boolean;
  /** True when nothing was read: what was recorded stands for what lives. */
  readonly unread: boolean;
}

const NOTHING = {
  before: null,
  after: null,
  fields: [],
  layoutOnly: false,
  comparison: undefined,
  waitsFor: new Set<Address>(),
  liveSha256: null,
} as const;

/** Decides about what the manifest asks for; `body` is the desired body with the target's variables filled in. */
export function decideDesired(match: Match, body: Body, facts: DecisionFacts): Decision {
  const live = facts.liveOf(match);
  const { body: rendered, waitsFor } = renderBody(body, facts.identities);
  if (facts.unread && match.record) return decideUnread({ match, body, rendered, waitsFor }, facts);
  if (!live) {
    const reason = match.record ? "gone-live" : "new";
    return { ...NOTHING, match, action: "create", reason, live, after: body, waitsFor };
  }
  const known = contentAsSent(rendered, live);
  const managed = managedPart(live, body, match.record, known);
  const wanted = unarchived(body, live);
  const print = (desired: Body) => fingerprintBody(unarchived(desired, live), facts.sha256);
  const liveParts = printLive(live, { desired: body, record: match.record, known }, facts.sha256);
  const desiredParts = isSameJson(unarchived(rendered, live), managed) ? liveParts : print(rendered);
  const asRecorded = () => print(renderBody(body, facts.recorded).body);
  const record = match.byName ? undefined : match.record;
  const comparison = compareBodies(blur(desiredParts, wanted, waitsFor), liveParts, record, asRecorded);
  const base = { match, live, comparison, waitsFor, liveSha256: liveParts.sha256 };
  const { action, reason } = choose(match, body, live, comparison);
  if (action === "keep" && !needsRecord(match, desiredParts)) return { ...NOTHING, ...base, action, reason };
  const before = facts.extract(managed);
  const fields = explain(before, wanted, comparison);
  return { ...base, action, reason, before, after: wanted, fields, layoutOnly: isLayoutOnly(comparison) };
}

/** A body that waits for an id is different from any that lives, whatever its text. */
function blur(print: Fingerprint, body: Body, waitsFor: ReadonlySet<Address>): Fingerprint {
  if (waitsFor.size === 0) return print;
  const waiting = Object.entries(body).filter(([, value]) =>
    findReferences(value).some(({ reference }) => waitsFor.has(reference.address)),
  );
  const parts = Object.fromEntries(waiting.map(([field]) => [field, "unknown yet"]));
  return { ...print, parts: { ...print.parts, ...parts } };
}

function choose(
  match: Match,
  body: Body,
  live: LiveResource,
  comparison: Comparison,
): { action: Action; reason: Reason } {
  if (needsReplacement(body, live)) return { action: "replace", reason: "create-only-field" };
  if (match.byName) return { action: "adopt", reason: "same-name" };
  if (comparison.differs.length === 0) {
    if ((match.record?.superseded ?? []).length > 0) return { action: "update", reason: "unfinished" };
    return { action: "keep", reason: match.movedFrom ? "moved" : "same" };
  }
  return { action: "update", reason: reasonOf(comparison) };
}

function reasonOf(comparison: Comparison): Reason {
  if (isConflict(comparison)) return "conflict";
  if (isLayoutOnly(comparison)) return "layout";
  if (comparison.edited.length > 0) return "edited";
  return comparison.drifted.length > 0 ? "drifted" : "dependency";
}

function isLayoutOnly({ differs }: Comparison): boolean {
  return differs.length > 0 && differs.every((part) => part === "layout");
}

/** Whether the state says something else than what is there, so that it has to be brought up to date. */
function needsRecord({ record, movedFrom, desired }: Match, print: Fingerprint): boolean {
  return record?.sha256 !== print.sha256 || movedFrom !== undefined || record?.name !== desired?.name;
}

/** The differences in words, none but those that count; a part that differs with nothing to show for it is named at least. */
function explain(before: Body, after: Body, { differs }: Comparison): readonly FieldChange[] {
  if (differs.length === 0) return [];
  const partOf = ({ path }: FieldChange) => path.split("/")[0] ?? path;
  const fields = diffBodies(before, after).filter((field) => differs.includes(partOf(field)));
  const shown = new Set(fields.map(partOf));
  return [...fields, ...unexplained(differs.filter((part) => !shown.has(part)))];
}

export function unexplained(parts: readonly string[]): readonly FieldChange[] {
  return parts.map((path) => ({ path, before: null, after: null }));
}

interface Unread {
  readonly match: Match;
  readonly body: Body;
  readonly rendered: Body;
  readonly waitsFor: ReadonlySet<Address>;
}

/** Nothing was read: what was recorded stands for what lives, as far as hashes tell. */
function decideUnread({ match, body, rendered, waitsFor }: Unread, facts: DecisionFacts): Decision {
  const { parts } = blur(fingerprintBody(rendered, facts.sha256), body, waitsFor);
  const recorded = match.record?.parts ?? {};
  const differs = Object.keys(parts).filter((part) => parts[part] !== recorded[part]);
  const comparison = { differs, drifted: [], edited: differs };
  const base = { ...NOTHING, match, live: undefined, comparison, waitsFor };
  const isDone = differs.length === 0 && (match.record?.superseded ?? []).length === 0;
  if (isDone && !match.movedFrom) return { ...base, action: "keep", reason: "same" };
  const shown = { after: body, fields: unexplained(differs), layoutOnly: isLayoutOnly(comparison) };
  if (isDone) return { ...base, ...shown, action: "keep", reason: "moved" };
  const write = { ...base, ...shown, ...recordedSide(match) };
  if (facts.identities.get(match.address) === null) return { ...write, action: "replace", reason: "create-only-field" };
  return { ...write, action: "update", reason: differs.length > 0 ? "edited" : "unfinished" };
}

/** What is known of the live side without looking: which fields it had, and their hash. */
function recordedSide({ record }: Match): Pick<Decision, "before" | "liveSha256"> {
  const fields = Object.keys(record?.parts ?? {}).filter((part) => part !== "layout");
  const hasHash = record !== undefined && record.sha256 !== "";
  return {
    before: Object.fromEntries(fields.map((field) => [field, null])),
    liveSha256: hasHash ? record.sha256 : null,
  };
}

/** Decides about what only the state knows; undefined where it stays an orphan. */
export function decideRecorded(match: Match, forgotten: boolean, facts: DecisionFacts): Decision | undefined {
  const live = facts.liveOf(match);
  const base = { ...NOTHING, match, live };
  if (forgotten) return { ...base, action: "keep", reason: "removed" };
  if (!live && !facts.unread) return { ...base, action: "keep", reason: "gone-live" };
  if (!facts.destroy && !facts.allowDelete) return undefined;
  const reason = facts.destroy ? "destroy" : "orphan";
  if (!live) return { ...base, action: "delete", reason, ...recordedSide(match) };
  const managed = managedPart(live, undefined, match.record);
  const liveSha256 = fingerprintBody(managed, facts.sha256).sha256;
  return { ...base, action: "delete", reason, before: facts.extract(managed), liveSha256 };
}
