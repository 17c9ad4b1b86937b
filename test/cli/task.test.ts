import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { newFolder, program, type Said, write } from "./program.js";
import { CREDENTIALS, shared } from "./remote-project.js";

const LATER = ["--scheduled-time", "+1h"];
const LEDGER = "state/demo.contacts.ndjson";

async function applied(): Promise<string> {
  const folder = newFolder();
  expect((await program(folder, ["init"])).code).toBe(0);
  expect((await program(folder, ["apply", "--auto-approve"])).code).toBe(0);
  return folder;
}

async function start(folder: string, ...flags: readonly string[]): Promise<Said> {
  return program(folder, ["task", "start", "--name", "mytask", ...flags]);
}

/** Starts a task that waits for an hour; gives its id. */
async function startLater(folder: string, ...flags: readonly string[]): Promise<string> {
  const { stdout } = await start(folder, "--flow", "flow.main-ivr", ...LATER, "--output", "id", ...flags);
  expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  return stdout.trim();
}

const listed = async (folder: string, ...flags: readonly string[]) =>
  JSON.parse((await program(folder, ["task", "list", "--json", ...flags])).stdout).contacts;

describe("task start", () => {
  test("tells the contact, what leads it and what can be done next", async () => {
    const folder = await applied();
    const { code, stdout } = await start(folder, "--flow", "flow.main-ivr", ...LATER);
    const [contact] = await listed(folder);
    const shown = stdout.replaceAll(contact.contactId, "ID").replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, "TIME");
    expect([code, shown]).toEqual([
      0,
      `Started a task in demo.

contact     ID
name        mytask
flow        flow.main-ivr "Main IVR"
scheduled   TIME UTC

To look at it: connectctl task describe --env demo ID
To stop it:    connectctl task stop --env demo ID
`,
    ]);
  });

  test("gives the whole answer as one document", async () => {
    const folder = await applied();
    const { stdout } = await start(folder, "--flow", "flow.main-ivr", "--json", "--client-token", "t-1");
    const started = JSON.parse(stdout);
    expect(started).toMatchObject({
      environment: "demo",
      entry: { kind: "flow", address: "flow.main-ivr", name: "Main IVR" },
      name: "mytask",
      clientToken: "t-1",
      scheduledTime: null,
    });
    expect(started.contactArn).toMatch(new RegExp(`:instance/${started.instanceId}/contact/${started.contactId}$`));
  });

  test("takes a flow by address, display name, id and ARN, with the same outcome", async () => {
    const folder = await applied();
    const { id, arn } = JSON.parse((await program(folder, ["state", "show", "flow.main-ivr", "--json"])).stdout);
    for (const flow of ["flow.main-ivr", "Main IVR", id, arn]) {
      const { stdout } = await start(folder, "--flow", flow, "--json");
      expect(JSON.parse(stdout).entry).toEqual({ kind: "flow", id, address: "flow.main-ivr", name: "Main IVR" });
    }
  });

  test("finds an address by its name where nothing was applied from here", async () => {
    const folder = await applied();
    write(folder, { "state/demo.json": "" });
    expect((await start(folder, "--flow", "flow.main-ivr")).code).toBe(8);
    rmSync(join(folder, "state"), { recursive: true });
    const { stdout } = await start(folder, "--flow", "flow.main-ivr", "--json");
    expect(JSON.parse(stdout).entry).toMatchObject({ address: "flow.main-ivr", name: "Main IVR" });
  });

  test("passes attributes on, whatever signs are in their values", async () => {
    const folder = await applied();
    const flags = ["--attribute", "a=1=2, 3", "--attribute", "b=", "--attribute=c=$.x", "--attribute", "__proto__=x"];
    const id = await startLater(folder, ...flags);
    const { stdout } = await program(folder, ["task", "describe", id, "--json"]);
    expect(Object.entries(JSON.parse(stdout).attributes).toSorted()).toEqual([
      ["__proto__", "x"],
      ["a", "1=2, 3"],
      ["b", ""],
      ["c", "$.x"],
    ]);
  });

  test("with the token of one before gives that one's contact and starts no other", async () => {
    const folder = await applied();
    const id = await startLater(folder, "--client-token", "t-1");
    expect(await startLater(folder, "--client-token", "t-1")).toBe(id);
    expect(await listed(folder)).toHaveLength(1);
  });

  test("tells all that is wrong at once, and sends nothing", async () => {
    const folder = await applied();
    const flags = [
      ...["--flow", "flow.main-ivr", "--template", "x", "--description", "d".repeat(4097)],
      ...["--attribute", "no-value", "--attribute", "a b=1", "--attribute", "c=1", "--attribute", "c=2"],
      ...["--attribute", `big=${"é".repeat(16_384)}`, "--reference", "d=DATE:tomorrow", "--reference", "n=NUMBER:x"],
      ...["--scheduled-time", "2020-01-01T00:00Z", "--previous-contact", "p".repeat(257), "--client-token", " "],
    ];
    const { code, stdout } = await program(folder, ["task", "start", "--json", "--name", "n".repeat(1025), ...flags]);
    const summaries = JSON.parse(stdout).diagnostics.map(({ summary }: { summary: string }) => summary);
    expect([code, summaries]).toEqual([
      3,
      [
        "`no-value` is no attribute",
        "--attribute gives `c` twice",
        "The name of the task is too long",
        "The description of the task is too long",
        "`a b` cannot be the name of an attribute",
        "The attributes of the task are too long",
        "The reference `d` is no date",
        "The reference `n` is no number",
        "A task cannot be scheduled for the past",
        "This is no contact id",
        "This is no client token",
        "Only one of --flow, --template and --quick-connect leads a task",
      ],
    ]);
  });

  test.each([
    [["--flow", "flow.main-ivt"], 3, "write `flow.main-ivr`"],
    [["--flow", "Main IVRR"], 3, "write `Main IVR`"],
    [["--flow", "arn:aws:connect:eu-west-2:1:instance/x/contact-flow/y"], 3, "is no flow of this instance"],
    [["--quick-connect", "quickConnect.x"], 3, "neither in the manifest nor recorded"],
    [["--template", "00000000-0000-4000-8000-000000000000"], 1, "does not know what leads a task"],
    [[], 3, "Nothing leads the task"],
    [["--flow", "x", "--scheduled-time", "tomorrow"], 3, "`tomorrow` is no time"],
    [["--flow", "x", "--scheduled-time", "2030-01-01T00:00"], 3, "with its zone"],
    [["--flow", "x", "--scheduled-time", "2026-02-31T09:00Z"], 3, "`2026-02-31T09:00Z` is no time"],
    [["--flow", "x", "--scheduled-time", "+7d"], 3, "so far ahead"],
    [["--template", "flow.main-ivr"], 3, "is the address of a flow, and not of a task template"],
    [["--flow", "quickConnect.x"], 3, "give `--quick-connect quickConnect.x`"],
    [["--flow", "x", "--json", "--output", "id"], 3, "leave out one of the two"],
  ])("with %j ends with %i and leaves no record", async (flags, expected, words) => {
    const folder = await applied();
    const { code, stdout, stderr } = await start(folder, ...flags);
    expect([code, `${stdout}${stderr}`.replace(/\s+/g, " ")]).toEqual([expected, expect.stringContaining(words)]);
    expect(await listed(folder)).toEqual([]);
  });

  test("of a draft says that it must be published", async () => {
    const folder = await applied();
    const manifest = readFileSync(join(folder, "connectctl.yaml"), "utf8");
    const flow = "  draft:\n    name: Draft\n    published: false\n    content: flows/waiting.json\n";
    write(folder, { "connectctl.yaml": manifest.replace("\nmodules:", `${flow}\nmodules:`) });
    expect((await program(folder, ["apply", "--auto-approve"])).code).toBe(0);
    const { code, stderr } = await start(folder, "--flow", "flow.draft");
    expect([code, stderr]).toEqual([1, expect.stringContaining("help: publish the flow")]);
  });

  test("warns of a flow that is no inbound one", async () => {
    const folder = await applied();
    const { code, stderr } = await start(folder, "--flow", "flow.waiting");
    expect([code, stderr]).toEqual([0, expect.stringContaining("cli/task-flow-type")]);
  });

  test("never tells attributes, also with --verbose", async () => {
    const folder = await applied();
    const flags = ["--flow", "flow.main-ivr", "--attribute", "card=4111", "--verbose", "--description", "Ms Secret"];
    const { stdout, stderr } = await start(folder, ...flags);
    expect(stderr).toContain("call StartTaskContact");
    expect(`${stdout}${stderr}`).not.toMatch(/4111|Ms Secret/);
  });
});

