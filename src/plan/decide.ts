import { fingerprintBody } from "../flow/index.js";
import type { Address } from "../model/address.js";
import type { Action, FieldChange, Reason } from "../model/change.js";
import type { Fingerprint, Sha256 } from "../model/fingerprint.js";
import { kindFacts } from "../model/kind.js";
import type { Body } from "../model/resource.js";
import type { LiveResource } from "../model/snapshot.js";
import { type Comparison, compareBodies, isConflict, managedPart, unarchived } from "./compare.js";
import { diffBodies } from "./diff.js";
import { type Identities, renderBody } from "./identities.js";
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

export interface DecisionFacts {
  readonly identities: Identities;
  readonly extract: (body: Body) => Body;
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

/** Whether a live resource can only become the desired one by being made anew. */
export function needsReplacement(desired: Body, live: LiveResource): boolean {
  return kindFacts(live.kind).createOnly.some((field) => {
    const [wanted, found] = [desired[field], live.body[field]];
    return wanted !== undefined && found !== undefined && JSON.stringify(wanted) !== JSON.stringify(found);
  });
}

/** Decides about what the manifest asks for; `body` is the desired body with the target's variables filled in. */
export function decideDesired(
  match: Match,
  body: Body,
  live: LiveResource | undefined,
  facts: DecisionFacts,
): Decision {
  const { body: rendered, waitsFor } = renderBody(body, facts.identities);
  if (facts.unread && match.record) return decideUnread(match, body, rendered, waitsFor, facts);
  if (!live) {
    const reason = match.record ? "gone-live" : "new";
    return { ...NOTHING, match, action: "create", reason, live, after: body, waitsFor };
  }
  const managed = managedPart(live, body, match.record);
  const wanted = unarchived(body, live);
  const liveParts = fingerprintBody(managed, facts.sha256);
  const desiredParts = fingerprintBody(unarchived(rendered, live), facts.sha256);
  const comparison = compareBodies(blur(desiredParts, wanted, waitsFor), liveParts, match.record);
  const before = facts.extract(managed);
  const base = { match, live, comparison, waitsFor, before, liveSha256: liveParts.sha256 };
  const { action, reason } = choose(match, body, live, comparison);
  if (action === "keep" && !needsRecord(match, desiredParts))
    return { ...NOTHING, ...base, action, reason, before: null };
  const fields = comparison.differs.length > 0 ? explain(before, wanted, comparison) : [];
  return { ...base, action, reason, after: wanted, fields, layoutOnly: isLayoutOnly(comparison) };
}

/** A body that waits for an id is different from any that lives, whatever its text. */
function blur(print: Fingerprint, body: Body, waitsFor: ReadonlySet<Address>): Fingerprint {
  if (waitsFor.size === 0) return print;
  const texts = Object.entries(body).map(([field, value]) => [field, JSON.stringify(value)] as const);
  const waiting = texts.filter(([, text]) => [...waitsFor].some((address) => text.includes(`\${${address}`)));
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
  if (isConflict(comparison)) return { action: "update", reason: "conflict" };
  if (isLayoutOnly(comparison)) return { action: "update", reason: "layout" };
  return { action: "update", reason: comparison.edited.length > 0 ? "edited" : "drifted" };
}

function isLayoutOnly({ differs }: Comparison): boolean {
  return differs.length > 0 && differs.every((part) => part === "layout");
}

/** Whether the state says something else than what is there, so that it has to be brought up to date. */
function needsRecord({ record, movedFrom, desired }: Match, print: Fingerprint): boolean {
  return record?.sha256 !== print.sha256 || movedFrom !== undefined || record?.name !== desired?.name;
}

/** The differences in words; a part that differs with nothing to show for it is named at least. */
function explain(before: Body, after: Body, { differs }: Comparison): readonly FieldChange[] {
  const fields = diffBodies(before, after);
  const shown = new Set(fields.map(({ path }) => path.split("/")[0]));
  const silent = differs.filter((part) => !shown.has(part)).map((path) => ({ path, before: null, after: null }));
  return [...fields, ...silent];
}

function decideUnread(
  match: Match,
  body: Body,
  rendered: Body,
  waitsFor: ReadonlySet<Address>,
  { sha256 }: DecisionFacts,
): Decision {
  const print = blur(fingerprintBody(rendered, sha256), body, waitsFor);
  const recorded = match.record?.parts ?? {};
  const differs = Object.keys(print.parts).filter((part) => print.parts[part] !== recorded[part]);
  const comparison = { differs, drifted: [], edited: differs };
  const base = { ...NOTHING, match, live: undefined, comparison, waitsFor };
  if (differs.length === 0 && !match.movedFrom) return { ...base, action: "keep", reason: "same" };
  const fields = differs.map((path) => ({ path, before: null, after: null }));
  const action = differs.length === 0 ? "keep" : "update";
  const reason = differs.length === 0 ? "moved" : "edited";
  const liveSha256 = match.record?.sha256 ?? null;
  return { ...base, action, reason, after: body, fields, layoutOnly: isLayoutOnly(comparison), liveSha256 };
}

/** Decides about what only the state knows. */
export function decideRecorded(
  match: Match,
  live: LiveResource | undefined,
  forgotten: boolean,
  facts: DecisionFacts,
): Decision | undefined {
  const base = { ...NOTHING, match, live };
  if (forgotten) return { ...base, action: "keep", reason: "removed" };
  if (!live && !facts.unread) return { ...base, action: "keep", reason: "gone-live" };
  if (!facts.destroy && !facts.allowDelete) return undefined;
  const reason = facts.destroy ? "destroy" : "orphan";
  if (!live) return { ...base, action: "delete", reason, liveSha256: match.record?.sha256 ?? null };
  const managed = managedPart(live, undefined, match.record);
  const liveSha256 = fingerprintBody(managed, facts.sha256).sha256;
  return { ...base, action: "delete", reason, before: facts.extract(managed), liveSha256 };
}
