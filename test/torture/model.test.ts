import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ConnectClient,
  DeleteHoursOfOperationCommand,
  UpdateContactFlowContentCommand,
  UpdateQueueMaxContactsCommand,
} from "@aws-sdk/client-connect";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newFolder, program } from "../cli/program.js";
import { builtBinary, run } from "./binary.js";
import { wantedIn, writeProject } from "./project.js";
import { type DumpedInstance, type Rig, startRig } from "./rig.js";
import { verify } from "./verify.js";

// A user edits, the console edits, runs are broken off; after each apply that says it is done, state, instance and
// manifest are one.

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  process.env["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
  process.env["AWS_SECRET_ACCESS_KEY"] = "not-a-secret";
});

afterAll(() => rig.stop());

const APPLY = ["apply", "--auto-approve", "--allow-delete", "--max-delete", "100%", "--on-conflict", "overwrite"];

interface Model {
  /** The version of the project that the files hold. */
  version: number;
}

interface Real {
  readonly folder: string;
}

type Command = fc.AsyncCommand<Model, Real>;

async function instanceOf(): Promise<DumpedInstance> {
  const [instance] = (await rig.dump()).instances;
  if (!instance) throw new Error("no instance");
  return instance;
}

/** The user puts another version of the project into the files. */
const edit = (version: number): Command => ({
  check: () => true,
  async run(model, { folder }) {
    model.version = version;
    await writeProject(folder, wantedIn(version), rig.url);
  },
  toString: () => `edit(${version})`,
});

const CONTENT = JSON.stringify({
  Version: "2019-10-30",
  StartAction: "end",
  Metadata: {},
  Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }],
});

/** Somebody changes or deletes something in the console. */
const touch = (what: "flow" | "queue" | "hours", index: number): Command => ({
  check: () => true,
  async run() {
    const client = new ConnectClient({ region: "us-east-1", endpoint: rig.url });
    const instance = await instanceOf();
    const all = { flow: instance.flows, queue: instance.queues, hours: instance.hours }[what];
    const entry = all[index % Math.max(1, all.length)];
    if (!entry) return;
    const InstanceId = instance.id;
    // What something else needs is refused, as in the console.
    await (what === "flow"
      ? client.send(new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId: entry.id, Content: CONTENT }))
      : what === "queue"
        ? client.send(new UpdateQueueMaxContactsCommand({ InstanceId, QueueId: entry.id, MaxContacts: 1 + index }))
        : client.send(new DeleteHoursOfOperationCommand({ InstanceId, HoursOfOperationId: entry.id }))
    ).catch(() => undefined);
  },
  toString: () => `touch(${what}, ${index})`,
});

/** An apply that is broken off at a write: the answer never comes, or the right to write is gone. */
const breakOff = (call: number, fault: "expired" | "denied" | "error-after"): Command => ({
  check: () => true,
  async run(_, { folder }) {
    await rig.rules([{ operation: "create", call, times: 99, fault }]);
    await program(folder, APPLY);
    await rig.rules([]);
  },
  toString: () => `breakOff(${call}, ${fault})`,
});

/** An apply of the real program that is killed at a boundary, if it gets there. */
const kill = (at: "disk" | "write" | "read", number: number): Command => ({
  check: () => true,
  async run(_, { folder }) {
    const env = { TORTURE_KILL_AT: `${at}:${number}` };
    const { signal, code } = await run(await builtBinary(), APPLY, { folder, hook: true, env });
    expect(signal ?? code).toEqual(signal === null ? 0 : "SIGKILL");
  },
  toString: () => `kill(${at}, ${number})`,
});

const apply: Command = {
  check: () => true,
  async run(model, { folder }) {
    const said = await program(folder, APPLY);
    expect([said.code, said.stderr]).toEqual([0, expect.any(String)]);
    const found = await verify(folder, wantedIn(model.version), await instanceOf());
    expect(found).toEqual({ lost: [], doubled: [], unlike: [] });
    await rig.done();
    const before = readFileSync(join(folder, "state/rig.json"), "utf8");
    expect(await program(folder, APPLY)).toMatchObject({ code: 0 });
    expect(await rig.done()).toEqual([]);
    expect(readFileSync(join(folder, "state/rig.json"), "utf8")).toBe(before);
  },
  toString: () => "apply",
};

const moves = [
  fc.nat(3).map(edit),
  fc.tuple(fc.constantFrom("flow", "queue", "hours"), fc.nat(7)).map(([what, index]) => touch(what, index)),
];

/** Everything before it stands for what may happen between two applies, in any order. */
async function comeTogether(steps: Iterable<Command>): Promise<void> {
  const acme = { alias: "acme", region: "us-east-1", account: "123456789012", empty: true };
  await rig.restore({ document: { instances: [acme] } });
  const folder = newFolder();
  await writeProject(folder, wantedIn(0), rig.url);
  const model = { version: 0 };
  await fc.asyncModelRun(() => ({ model, real: { folder } }), steps);
  await apply.run(model, { folder });
}

test("brings state, instance and manifest together, whatever happened before", { timeout: 300_000 }, async () => {
  const breakOffs = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom("expired", "denied", "error-after"))
    .map(([call, fault]) => breakOff(call, fault));
  const commands = fc.commands([...moves, breakOffs, fc.constant(apply)], { maxCommands: 8 });
  const numRuns = Number(process.env["MODEL_RUNS"] ?? 12);
  await fc.assert(fc.asyncProperty(commands, comeTogether), { numRuns, seed: 11, endOnFailure: true });
});

test("brings them together when the program was killed in between", { timeout: 300_000 }, async () => {
  const kills = fc
    .tuple(fc.constantFrom("disk", "write", "read"), fc.integer({ min: 1, max: 45 }))
    .map(([at, number]) => kill(at, number));
  const commands = fc.commands([...moves, kills, kills, fc.constant(apply)], { maxCommands: 6, size: "max" });
  const numRuns = Number(process.env["MODEL_RUNS"] ?? 5);
  await fc.assert(fc.asyncProperty(commands, comeTogether), { numRuns, seed: 12, endOnFailure: true });
});