describe("task list", () => {
  test("says that nothing is open, and forgets what was stopped elsewhere", async () => {
    const folder = await applied();
    expect((await program(folder, ["task", "list"])).stdout).toBe("No task is open in demo.\n");
    const id = await startLater(folder);
    const ledger = readFileSync(join(folder, LEDGER));
    await program(folder, ["task", "stop", id]);
    write(folder, { [LEDGER]: ledger.toString() });
    expect(await listed(folder, "--offline")).toMatchObject([{ contactId: id, status: "notAsked" }]);
    expect(await listed(folder)).toMatchObject([{ contactId: id, status: "ended", endReason: "API" }]);
    expect(await listed(folder)).toEqual([]);
  });

  test("makes names safe, and keeps ids whole on narrow terminals", async () => {
    const folder = await applied();
    const id = await startLater(folder, "--name", "\u202eevil\n::error::x");
    const { stdout } = await program(folder, ["task", "list"], { env: { COLUMNS: "72" } });
    expect(stdout).toContain(id);
    expect(stdout).not.toMatch(/\u202e|^::/m);
  });

  test("goes on below where a row has no room, and shortens nothing", async () => {
    const folder = await applied();
    const id = await startLater(folder);
    const { stdout } = await program(folder, ["task", "list"], { env: { COLUMNS: "72" } });
    expect(stdout).toContain(`${id}   mytask\n    scheduled, through flow.main-ivr, started `);
  });

  test("tells below the tasks of runs of test cases that nobody saw end", async () => {
    const folder = await applied();
    await startLater(folder);
    const [header, willStart = ""] = readFileSync(join(folder, LEDGER), "utf8").split("\n");
    const entry = /"entry":\{[^}]*\}/;
    expect(willStart).toMatch(entry);
    const run = willStart.replace(entry, '"entry":{"testCaseId":"t-1"}').replace("mytask", "testCase.closed");
    write(folder, { [LEDGER]: `${header}\n${run}\n` });
    const { stdout } = await program(folder, ["task", "list"]);
    expect(stdout).toMatch(
      /^No task is open in demo\.\n\n1 run of a test case was not seen to end; .* stops what still/,
    );
    expect(stdout).toMatch(/\n {2}testCase\.closed, started .* ago, run -\n$/);
    const told = JSON.parse((await program(folder, ["task", "list", "--json"])).stdout);
    expect(told).toMatchObject({ contacts: [], testRuns: [{ runId: null, name: "testCase.closed" }] });
  });

  test("shows what a crash left, and only `stop --unknown` finds out", async () => {
    const folder = await applied();
    const id = await startLater(folder, "--client-token", "t-1");
    const [header, willStart] = readFileSync(join(folder, LEDGER), "utf8").split("\n");
    write(folder, { [LEDGER]: `${header}\n${willStart}\n{"started":"t-` });
    expect(await listed(folder)).toMatchObject([{ contactId: null, clientToken: "t-1", status: "unsure" }]);
    const { stdout } = await program(folder, ["task", "list"]);
    expect(stdout).toContain("To find out and stop: connectctl task stop --env demo --unknown");
    expect((await program(folder, ["task", "stop", "--all"])).stdout).toBe("There is nothing to stop.\n");
    const stopped = JSON.parse((await program(folder, ["task", "stop", "--unknown", "--json"])).stdout);
    expect(stopped.contacts).toMatchObject([{ contactId: id, outcome: "stopped" }]);
    expect(await listed(folder)).toEqual([]);
  });

  test("forgets what was perhaps started and cannot be found out any more", async () => {
    const folder = await applied();
    await startLater(folder, "--client-token", "t-1");
    const [header, willStart = ""] = readFileSync(join(folder, LEDGER), "utf8").split("\n");
    const gone = willStart.replace(/"flowId":"[^"]+"/, '"flowId":"none"').replace("t-1", "t-2");
    write(folder, { [LEDGER]: `${header}\n${gone}\n` });
    const { code, stdout } = await program(folder, ["task", "stop", "--unknown"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("1 cannot be found out.")]);
    expect(await listed(folder)).toEqual([]);
  });
});

