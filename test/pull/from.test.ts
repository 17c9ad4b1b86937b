import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { valuesIn } from "../../src/pull/from/values-in.js";
import { run, runJson } from "../support/command-line.js";
import { contentOf } from "../support/instance-builder.js";
import { putAnswers, putConsole, putCopy } from "./exports.js";
import { filesOf, project, put, read, STAGING } from "./project.js";

const TARGET = { prod: { queues: ["Sales"], lambdas: ["customer"] } };

const ADDRESSES = ["flow.after-hours", "flow.main-ivr", "flow.waiting", "module.authenticate"];

const SHAPES = [
  { shape: "answers of describe-contact-flow", folder: "answers", write: putAnswers },
  { shape: "the folder of a copy tool", folder: "copy", write: putCopy },
  { shape: "exports of the console", folder: "console", write: putConsole },
] as const;

const from = (folder: string, name: string, ...more: readonly string[]) =>
  runJson<PullReport>(folder, 0, "pull", "--env", "prod", "--from", name, ...more);

describe.each(SHAPES)("$shape", ({ folder: name, write }) => {
  test("become files, entries and lookups by name, without a state", async () => {
    const folder = await project(TARGET);
    write(folder);
    const report = await from(folder, name);
    expect(report.resources.map(({ address, status }) => `${address} ${status}`)).toEqual(
      ADDRESSES.map((address) => `${address} new`),
    );
    expect(report.lookups.map(({ address }) => address)).toEqual(["lambda.customer", "queue.sales"]);
    expect(report.unresolved).toEqual([]);
    expect(read(folder, "connectctl.yaml")).toContain("type: CUSTOMER_QUEUE");
    expect(read(folder, "flows/main-ivr.json")).toContain("${queue.sales.id}");
    expect(read(folder, "flows/main-ivr.json")).toContain("${lambda.customer}:live");
    expect(read(folder, "flows/after-hours.json")).toContain("${module.authenticate}");
    const files = Object.entries(filesOf(folder));
    expect(files.filter(([file]) => file.startsWith("state/"))).toEqual([]);
    const written = files.filter(([file]) => !file.startsWith(`${name}/`));
    expect(written.filter(([, text]) => text.includes(`${STAGING.account}:instance`))).toEqual([]);
  });

  test("come in a second time without a change of any byte", async () => {
    const folder = await project(TARGET);
    write(folder);
    await from(folder, name);
    const before = filesOf(folder);
    expect((await from(folder, name)).summary).toMatchObject({ unchanged: 4, new: 0, conflict: 0 });
    expect(filesOf(folder)).toEqual(before);
  });

  test("go to another instance in one apply, after which a plan is empty", async () => {
    const folder = await project(TARGET);
    write(folder);
    await from(folder, name);
    const applied = await run(folder, "apply", "--env", "prod", "--auto-approve");
    expect(applied.code, applied.stderr).toBe(0);
    const plan = await runJson<Plan>(folder, 0, "plan", "--env", "prod");
    expect(plan.summary).toMatchObject({ create: 0, update: 0, keep: 4 });
  });
});

test("what cannot be read, is of the old designer or has no type is said, by file", async () => {
  const folder = await project(TARGET);
  putConsole(folder);
  const { code, stderr } = await run(folder, "pull", "--env", "prod", "--from", "console");
  expect(code).toBe(0);
  for (const [problem, file] of [
    ["pull/legacy-export", "old"],
    ["pull/unreadable-export", "torn.json"],
    ["pull/type-unknown", "After-hours"],
  ]) {
    expect(stderr).toMatch(new RegExp(`${problem}.*${file}`, "s"));
  }
});

test("what no file names stays as it is, and is reported with block and ARN", async () => {
  const folder = await project(TARGET);
  const content = contentOf(STAGING, [{ at: "queue", queue: "Sales" }]) as object;
  put(folder, "exports/alone.json", JSON.stringify(content));
  const { unresolved, resources } = await from(folder, "exports");
  expect(resources.map(({ name }) => name)).toEqual(["alone"]);
  expect(unresolved).toMatchObject([
    { address: "flow.alone", file: "flows/alone.json", block: "block-0", text: expect.stringContaining("/queue/") },
  ]);
});

