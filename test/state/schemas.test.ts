import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACTION_WORDS, REASON_WORDS } from "../../src/model/change.js";
import { ALL_KINDS, MANAGED_KINDS } from "../../src/model/kind.js";
import { PLAN_FORMAT } from "../../src/model/plan.js";
import { STATE_FORMAT } from "../../src/model/state.js";
import { schemaCheck } from "../../src/state/document/schema-check.js";
import { PLAN } from "./plan-sample.js";
import { resource, stateOf } from "./sample.js";

type Schema = { readonly [key: string]: Schema };

const read = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as Schema;
const change = read("plan").$defs?.change;

test("knows all kinds, actions and reasons of the model", () => {
  expect(read("state").$defs?.resource?.properties?.kind?.enum).toEqual(ALL_KINDS);
  expect(change?.properties?.kind?.enum).toEqual(MANAGED_KINDS);
  expect(change?.properties?.action?.enum).toEqual(Object.keys(ACTION_WORDS));
  expect(change?.properties?.reason?.enum).toEqual(Object.keys(REASON_WORDS));
});

test("names every field of a plan and of a change, and asks for each", () => {
  expect(read("plan").required).toEqual(Object.keys(PLAN));
  expect(Object.keys(read("plan").properties ?? {})).toEqual(Object.keys(PLAN));
  expect(change?.required).toEqual(Object.keys(PLAN.changes[0] ?? {}));
  expect(Object.keys(change?.properties ?? {})).toEqual(Object.keys(PLAN.changes[0] ?? {}));
});

test("accepts a plan and a state with something in every field", () => {
  expect(schemaCheck("plan")(PLAN)).toEqual([]);
  const state = { ...stateOf(resource("flow.総合", { superseded: ["x"] })), formatVersion: STATE_FORMAT };
  const lookups = { "prompt.beep": { id: "p", arn: "arn:p", name: "Beep.wav" } };
  expect(schemaCheck("state")({ ...state, lookups })).toEqual([]);
  expect(schemaCheck("state")({ ...state, lookups: { beep: {} } })).not.toEqual([]);
  expect(schemaCheck("state")(state)).toEqual([]);
});

test.each(Object.keys(PLAN))("refuses a plan without %s", (key) => {
  const { [key as keyof typeof PLAN]: _, ...rest } = PLAN;
  expect(schemaCheck("plan")(rest)).not.toEqual([]);
});

test("keeps the formats of model and schemas together", () => {
  expect([STATE_FORMAT, PLAN_FORMAT]).toEqual(["1.0", "1.0"]);
});

test.each(["state", "plan"])("has an id, a title and a description for every field at the top of %s", (name) => {
  const schema = read(name);
  expect(schema.$id).toBe(`urn:connectctl:schema:${name}:1`);
  for (const field of Object.values(schema.properties ?? {})) expect(field.description).toBeTruthy();
});