describe("task stop", () => {
  test("ends each of several, tells the ended from the unknown, and fails for them", async () => {
    const folder = await applied();
    const [one, two] = [await startLater(folder), await startLater(folder)];
    await program(folder, ["task", "stop", two]);
    const again = ["task", "stop", one, two, "nobody", one];
    const { code, stdout } = await program(folder, [...again, "--json"]);
    const { contacts, diagnostics } = JSON.parse(stdout);
    expect(contacts).toEqual([
      { contactId: one, name: "mytask", outcome: "stopped", endedAt: null },
      { contactId: two, name: "mytask", outcome: "ended", endedAt: expect.stringMatching(/Z$/) },
      { contactId: "nobody", name: null, outcome: "unknown", endedAt: null },
    ]);
    expect([code, diagnostics]).toMatchObject([1, [{ code: "cli/not-running" }]]);
    expect((await program(folder, [...again, "--if-running"])).code).toBe(0);
  });

  test("--all ends what is open, and is content where something had ended", async () => {
    const folder = await applied();
    await startLater(folder);
    await start(folder, "--flow", "flow.waiting");
    const { code, stdout } = await program(folder, ["task", "stop", "--all", "--json"]);
    expect([code, JSON.parse(stdout).contacts.length]).toEqual([0, 2]);
    expect(await listed(folder)).toEqual([]);
  });

  test.each([[[]], [["--all", "c-1"]], [["not an id"]], [["--if-running"]]])(
    "with %j is a usage error",
    async (words) => {
      expect((await program(await applied(), ["task", "stop", ...words])).code).toBe(3);
    },
  );
});