test("an edit in the files is a conflict and left alone, unless --force takes the export's side", async () => {
  const folder = await project(TARGET);
  putAnswers(folder);
  await from(folder, "answers");
  const edited = read(folder, "flows/waiting.json").replace("Please wait.", "One moment.");
  put(folder, "flows/waiting.json", edited);
  const kept = await runJson<PullReport>(folder, 6, "pull", "--env", "prod", "--from", "answers");
  expect(kept.summary.conflict).toBe(1);
  expect(read(folder, "flows/waiting.json")).toBe(edited);
  await from(folder, "answers", "--force");
  expect(read(folder, "flows/waiting.json")).toContain("Please wait.");
});

test("--dry-run writes nothing, and an address takes one alone", async () => {
  const folder = await project(TARGET);
  putCopy(folder);
  const before = filesOf(folder);
  expect((await from(folder, "copy", "--dry-run")).summary.new).toBe(4);
  expect(filesOf(folder)).toEqual(before);
  const { resources } = await runJson<PullReport>(folder, 0, "pull", "flow.waiting", "--env", "prod", "--from", "copy");
  expect(resources.map(({ address }) => address)).toEqual(["flow.waiting"]);
});

test("a folder that is none, and --drafts, are refused", async () => {
  const folder = await project(TARGET);
  expect((await run(folder, "pull", "--env", "prod", "--from", "nowhere")).code).toBe(3);
  expect((await run(folder, "pull", "--env", "prod", "--from", ".", "--drafts")).code).toBe(3);
});

describe("values one behind the other", () => {
  test("are told apart, brackets and quotes in texts too", () => {
    expect(valuesIn('\uFEFF{"a": "} {"}\n{"b": "\\"]"} [1]')).toEqual([{ a: "} {" }, { b: '"]' }, [1]]);
  });

  test("are none in a text that is not JSON, and nothing in one that is torn", () => {
    expect(valuesIn("# words")).toEqual([]);
    expect(valuesIn("[".repeat(50_000) + "]".repeat(50_000))).toBeUndefined();
    expect(valuesIn('{"a": 1} {"b": ')).toBeUndefined();
    expect(valuesIn('"{\\"Version')).toBeUndefined();
    expect(valuesIn('"{no content}"')).toEqual([]);
  });
});

test("files that are all called the same are named by their folders, or by what lies beside them", async () => {
  const folder = await project(TARGET);
  const flow = (text: string) => JSON.stringify(contentOf(STAGING, [{ at: "text", text }]));
  put(folder, "exports/sales/flow.json", flow("one"));
  put(folder, "exports/support/flow.json", flow("two"));
  put(folder, "exports/queue/flow.json", flow("three"));
  put(folder, "exports/queue/metadata.json", JSON.stringify({ name: "Please wait", type: "CUSTOMER_QUEUE" }));
  const { resources, ambiguous } = await from(folder, "exports");
  expect(ambiguous).toEqual([]);
  expect(resources.map(({ name }) => name).sort()).toEqual(["Please wait", "sales", "support"]);
  expect(read(folder, "connectctl.yaml")).toContain("type: CUSTOMER_QUEUE");
});

test("files come in as the programs of Windows and the AWS CLI write them", async () => {
  const folder = await project(TARGET);
  const about = (name: string) => ({ Metadata: { name, type: "contactFlow" } });
  const flow = (name: string) => ({ ...(contentOf(STAGING, [{ at: "text", text: name }]) as object), ...about(name) });
  const utf16 = Buffer.from(`\uFEFF${JSON.stringify(flow("夜間"))}`, "utf16le");
  put(folder, "exports/little.json", utf16);
  put(folder, "exports/big.json", Buffer.from(`\uFEFF${JSON.stringify(flow("昼間"))}`, "utf16le").swap16());
  put(folder, "exports/query.json", JSON.stringify(JSON.stringify(flow("In quotes"))));
  put(folder, "exports/list.json", JSON.stringify([flow("First"), flow("Second")]));
  put(folder, "exports/stream.json", `${JSON.stringify(flow("Third"))}\n${JSON.stringify(flow("Fourth"))}`);
  const { resources } = await from(folder, "exports");
  const names = ["First", "Fourth", "In quotes", "Second", "Third", "夜間", "昼間"];
  expect(resources.map(({ name }) => name).sort()).toEqual(names);
  const texts = Object.entries(filesOf(folder)).filter(([file]) => file.startsWith("flows/"));
  for (const name of names) expect(texts.filter(([, text]) => text.includes(`"Text": "${name}"`))).toHaveLength(1);
});

