import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openSimulator } from "../../../src/sim/index.js";
import { openSituation, runIn, type Situation } from "../../scenarios/situations.js";

interface Found {
  readonly drift: readonly { readonly address: string; readonly commands: { accept: string; undo?: string } }[];
  readonly drafts?: readonly { readonly address: string; readonly name: string; readonly modifiedAt?: string }[];
}

async function driftOf(opened: Situation, ...flags: readonly string[]): Promise<Found> {
  return JSON.parse((await runIn(opened, "drift", "--json", "--quiet", ...flags)).stdout) as Found;
}

/** Runs a command as it was told, word for word. */
async function follow(opened: Situation, command: string, ...more: readonly string[]): Promise<number> {
  const [program, ...argv] = command.split(" ");
  expect(program).toBe("connectctl");
  return (await runIn(opened, ...argv, ...more)).code;
}

describe.each(["drift", "conflict"])("the commands of a report on %s", (situation) => {
  test("accept it, so that neither drift nor a change is left", async () => {
    const opened = await openSituation(situation);
    const [first] = (await driftOf(opened)).drift;
    expect(await follow(opened, first?.commands.accept ?? "")).toBe(0);
    expect((await driftOf(opened)).drift).toEqual([]);
    expect((await runIn(opened, "plan", "--detailed-exitcode")).code).toBe(0);
  });

  test("undo it, so that neither drift nor a change is left", async () => {
    const opened = await openSituation(situation);
    const [first] = (await driftOf(opened)).drift;
    expect(await follow(opened, first?.commands.undo ?? "", "--auto-approve")).toBe(0);
    expect((await driftOf(opened)).drift).toEqual([]);
    expect((await runIn(opened, "plan", "--detailed-exitcode")).code).toBe(0);
  });
});

describe("of what is gone", () => {
  test("undoing makes it again", async () => {
    const opened = await openSituation("gone-live");
    const [first] = (await driftOf(opened)).drift;
    expect(await follow(opened, first?.commands.undo ?? "", "--auto-approve")).toBe(0);
    expect((await driftOf(opened)).drift).toEqual([]);
  });

  test("accepting forgets it", async () => {
    const opened = await openSituation("gone-live");
    const [first] = (await driftOf(opened)).drift;
    expect(await follow(opened, first?.commands.accept ?? "")).toBe(0);
    expect((await driftOf(opened)).drift).toEqual([]);
  });
});

describe("of what drifted and is no longer in the manifest", () => {
  test("nothing but forgetting is told, after which there is no drift and no change", async () => {
    const opened = await openSituation("drift");
    const file = join(opened.folder, "connectctl.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^flows:\n(?: .*\n)+/m, ""));
    const [first] = (await driftOf(opened)).drift;
    expect(first?.commands).toEqual({ accept: "connectctl state rm --env demo flow.main-ivr" });
    expect(await follow(opened, first?.commands.accept ?? "")).toBe(0);
    expect((await driftOf(opened)).drift).toEqual([]);
    expect((await runIn(opened, "plan", "--detailed-exitcode")).code).toBe(0);
  });
});

describe("a draft that nobody published", () => {
  /** The situation, with something saved in the console and not published. */
  async function withDraft(): Promise<Situation> {
    const opened = await openSituation("draft-published");
    expect((await runIn(opened, "apply", "--auto-approve")).code).toBe(0);
    const simulator = await openSimulator({ folder: join(opened.folder, ".connectctl", "simulator"), now: () => 0 });
    const { instances } = JSON.parse(JSON.stringify(await simulator.dump())) as {
      instances: { id: string; flows: { name: string; content: string; draft?: string }[] }[];
    };
    for (const flow of instances.flatMap(({ flows }) => flows))
      flow.draft = flow.content.replace(/"Text":"/, '"Text":"Soon: ');
    await simulator.reset();
    await simulator.load({ instances } as never);
    await simulator.close();
    return opened;
  }

  test("is told of when asked for, is no drift, and comes into the file with the command that is told", async () => {
    const opened = await withDraft();
    expect((await driftOf(opened)).drafts).toBeUndefined();
    const said = await runIn(opened, "drift", "--drafts");
    expect(said.code).toBe(0);
    const { drift, drafts } = await driftOf(opened, "--drafts");
    expect([drift.length, drafts?.length]).toEqual([0, 1]);
    const command = said.stdout.match(/to take it into the files: (.*)/)?.[1] ?? "";
    expect(await follow(opened, command)).toBe(0);
    const file = (await runIn(opened, "plan", "--json", "--quiet")).stdout.match(/"file": "([^"]+)"/)?.[1] ?? "";
    expect(readFileSync(join(opened.folder, file), "utf8")).toContain("Soon: ");
  });
});