describe("task describe", () => {
  test("tells what is known, and takes the contact's ARN", async () => {
    const folder = await applied();
    const { stdout } = await start(folder, "--flow", "flow.main-ivr", ...LATER, "--attribute", "lang=ja", "--json");
    const { contactArn, contactId } = JSON.parse(stdout);
    const described = await program(folder, ["task", "describe", contactArn]);
    expect(described.stdout.replace(contactId, "ID").replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "TIME")).toBe(
      `contact     ID
name        mytask
status      scheduled
channel     TASK, started by API
flow        flow.main-ivr "Main IVR"
started     TIME UTC
scheduled   TIME UTC
attributes
  lang   ja
`,
    );
  });

  test("says that the instance knows no such contact", async () => {
    const { code, stderr } = await program(await applied(), ["task", "describe", "c-1"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("knows no contact `c-1`")]);
  });
});

test("every document is as its schema says", async () => {
  const folder = await applied();
  const file = new URL("../../schemas/task.schema.json", import.meta.url);
  const check = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, "utf8")));
  const documentOf = async (...words: readonly string[]) =>
    JSON.parse((await program(folder, ["task", ...words, "--json"])).stdout);
  const started = await documentOf("start", "--flow", "flow.main-ivr", "--name", "x", ...LATER);
  const documents = [
    started,
    await documentOf("describe", started.contactId),
    await documentOf("list"),
    await documentOf("list", "--offline"),
    await documentOf("stop", started.contactId, "nobody"),
    await documentOf("describe", started.contactId),
  ];
  for (const document of documents) expect([check(document), check.errors]).toEqual([true, null]);
  expect(check({ ...started, odd: 1 })).toBe(false);
});

test("with the state in a bucket, another machine sees and stops what was started here", async () => {
  const { machine, s3 } = await shared();
  const here = await machine();
  const there = await machine();
  expect((await program(here, ["apply", "--auto-approve"])).code).toBe(0);
  const { stdout } = await program(here, [
    "task",
    "start",
    "--flow",
    "flow.a",
    "--name",
    "x",
    ...LATER,
    "--output",
    "id",
  ]);
  expect(await listed(there)).toMatchObject([{ contactId: stdout.trim(), entry: { address: "flow.a" } }]);
  expect((await program(there, ["task", "stop", "--all"])).code).toBe(0);
  expect(await listed(here)).toEqual([]);
  expect(s3.keys().filter((key) => key.includes("contacts"))).toEqual([]);
});

test("open tasks go along when the state moves to another place", async () => {
  const { machine } = await shared();
  const folder = await machine("state/prod.json");
  expect((await program(folder, ["apply", "--auto-approve"])).code).toBe(0);
  await program(folder, ["task", "start", "--flow", "flow.a", "--name", "x", ...LATER]);
  const [before] = await listed(folder);
  const moved = await program(folder, ["state", "migrate", "--to", "state/other.json"]);
  expect(moved.code).toBe(0);
  expect(await listed(folder)).toMatchObject([{ contactId: before.contactId }]);
});

test("a lost answer is told with the command that finds out, and the task is kept", async () => {
  for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
  const id = "11111111-2222-3333-4444-555555555555";
  const arn = `arn:aws:connect:eu-west-2:123456789012:instance/${id}`;
  const server = createServer((request, response) => {
    if (request.method === "PUT") return void request.resume().on("end", () => response.writeHead(500).end("{}"));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ Instance: { Id: id, Arn: arn } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.close();
  });
  const folder = newFolder();
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { region: "eu-west-2", instance: id, endpoint, rate: "unlimited" };
  write(folder, { "connectctl.yaml": JSON.stringify({ version: 1, environments: { prod: environment } }) });
  const noPause = { sleep: async () => undefined };
  const flow = ["task", "start", "--name", "x", "--flow", "22222222-2222-3333-4444-555555555555"];
  const { code, stderr } = await program(folder, [...flow, "--client-token", "t-1"], noPause);
  expect([code, stderr.replace(/\s+/g, " ")]).toEqual([
    1,
    expect.stringContaining("`--client-token t-1`, which never"),
  ]);
  expect(await listed(folder, "--offline")).toMatchObject([{ contactId: null, clientToken: "t-1", status: "unsure" }]);
});

test("a flag that names several is taken as often as it is given; one that names one has the last", async () => {
  const folder = await applied();
  const flags = ["--target", "flow.waiting", "--target", "hours.office", "--env", "none", "--env", "demo", "--json"];
  const { stdout } = await program(folder, ["plan", ...flags]);
  const { changes } = JSON.parse(stdout);
  const addresses = changes.map(({ address }: { address: string }) => address);
  expect(addresses).toEqual(expect.arrayContaining(["flow.waiting", "hours.office"]));
});
