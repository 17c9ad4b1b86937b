import { expect, test } from "vitest";
import { gather } from "../../../src/cli/planning/gather.js";
import { Fault } from "../../../src/model/fault.js";
import type { Provider } from "../../../src/model/provider.js";
import type { Desired } from "../../../src/model/resource.js";
import type { Listed } from "../../../src/model/snapshot.js";
import type { State } from "../../../src/model/state.js";

const instanceArn = "arn:aws:connect:us-east-1:111122223333:instance/i";
const listed: Listed = { kind: "flow", id: "f1", arn: `${instanceArn}/contact-flow/f1`, name: "Main" };
const nothing: Desired = { resources: [], lookups: [], moved: [], removed: [] };

const state: State = {
  formatVersion: "1.0",
  lineage: "l",
  serial: 1,
  instanceArn,
  resources: [{ ...listed, address: "flow.main", sha256: "", parts: {}, dependsOn: [] }],
};

/** An instance that lists some flows and reads as it is told. */
function instance(list: readonly Listed[], read: Provider["read"]): Provider {
  const unused = async () => {
    throw new Error("not to be called");
  };
  return {
    target: async () => ({ instanceId: "i", instanceArn, accountId: "111122223333", region: "us-east-1" }),
    list: async () => list,
    read,
    find: unused,
    create: unused,
    update: unused,
    delete: unused,
  };
}

test("takes what neither a list nor a read finds for gone", async () => {
  const { snapshot, warnings } = await gather(
    instance([], async () => undefined),
    nothing,
    state,
  );
  expect(snapshot.resources).toEqual([]);
  expect(snapshot.unreadable).toEqual([]);
  expect(warnings).toEqual([]);
});

test("does not take for gone what a list still shows", async () => {
  const { snapshot, warnings } = await gather(
    instance([listed], async () => undefined),
    nothing,
    state,
  );
  expect(snapshot.unreadable).toEqual([{ kind: "flow", id: "f1" }]);
  expect(warnings.map(({ code, address }) => [code, address])).toEqual([["cli/listed-but-missing", "flow.main"]]);
});

test("goes on without what the service fails to read", async () => {
  const failure = new Fault("service", [
    { severity: "error", code: "connect/service-failure", summary: "The service failed" },
  ]);
  const { snapshot, warnings } = await gather(
    instance([listed], async () => Promise.reject(failure)),
    nothing,
    state,
  );
  expect(snapshot.unreadable).toEqual([{ kind: "flow", id: "f1" }]);
  expect(warnings.map(({ severity, code }) => [severity, code])).toEqual([["warning", "connect/service-failure"]]);
});

test("lets a failure of the credentials end the command", async () => {
  const failure = new Fault("credentials", [
    { severity: "error", code: "connect/expired-credentials", summary: "Expired" },
  ]);
  const reading = gather(
    instance([listed], async () => Promise.reject(failure)),
    nothing,
    state,
  );
  await expect(reading).rejects.toBe(failure);
});
