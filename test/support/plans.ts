import type { Change, FieldChange } from "../../src/model/change.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import type { Json, JsonObject } from "../../src/model/json.js";
import type { Drift, Orphan, Plan } from "../../src/model/plan.js";

/** What a test says of a change; the rest is plain. */
export type ChangeSeed = Partial<Change> & Pick<Change, "address" | "action">;

/** A change of which only what matters is given. */
export function change(seed: ChangeSeed): Change {
  const [kind, logicalName = ""] = seed.address.split(".");
  return {
    kind: kind as Change["kind"],
    reason: seed.action === "create" ? "new" : seed.action === "keep" ? "same" : "edited",
    name: logicalName,
    id: seed.action === "create" ? null : "5b0e1f3a-0000-4000-8000-000000000001",
    wave: seed.action === "keep" ? 0 : 1,
    dependsOn: [],
    circular: [],
    risk: "medium",
    layoutOnly: false,
    fields: [],
    before: null,
    after: null,
    precondition: null,
    placeholder: null,
    resolved: {},
    movedFrom: null,
    superseded: [],
    file: null,
    ...seed,
  };
}

export function field(path: string, before: Json, after: Json): FieldChange {
  return { path, before, after };
}

/** What a plan holds besides its changes. */
export interface PlanSeed {
  readonly drift?: readonly Drift[];
  readonly orphans?: readonly Orphan[];
  readonly diagnostics?: readonly Diagnostic[];
  readonly conflicts?: number;
  readonly more?: Partial<Plan>;
}

/** A plan for the environment `prod` with these changes, counted. */
export function planOf(changes: readonly Change[], seed: PlanSeed = {}): Plan {
  const count = (action: Change["action"]) => changes.filter((one) => one.action === action).length;
  return {
    formatVersion: "1.0",
    tool: "connectctl 0.1.0",
    createdAt: "2026-01-02T03:04:05.000Z",
    environment: "prod",
    mode: "normal",
    complete: true,
    applyable: true,
    target: {
      instanceId: "aaaaaaaa-0000-4000-8000-000000000000",
      instanceArn: "arn:aws:connect:ap-northeast-1:123456789012:instance/aaaaaaaa-0000-4000-8000-000000000000",
      accountId: "123456789012",
      region: "ap-northeast-1",
    },
    state: { lineage: "lineage-1", serial: 7, sha256: "00" },
    manifest: { sha256: "11", files: ["connectctl.yaml"] },
    options: {
      targets: [],
      excludes: [],
      refresh: "full",
      allowDelete: false,
      adopt: true,
      maxDelete: 30,
      onConflict: "stop",
    },
    changes,
    drift: seed.drift ?? [],
    orphans: seed.orphans ?? [],
    diagnostics: seed.diagnostics ?? [],
    summary: {
      create: count("create"),
      update: count("update"),
      replace: count("replace"),
      adopt: count("adopt"),
      delete: count("delete"),
      keep: count("keep"),
      drift: seed.drift?.length ?? 0,
      conflict: seed.conflicts ?? 0,
    },
    planHash: "sha256:4f7c2a0d",
    fileHash: "sha256:9a9a9a9a",
    ...seed.more,
  };
}

/** Links of one block: where it goes next, on which errors, on which operands. */
export interface LinkSeed {
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly equals?: Readonly<Record<string, string>>;
}

/** One block in the Flow language. */
export function block(id: string, type: string, parameters: JsonObject = {}, links: LinkSeed = {}): JsonObject {
  const errors = Object.entries(links.errors ?? {}).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction }));
  const conditions = Object.entries(links.equals ?? {}).map(([operand, NextAction]) => ({
    NextAction,
    Condition: { Operator: "Equals", Operands: [operand] },
  }));
  const next = links.next === undefined ? {} : { NextAction: links.next };
  const transitions = { ...next, Errors: errors, Conditions: conditions };
  return { Identifier: id, Type: type, Parameters: parameters, Transitions: transitions };
}

/** A content that starts at its first block. */
export function content(...blocks: readonly JsonObject[]): JsonObject {
  return { Version: "2019-10-30", StartAction: blocks[0]?.["Identifier"] ?? "", Metadata: {}, Actions: blocks };
}

/** A number of kept flows. */
export function kept(count: number): readonly Change[] {
  return Array.from({ length: count }, (_, index) => change({ address: `flow.kept-${index + 1}`, action: "keep" }));
}
