import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { StopSignal } from "../../src/cli/world.js";
import { newFolder, program, write } from "./program.js";
import { smokeProject, WAITS } from "./smoke-project.js";

test("a signal breaks off what is read after contacts that were left behind are stopped", async () => {
  const folder = newFolder();
  write(folder, smokeProject({ waits: WAITS }));
  const demo = ["-e", "demo"];
  expect(await program(folder, ["apply", ...demo, "--auto-approve"])).toMatchObject({ code: 0 });
  const start = ["task", "start", ...demo, "--flow", "flow.main", "--name", "left"];
  expect(await program(folder, start)).toMatchObject({ code: 0 });
  const record = join(folder, "state/demo.contacts.ndjson");
  writeFileSync(record, readFileSync(record, "utf8").replaceAll('"isSmoke":false', '"isSmoke":true'));
  let signal: (received: StopSignal) => void = () => undefined;
  const said: string[] = [];
  const stderr = {
    write: (text: string) => {
      said.push(text);
      if (text.startsWith("Stopped the contact")) setImmediate(() => signal("SIGINT"));
    },
    isTTY: false,
    columns: undefined,
  };
  const onSignal = (listener: typeof signal) => {
    signal = listener;
    return () => undefined;
  };
  const { code } = await program(folder, ["apply", ...demo, "--auto-approve", "--verbose"], { stderr, onSignal });
  expect(code).toBe(130);
  expect(said.join("")).toContain("Stopped. Nothing else was changed.");
  expect(said.join("")).not.toContain("call Describe" + "Queue");
});
