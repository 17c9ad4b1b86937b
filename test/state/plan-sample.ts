import { fileHashOf, type Plan, planHashOf } from "../../src/model/plan.js";
import { INSTANCE, sha256 } from "./sample.js";

/** A plan with something in every field. */
export const PLAN: Plan = seal({
  formatVersion: "1.0",
  tool: "connectctl 0.1.0",
  createdAt: "2030-01-01T00:00:00.000Z",
  environment: "prod",
  mode: "normal",
  complete: true,
  applyable: true,
  target: { instanceId: "aaaa", instanceArn: INSTANCE, accountId: "111122223333", region: "ap-northeast-1" },
  state: { lineage: "l", serial: 3, sha256: sha256("state") },
  manifest: { sha256: sha256("manifest"), files: ["connectctl.yaml"] },
  options: {
    targets: ["flow.*"],
    excludes: [],
    refresh: "full",
    allowDelete: false,
    adopt: true,
    maxDelete: 30,
    onConflict: "stop",
  },
  changes: [
    {
      address: "flow.総合案内",
      kind: "flow",
      action: "update",
      reason: "edited",
      name: "Main <IVR> $& \u202e",
      id: "f-1",
      wave: 1,
      dependsOn: ["queue.sales", "flow.menu"],
      circular: ["flow.menu"],
      risk: "medium",
      layoutOnly: false,
      fields: [{ path: "content/blocks/Welcome/Text", before: "Hello", after: null }],
      before: { name: "Main", content: { Version: "2019-10-30" } },
      after: { name: "Main", content: { Version: "2019-10-30", Actions: [] } },
      precondition: { sha256: sha256("live") },
      placeholder: null,
      resolved: {
        "queue.sales": { id: "q", arn: `${INSTANCE}/queue/q`, name: "Sales", aliases: { live: "a-1" } },
        "flow.menu": null,
      },
      movedFrom: "flow.old",
      superseded: ["f-0"],
      file: "flows/main.json",
    },
    {
      address: "flow.menu",
      kind: "flow",
      action: "create",
      reason: "new",
      name: "Menu",
      id: null,
      wave: 1,
      dependsOn: [],
      circular: [],
      risk: "low",
      layoutOnly: false,
      fields: [],
      before: null,
      after: { name: "Menu" },
      precondition: { absent: true },
      placeholder: { Version: "2019-10-30" },
      resolved: {},
      movedFrom: null,
      superseded: [],
      file: null,
    },
  ],
  drift: [{ address: "queue.sales", kind: "changed", fields: [], modifiedAt: "2029-12-31T23:59:59Z" }],
  orphans: [{ address: "flow.gone", id: "g", name: "Gone" }],
  diagnostics: [
    {
      severity: "warning",
      code: "plan/orphan",
      summary: "An orphan",
      address: "flow.gone",
      line: 1,
      column: 2,
      pointer: "/a",
    },
  ],
  summary: { create: 1, update: 1, replace: 0, adopt: 0, delete: 0, keep: 0, drift: 1, conflict: 0 },
});

/** Gives a plan the hashes of its content. */
export function seal(plan: Omit<Plan, "planHash" | "fileHash">): Plan {
  const whole = { ...plan, planHash: planHashOf(plan, sha256) };
  return { ...whole, fileHash: fileHashOf(whole, sha256) };
}
