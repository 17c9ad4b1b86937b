import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonicalJson, type Json } from "../../src/model/json.js";
import { fileHashOf, planHashOf } from "../../src/model/plan.js";
import { buildPlan } from "../../src/plan/index.js";
import { flow, manifest } from "../support/desired.js";
import { instanceWith, stateOf } from "../support/memory-instance.js";
import { factsFor, planFor } from "../support/planning.js";
import { sha256 } from "../support/sha256.js";

const desired = manifest(flow("main"), flow("next", { invokes: "flow.main" }));

describe("hashes", () => {
  test("that of the plan does not depend on the time, that of the file does", () => {
    const [early, late] = ["2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"].map((createdAt) =>
      planFor(desired, { createdAt }),
    );
    expect(early?.planHash).toBe(late?.planHash);
    expect(early?.fileHash).not.toBe(late?.fileHash);
  });

  test("that of the plan covers changes and state", () => {
    const hashes = [
      planFor(desired).planHash,
      planFor(manifest(flow("main"))).planHash,
      planFor(desired, { state: { ...stateOf(instanceWith(manifest()), manifest()) } }).planHash,
    ];
    expect(new Set(hashes).size).toBe(3);
  });

  test("that of the file covers everything else", () => {
    const plan = planFor(desired);
    expect(fileHashOf(plan, sha256)).toBe(plan.fileHash);
    expect(fileHashOf({ ...plan, tool: "another" }, sha256)).not.toBe(plan.fileHash);
  });

  test("both are those of the canonical text, whether it is hashed as a whole or in pieces", () => {
    const inPieces = Object.assign((text: string) => sha256(text), {
      begin: () => {
        const hash = createHash("sha256");
        return { add: (piece: string) => void hash.update(piece), end: () => hash.digest("hex") };
      },
    });
    const plan = planFor(desired);
    const { target, state, changes, fileHash, ...rest } = plan;
    expect(plan.planHash).toBe(sha256(canonicalJson({ target, state, changes } as unknown as Json)));
    expect(fileHash).toBe(sha256(canonicalJson({ target, state, changes, ...rest } as unknown as Json)));
    expect(planHashOf(plan, inPieces)).toBe(plan.planHash);
    expect(fileHashOf(plan, inPieces)).toBe(fileHash);
    expect(buildPlan({ ...factsFor(desired), sha256: inPieces })).toEqual(plan);
  });
});

describe("counts", () => {
  test("tell how many there are of each action, and of drift", () => {
    const before = manifest(flow("a"), flow("b"), flow("c"), flow("gone"));
    const live = instanceWith(before);
    const state = stateOf(live, before);
    live.edit("flow", "b", { content: {} });
    live.remove("flow", "c");
    live.add("flow", "mine");
    const plan = planFor(manifest(flow("a"), flow("b"), flow("c"), flow("mine"), flow("new")), {
      live,
      state,
      options: { allowDelete: true },
    });
    expect(plan.summary).toEqual({
      create: 2,
      update: 1,
      replace: 0,
      adopt: 1,
      delete: 1,
      keep: 1,
      drift: 2,
      conflict: 0,
    });
  });
});

describe("completeness", () => {
  test("is lost where something could not be read, and nothing is decided about that", () => {
    const live = instanceWith(desired);
    const { id } = live.named("flow", "main");
    const plan = planFor(desired, {
      live,
      state: stateOf(live, desired),
      snapshot: (snapshot) => ({
        ...snapshot,
        unreadable: [{ kind: "flow", id }],
        resources: snapshot.resources.filter((one) => one.id !== id),
      }),
    });
    expect(plan).toMatchObject({ complete: false, applyable: true });
    expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual(["keep flow.next"]);
  });
});

test("warnings that were found before are in the plan, and do not stop it; errors do", () => {
  const found = { code: "manifest/unused", summary: "Nobody refers to it" };
  const plan = (severity: "warning" | "error") => buildPlan(factsFor(desired), [{ severity, ...found }]);
  expect(plan("warning")).toMatchObject({ applyable: true, diagnostics: [found] });
  expect(plan("error")).toMatchObject({ applyable: false });
});
