import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../support/command-line.js";

const END = "{ Identifier: b, Type: DisconnectParticipant, Parameters: {}, Transitions: {} }";
const REFUSED = `{ Identifier: a, Type: UpdateContactEventHooks, Transitions: { NextAction: b, Errors: [{ ErrorType: NoMatchingError, NextAction: b }] },
          Parameters: { EventHooks: { CustomerQueue: "\${flow.good}" }, EventHooksConfiguration: { AgentWhisper: {} } } }`;
const MANIFEST = `version: 1
environments: { demo: { simulator: true } }
flows:
  good: { name: Good, content: { Version: "2019-10-30", StartAction: b, Actions: [${END}] } }
  bad: { name: Bad, content: { Version: "2019-10-30", StartAction: a, Actions: [${REFUSED}, ${END}] } }
  user: { name: User, content: { Version: "2019-10-30", StartAction: t, Actions: [{ Identifier: t, Type: TransferToFlow,
    Parameters: { ContactFlowId: "\${flow.bad}" }, Transitions: { NextAction: b, Errors: [{ ErrorType: NoMatchingError, NextAction: b }] } }, ${END}] } }
`;

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), "left-out-"));
  writeFileSync(join(folder, "connectctl.yaml"), MANIFEST);
  return folder;
}

test.each([
  ["an exclusion", ["--exclude", "flow.bad", "--exclude", "flow.user"]],
  ["a target", ["--target", "flow.good"]],
])("a content that the service would refuse stops no plan from which %s leaves it out", async (_, flags) => {
  const folder = project();
  const done = await run(folder, "apply", "--auto-approve", ...flags);
  expect(done.code).toBe(0);
  expect(done.stdout).toContain("Applied to demo: 1 created.");
  expect(done.stderr).toContain("warning  flow.bad  flow/refused-parameter");
  expect(done.stderr).toContain("It is left out of this plan.");
});

test.each([
  ["is the target", ["--target", "flow.bad"]],
  ["comes with the target", ["--target", "flow.user"]],
  ["is not left out", ["--exclude", "flow.good"]],
])("it stops the plan where it %s", async (_, flags) => {
  const done = await run(project(), "plan", ...flags);
  expect(done.code).toBe(3);
  expect(done.stderr).toContain("error  flow.bad  flow/refused-parameter");
});