test("a list of phone numbers names them by their numbers", async () => {
  const folder = await project(TARGET);
  const place = `arn:aws:connect:${STAGING.region}:${STAGING.account}`;
  const PhoneNumberArn = `${place}:phone-number/0c0ffee0-0000-4000-8000-000000000001`;
  const number = { PhoneNumberArn, PhoneNumber: "+81312345678", TargetArn: `${place}:instance/i` };
  put(folder, "exports/numbers.json", JSON.stringify({ ListPhoneNumbersSummaryList: [number] }));
  const flow = contentOf(STAGING, [{ at: "attributes", texts: { line: PhoneNumberArn } }]);
  put(folder, "exports/flow.json", JSON.stringify(flow));
  const { lookups, unresolved } = await from(folder, "exports");
  expect(lookups.map(({ kind, key }) => [kind, key])).toEqual([["phoneNumber", "+81312345678"]]);
  expect(unresolved).toEqual([]);
});

test("what has no name is said without speaking of an instance, and once", async () => {
  const folder = await project(TARGET);
  put(folder, "exports/alone.json", JSON.stringify(contentOf(STAGING, [{ at: "queue", queue: "Sales" }])));
  const pull = () => run(folder, "pull", "--env", "prod", "--from", "exports");
  expect((await pull()).stdout).toContain("no file names this queue");
  expect((await pull()).stdout).toBe("Pull: 1 unchanged; 0 files written.\n");
});

describe("different contents of one name", () => {
  test("are left out, with the files that hold them", async () => {
    const folder = await project(TARGET);
    for (const [file, text] of Object.entries({ "a.json": "one", "b/c.json": "two" })) {
      const { Metadata, ...content } = contentOf(STAGING, [{ at: "text", text }]) as { Metadata: object };
      put(folder, `exports/${file}`, JSON.stringify({ ...content, Metadata: { ...Metadata, name: "Main" } }));
    }
    const { code, stdout, stderr } = await run(folder, "pull", "--env", "prod", "--from", "exports");
    expect(code).toBe(0);
    expect(stdout).toContain("Pull: nothing to pull; 0 files written.");
    expect(stderr).toContain("pull/same-name-export");
    expect(stderr).toContain("a.json, b/c.json");
    expect(stderr).not.toContain("pull/type-unknown");
  });
});

test("a flow that every instance is born with is told of, and comes by its address alone", async () => {
  const folder = await project(TARGET);
  const { Metadata, ...content } = contentOf(STAGING, [{ at: "text", text: "hello" }]) as { Metadata: object };
  const about = { ...Metadata, name: "Default customer queue", type: "customerQueue" };
  put(folder, "exports/flow.json", JSON.stringify({ ...content, Metadata: about }));
  const { stdout } = await run(folder, "pull", "--env", "prod", "--from", "exports");
  expect(stdout).toContain("take it by its address: flow.default-customer-queue");
  const { resources } = await runJson<PullReport>(
    folder,
    0,
    "pull",
    "--env",
    "prod",
    "--from",
    "exports",
    "flow.default-customer-queue",
  );
  expect(resources).toMatchObject([{ address: "flow.default-customer-queue", status: "new" }]);
});

test("exports of another account stay as they are beside rules that rewrite them for the target", async () => {
  const folder = await project(TARGET);
  const texts = { helper: "arn:aws:wisdom:ap-northeast-1:111111111111:assistant/a-1" };
  put(folder, "exports/alone.json", JSON.stringify(contentOf(STAGING, [{ at: "attributes", texts }])));
  await from(folder, "exports");
  const rule = `rewrite: [{ from: "${texts.helper}", to: "arn:aws:wisdom:us-east-1:222222222222:assistant/b-2" }]`;
  const manifest = read(folder, "connectctl.yaml");
  put(folder, "connectctl.yaml", manifest.replace('account: "222222222222" }', `account: "222222222222", ${rule} }`));
  const before = filesOf(folder);
  expect((await from(folder, "exports")).summary).toMatchObject({ unchanged: 1, conflict: 0 });
  expect(filesOf(folder)).toEqual(before);
  const applied = await run(folder, "apply", "--env", "prod", "--auto-approve");
  expect(applied.code, applied.stderr).toBe(0);
  expect((await run(folder, "plan", "--env", "prod", "--detailed-exitcode")).code).toBe(0);
});
