import { describe, expect, test } from "vitest";
import { printOf } from "../../../src/apply/identities.js";
import { fingerprintBody } from "../../../src/flow/index.js";
import type { Body } from "../../../src/model/resource.js";
import type { LiveResource } from "../../../src/model/snapshot.js";
import type { StateResource } from "../../../src/model/state.js";
import { printLive } from "../../../src/plan/decide/compare.js";
import { sha256 } from "../../support/sha256.js";

const CONTENT = { Version: "2019-10-30", StartAction: "end", Actions: [{ Identifier: "end", Type: "Wait" }] };
const BODY = { name: "Main", type: "CONTACT_FLOW", published: true, content: CONTENT };

const recordOf = (body: Body): StateResource => {
  const identity = { address: "flow.main", kind: "flow", name: "Main", id: "1", arn: "arn:1" } as const;
  return { ...identity, ...printOf(body, sha256), dependsOn: [] };
};

/** A flow that lives with a text as its content; whether anybody looked at what it says. */
function live(text: string, fields: Body = {}) {
  const looks = { count: 0 };
  const body = { name: "Main", type: "CONTACT_FLOW", published: true, description: "", ...fields };
  Object.defineProperty(body, "content", {
    enumerable: true,
    get: () => {
      looks.count++;
      return JSON.parse(text);
    },
  });
  const resource: LiveResource = { kind: "flow", id: "1", arn: "arn:1", name: "Main", body, contentText: text };
  return { resource, looks };
}

describe("the fingerprint of what lives", () => {
  test("is what was recorded, and its content is not looked at, where it is that to the letter", () => {
    const { resource, looks } = live(JSON.stringify(CONTENT));
    const print = printLive(resource, { desired: BODY, record: recordOf(BODY) }, sha256);
    expect(looks.count).toBe(0);
    expect(print).toEqual(fingerprintBody(BODY, sha256));
  });

  test("is that of its content where the text is another, although it says the same", () => {
    const { resource, looks } = live(JSON.stringify(CONTENT, null, 2));
    expect(printLive(resource, { desired: BODY, record: recordOf(BODY) }, sha256)).toEqual(
      fingerprintBody(BODY, sha256),
    );
    expect(looks.count).toBeGreaterThan(0);
  });

  test.each<[string, Body]>([
    ["another name", { name: "Other" }],
    ["a field that the entry manages from now on", { description: "new" }],
    ["an archive", { archived: true }],
  ])("is its own with %s", (_, fields) => {
    const { resource } = live(JSON.stringify(CONTENT), fields);
    const desired = { ...BODY, ...("description" in fields ? { description: "new" } : {}) };
    const print = printLive(resource, { desired, record: recordOf(BODY) }, sha256);
    expect(print.parts).toEqual(fingerprintBody({ ...BODY, ...fields }, sha256).parts);
  });

  test("is its own where somebody recorded another fingerprint and left the rest as it was", () => {
    const before = recordOf(BODY);
    const other = fingerprintBody({ ...BODY, published: false }, sha256);
    const { resource } = live(JSON.stringify(CONTENT));
    const print = printLive(resource, { desired: BODY, record: { ...before, ...other } }, sha256);
    expect(print).toEqual(fingerprintBody(BODY, sha256));
  });
});
