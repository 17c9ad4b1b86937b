import type { Address } from "../../model/address.js";
import { compareText } from "../../model/json.js";
import { KINDS } from "../../model/kind.js";
import { driftCommands } from "../text/drift-commands.js";
import { countOf, listOf } from "../words/count-words.js";
import { shellWord } from "../words/shell-word.js";
import { type Coverage, type DriftReport, isCounted, type LiveBodies, type Unmanaged } from "./drift-report.js";
import type { DriftView, NextStep } from "./plan-view.js";
import { sayTime, viewDrift } from "./view-drift.js";

/** Something live that neither the manifest nor the state knows. */
export interface UnmanagedView {
  readonly kind: string;
  readonly name: string;
  readonly words: string;
}

/** A draft that is not what is published, and the command that brings it into the files. */
export interface DraftView {
  readonly address: Address;
  readonly name: string;
  readonly savedAt?: string;
  readonly accept: NextStep;
}

/** A drift report as people read it: what all its skins render. */
export interface DriftReportView {
  readonly environment: string;
  readonly drift: readonly DriftView[];
  readonly unmanaged: readonly UnmanagedView[];
  /** `and what every instance is born with: 20 flows`; undefined where none of that is listed. */
  readonly bornWith?: string;
  readonly drafts: readonly DraftView[];
  /** `64 of 70 flows are managed.`; undefined where that was not counted. */
  readonly coverage?: string;
  readonly sentence: string;
  readonly next?: NextStep;
}

/** Reads a drift report the way people do. */
export function viewDriftReport(report: DriftReport, bodies: LiveBodies = {}): DriftReportView {
  const { environment, drift, unmanaged, coverage = [] } = report;
  const command = `connectctl plan --env ${shellWord(environment)}`;
  const next = drift.length === 0 ? {} : { next: { words: "To see what an apply would do about it", command } };
  const listed = [...unmanaged].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return {
    environment,
    drift: drift.map((one) => ({ ...viewDrift(one, bodies[one.address] ?? null), ...driftCommands(one, report) })),
    unmanaged: listed.filter(({ bornWith }) => !bornWith).map(viewUnmanaged),
    ...bornWithOf(listed),
    drafts: draftsOf(report),
    ...(coverage.length === 0 ? {} : { coverage: coverageSentence(coverage) }),
    sentence: sentenceOf(report),
    ...next,
  };
}

function viewUnmanaged({ kind, name, type, archived, published }: Unmanaged): UnmanagedView {
  const words = [type ?? "", archived ? "archived" : "", published === false ? "never published" : ""];
  return { kind: KINDS[kind].label, name, words: words.filter((word) => word !== "").join(", ") };
}

/** What came with the instance is counted, not listed: it is the same everywhere. */
function bornWithOf(unmanaged: readonly Unmanaged[]): Pick<DriftReportView, "bornWith"> {
  const born = unmanaged.filter(({ bornWith }) => bornWith);
  if (born.length === 0) return {};
  const kinds = [...new Set(born.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => {
    const count = born.filter((one) => one.kind === kind).length;
    return `${count} ${pluralOf(KINDS[kind].label, count)}`;
  });
  return { bornWith: `and what every instance is born with: ${listOf(counts)}` };
}

function draftsOf({ environment, drafts = [] }: DriftReport): readonly DraftView[] {
  return drafts.map(({ address, name, modifiedAt }) => ({
    address,
    name,
    ...(modifiedAt === undefined ? {} : { savedAt: sayTime(modifiedAt) }),
    accept: {
      words: "to take it into the files",
      command: `connectctl pull --env ${shellWord(environment)} --drafts ${shellWord(address)}`,
    },
  }));
}

/** `64 of 70 flows and 3 of 3 queues are managed.` */
function coverageSentence(coverage: readonly Coverage[]): string {
  const parts = coverage.map(({ kind, managed, live }) => `${managed} of ${live} ${pluralOf(KINDS[kind].label, live)}`);
  const [only] = coverage;
  return `${listOf(parts)} ${coverage.length === 1 && only?.live === 1 ? "is" : "are"} managed.`;
}

function pluralOf(label: string, count: number): string {
  return count === 1 || label.startsWith("hours") ? label : `${label}s`;
}

function sentenceOf({ environment, drift, unmanaged, drafts = [], summary }: DriftReport): string {
  const nobodys = unmanaged.filter(isCounted).length;
  const aside = [
    ...(nobodys > 0 ? [`${nobodys} unmanaged`] : []),
    ...(drafts.length > 0 ? [`${countOf(drafts.length, "draft")} not published`] : []),
  ];
  const compared = countOf(summary.compared, "resource");
  const more = aside.length === 0 ? "" : `; ${aside.join(", ")}`;
  if (drift.length === 0) return `No drift in ${environment}: ${compared} compared${more}.`;
  const counts = (["changed", "deleted", "conflict"] as const).filter((kind) => summary[kind] > 0);
  const words = counts.map((kind) => `${summary[kind]} ${kind === "conflict" ? "in conflict" : kind}`);
  return `Drift in ${environment}: ${listOf(words)} of ${compared} compared${more}.`;
}
