import { addressesIn, fingerprintBody, sameDrawing, verbatimPrint } from "../flow/index.js";
import type { Address } from "../model/address.js";
import type { FileWrite, ManifestEdits, PullDraft, PullLookup, PullReport, PullSummary } from "../model/pull.js";
import type { Identity } from "../model/resource.js";
import type { LiveResource } from "../model/snapshot.js";
import type { State, StateResource } from "../model/state.js";
import type { Candidate } from "./choose.js";
import { emptyWrites } from "./content-file.js";
import { managedFields } from "./entry-fields.js";
import type { PullFacts } from "./facts.js";
import { indexNames, type NameIndex } from "./name-index.js";
import { type PulledOne, pullKnown, pullNew } from "./pull-one.js";

/** What the files and the state should say, as data. */
export interface Pull {
  /** Content and settings files. */
  readonly files: readonly FileWrite[];
  readonly edits: ManifestEdits;
  /** What the state's content becomes, but for its serial. */
  readonly record: Pick<State, "resources" | "lookups">;
  readonly report: PullReport;
}

/**
 * Turns what lives into what the files should say. Reads nothing and writes nothing; the same facts give the same pull,
 * and a pull of what the files already say changes nothing.
 */
export function buildPull(facts: PullFacts): Pull {
  const names = indexNames(facts);
  const writes = emptyWrites(facts);
  const read = new Map(facts.live.map((live) => [`${live.kind} ${live.id}`, live]));
  const pulled = facts.choice.chosen.flatMap((candidate) => {
    const live = read.get(`${candidate.kind} ${candidate.listed.id}`);
    if (!live) return [];
    const pulling = { candidate, live: withDraft(candidate, live, facts), facts, names, writes };
    const prepared = facts.prepared.get(candidate.address);
    const written = facts.written.get(candidate.address);
    const one = prepared && written ? pullKnown(pulling, prepared, written) : pullNew(pulling);
    return [{ candidate, live, one }];
  });
  const files = [...writes.files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const says = pulled.flatMap(({ one }) => (one.resource.status === "conflict" ? [] : one.says));
  const lookups = addressesIn(says).flatMap((address) => names.newLookups.get(address) ?? []);
  const edits = editsOf(pulled, lookups, facts);
  return { files, edits, record: recordOf(pulled, names, facts), report: reportOf(pulled, { files, lookups, facts }) };
}

interface Pulled {
  readonly candidate: Candidate;
  /** What is published. */
  readonly live: LiveResource;
  readonly one: PulledOne;
}

/** A draft comes into the file only where its flow is named. */
function withDraft({ address, listed }: Candidate, live: LiveResource, { drafts, options }: PullFacts): LiveResource {
  const draft = options.patterns.includes(address) ? drafts.get(listed.id) : undefined;
  const content = draft?.body["content"];
  return content === undefined ? live : { ...live, body: { ...live.body, content } };
}

function editsOf(pulled: readonly Pulled[], lookups: readonly PullLookup[], { desired }: PullFacts): ManifestEdits {
  const managed = new Set(pulled.map(({ candidate }) => candidate.address));
  return {
    entries: pulled.flatMap(({ one }) => one.edit ?? []),
    lookups,
    removedLookups: desired.lookups.map(({ address }) => address).filter((address) => managed.has(address)),
  };
}

function recordOf(pulled: readonly Pulled[], names: NameIndex, facts: PullFacts): Pull["record"] {
  const settled = pulled.filter(({ one }) => one.resource.status !== "conflict");
  const isRecorded = recordedTargets(facts);
  const made = settled.map((one) => recordOfOne(one, facts, isRecorded));
  const addresses = new Set(made.map(({ address }) => address));
  const ids = new Set(made.map(({ kind, id }) => `${kind} ${id}`));
  const others = (facts.state?.resources ?? []).filter(
    ({ address, kind, id }) => !addresses.has(address) && !ids.has(`${kind} ${id}`),
  );
  const isEntry = new Set(facts.desired.resources.map(({ address }) => address));
  const lookups: Record<Address, Identity> = { ...facts.state?.lookups };
  for (const address of addressesIn(settled.flatMap(({ one }) => one.says))) {
    const identity = names.identities.get(address);
    if (identity) lookups[address] = identity;
  }
  const managed = new Set([...others, ...made].map(({ address }) => address));
  const sorted = Object.entries(lookups)
    .filter(([address]) => !managed.has(address) && !isEntry.has(address))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const resources = [...others, ...made].sort((a, b) => (a.address < b.address ? -1 : 1));
  return { resources, ...(sorted.length > 0 ? { lookups: Object.fromEntries(sorted) } : {}) };
}

/** Tells of an address whether what refers to it depends on it: what is managed, and not only looked up. */
function recordedTargets({ desired, choice }: PullFacts): (address: Address) => boolean {
  const lookedUp = new Set(desired.lookups.map(({ address }) => address));
  const pulled = new Set(choice.chosen.map(({ address }) => address));
  const entries = new Set(desired.resources.map(({ address }) => address));
  return (address) => pulled.has(address) || (entries.has(address) && !lookedUp.has(address));
}

/** Records what lives, as far as the entry manages it: a plan then finds what the files say beyond that. */
function recordOfOne(
  { candidate, live, one }: Pulled,
  facts: PullFacts,
  isRecorded: (address: Address) => boolean,
): StateResource {
  const { address, kind, record } = candidate;
  const managed = managedFields(kind, one.entry, facts.tags);
  const body = Object.fromEntries(Object.entries(live.body).filter(([field]) => managed.has(field)));
  const { sha256, parts } = fingerprintBody(body, facts.sha256);
  const text = managed.has("content") ? live.contentText : undefined;
  const verbatim =
    text === undefined ? {} : { verbatim: verbatimPrint(body, { fingerprint: sha256, text }, facts.sha256) };
  const dependsOn = addressesIn(one.says).filter((to) => to !== address && isRecorded(to));
  const { id, arn, name } = live;
  const { verbatim: _, ...before } = record ?? {};
  return { ...before, address, kind, name, id, arn, sha256, parts, ...verbatim, dependsOn };
}

function reportOf(
  pulled: readonly Pulled[],
  { files, lookups, facts }: { files: readonly FileWrite[]; lookups: readonly PullLookup[]; facts: PullFacts },
): PullReport {
  const { offered, gone, archived, leftOut, ambiguous } = facts.choice;
  const resources = pulled.map(({ one }) => one.resource);
  const unresolved = pulled.flatMap(({ one }) => one.unresolved);
  const count = (status: string) => resources.filter((one) => one.status === status).length;
  const summary: PullSummary = {
    new: count("new"),
    changed: count("changed"),
    layout: count("layout"),
    unchanged: count("unchanged"),
    edited: count("edited"),
    conflict: count("conflict"),
    offered: offered.length,
    gone: gone.length,
    archived: archived.length,
    lookups: lookups.length,
    unresolved: unresolved.length,
  };
  return {
    environment: facts.environment,
    resources,
    offered,
    gone,
    archived,
    leftOut,
    ambiguous,
    drafts: draftsOf(pulled, facts),
    lookups,
    unresolved,
    files: files.map(({ file }) => file),
    summary,
  };
}

function draftsOf(pulled: readonly Pulled[], { drafts, options }: PullFacts): readonly PullDraft[] {
  return pulled.flatMap(({ candidate, live }) => {
    const draft = drafts.get(candidate.listed.id);
    if (!draft || sameDrawing(draft.body["content"] ?? null, live.body["content"] ?? null)) return [];
    const { address } = candidate;
    return [{ address, name: live.name, pulled: options.patterns.includes(address) }];
  });
}
