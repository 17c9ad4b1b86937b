import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeWorld } from "../../src/cli/node-world.js";
import { runIn } from "../support/command-line.js";
import { newFolder } from "./program.js";

const ESCAPE = "\u001b[31m";

/** A project whose lock says that somebody with an odd name does something odd. */
function lockedProject(host: string, pid: number): string {
  const folder = newFolder();
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "connectctl.yaml"), "version: 1\nenvironments:\n  demo: { simulator: true }\n");
  const what = `${ESCAPE}\n::error::x`;
  const record = {
    id: "one",
    environment: "demo",
    operation: what,
    who: what,
    host,
    pid,
    since: "2026-01-01T00:00:00Z",
  };
  writeFileSync(join(folder, "state/demo.lock"), JSON.stringify(record));
  return folder;
}

const APPLY = ["apply", "--auto-approve", "--lock-timeout", "1s"];

test("what a lock says is made safe while it is waited for", async () => {
  const { code, stderr } = await runIn(
    { sleep: async () => undefined, now: ticking() },
    lockedProject("far", 1),
    ...APPLY,
  );
  expect(code).toBe(5);
  expect(stderr).toContain("Waiting for the lock that");
  expect(stderr).not.toContain(ESCAPE);
  expect(stderr).not.toMatch(/^::/m);
});

test("what a lock says is made safe when it is taken over", async () => {
  const { host } = nodeWorld();
  const { stderr } = await runIn({ isAlive: () => false }, lockedProject(host, 999_999), ...APPLY);
  expect(stderr).toContain("Took over the lock");
  expect(stderr).not.toContain(ESCAPE);
  expect(stderr).not.toMatch(/^::/m);
});

function ticking(): () => number {
  let time = 1_700_000_000_000;
  return () => {
    time += 200;
    return time;
  };
}
