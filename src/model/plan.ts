import type { Address } from "./address.js";
import type { Action, Change, FieldChange } from "./change.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Target } from "./environment.js";
import { hashPieces, type Sha256 } from "./fingerprint.js";
import { canonicalJson, canonicalPieces, type Json, type JsonObject } from "./json.js";

export const PLAN_FORMAT = "1.0";

/** Something that differs from what was last applied. */
export interface Drift {
  readonly address: Address;
  readonly kind: "changed" | "deleted" | "conflict";
  readonly fields: readonly FieldChange[];
  /** ISO 8601 time of the last modification, where the service tells. */
  readonly modifiedAt?: string;
}

/** In the state but not in the manifest. */
export interface Orphan {
  readonly address: Address;
  readonly id: string;
  readonly name: string;
}

export type Summary = Readonly<Record<Action | "drift" | "conflict", number>>;

/** The choices a plan was made with. */
export interface PlanOptions {
  readonly targets: readonly string[];
  readonly excludes: readonly string[];
  readonly refresh: "full" | "none";
  readonly allowDelete: boolean;
  readonly adopt: boolean;
  /** Share of what is managed, in percent, that may be deleted or replaced; counts from ten resources on. */
  readonly maxDelete: number;
  readonly onConflict: "stop" | "overwrite";
}

/** All changes, as data: reviewed, saved, and carried out later or elsewhere. */
export interface Plan {
  readonly formatVersion: string;
  readonly tool: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly environment: string;
  readonly mode: "normal" | "destroy";
  /** False when `--target`, `--exclude` or `--refresh none` left something out. */
  readonly complete: boolean;
  /** False when a safety rule or an error forbids to carry it out. */
  readonly applyable: boolean;
  readonly target: Target;
  readonly state: { readonly lineage: string | null; readonly serial: number; readonly sha256: string | null };
  readonly manifest: { readonly sha256: string; readonly files: readonly string[] };
  readonly options: PlanOptions;
  readonly changes: readonly Change[];
  readonly drift: readonly Drift[];
  readonly orphans: readonly Orphan[];
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: Summary;
  /** Hash over `target`, `state` and `changes`. */
  readonly planHash: string;
  /** Hash over everything above. */
  readonly fileHash: string;
}

/** What `planHash` covers: the same facts give the same hash, whoever planned, whenever. */
export function planHashOf(plan: Pick<Plan, "target" | "state" | "changes">, sha256: Sha256): string {
  return hashOf(coveredIn(plan), sha256);
}

/** What `fileHash` covers: the whole document but for itself. */
export function fileHashOf(plan: Omit<Plan, "fileHash">, sha256: Sha256): string {
  const { fileHash: _, ...above } = plan as Plan;
  return hashOf(above, sha256);
}

/** Both hashes of a plan that has none yet: the changes, which are long, are put into canonical text once for the two. */
export function hashesOf(
  plan: Omit<Plan, "planHash" | "fileHash">,
  sha256: Sha256,
): Pick<Plan, "planHash" | "fileHash"> {
  const texts: string[] = [];
  const written = function* () {
    for (const change of plan.changes) {
      const text = canonicalJson(change as unknown as Json);
      yield text;
      texts.push(text);
    }
  };
  const planHash = hashOf(coveredIn(plan), sha256, written());
  return { planHash, fileHash: hashOf({ ...plan, planHash }, sha256, texts) };
}

function coveredIn({ target, state, changes }: Pick<Plan, "target" | "state" | "changes">) {
  return { target, state, changes };
}

/** Piece by piece: the canonical text of a plan is never there as a whole. */
function hashOf(value: object, sha256: Sha256, changes?: Iterable<string>): string {
  return hashPieces(canonicalPieces(value as JsonObject, changes ? { changes } : {}), sha256);
}
