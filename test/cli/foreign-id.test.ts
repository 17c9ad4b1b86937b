import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run, runJson } from "../support/command-line.js";

let folder = "";

const MANIFEST = `version: 1
environments:
  demo: { simulator: true, region: us-east-1, account: "111122223333", instance: demo }
flows:
  main: { name: Main, type: CONTACT_FLOW, content: main.json }
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "connectctl-foreign-id-"));
  writeFileSync(join(folder, "connectctl.yaml"), MANIFEST);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(queueId: string): void {
  const error = { NextAction: "end", ErrorType: "NoMatchingError" };
  const queue = {
    Identifier: "queue",
    Type: "UpdateContactTargetQueue",
    Parameters: { QueueId: queueId },
    Transitions: { NextAction: "end", Errors: [error], Conditions: [] },
  };
  const end = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  const content = { Version: "2019-10-30", StartAction: "queue", Metadata: {}, Actions: [queue, end] };
  writeFileSync(join(folder, "main.json"), JSON.stringify(content));
}

test("an id that the instance lists is written, and its kind is listed for that alone", async () => {
  const manifest = `${MANIFEST}queues:\n  sales: { name: Sales, hours: "\${hours.always}" }\nlookups:\n  hours: { always: Basic Hours }\n`;
  writeFileSync(join(folder, "connectctl.yaml"), manifest);
  put("${queue.sales}");
  const first = await run(folder, "apply", "--auto-approve", "--target", "queue.sales");
  expect(first.code, first.stderr).toBe(0);
  const { id } = await runJson<{ id: string }>(folder, 0, "state", "show", "queue.sales");
  writeFileSync(join(folder, "connectctl.yaml"), MANIFEST);
  rmSync(join(folder, "state"), { recursive: true });
  put(id);
  const done = await run(folder, "apply", "--auto-approve");
  expect(done.code, done.stderr).toBe(0);
  expect(done.calls).toMatchObject({ ListQueues: 1, CreateContactFlow: 1 });
  expect((await run(folder, "plan")).calls["ListQueues"]).toBeUndefined();
});

test("an id that the instance does not list is refused, with its place, and nothing is written", async () => {
  put("0c0ffee0-0000-4000-8000-000000000001");
  const done = await run(folder, "apply", "--auto-approve");
  expect(done.code).toBe(3);
  expect(done.stderr).toContain("plan/foreign-id");
  expect(done.stderr).toContain("main.json");
  expect(done.calls).toMatchObject({ ListQueues: 1 });
  expect(done.calls["CreateContactFlow"]).toBeUndefined();
});
