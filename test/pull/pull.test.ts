import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { run, runJson } from "../support/command-line.js";
import {
  arnOf,
  botArn,
  type Holding,
  idOf,
  instanceArn,
  instanceOf,
  lambdaArn,
  type Use,
} from "../support/instance-builder.js";
import { filesOf, load, MANIFEST, PROD, project, put, read, STAGING } from "./project.js";

const ENV = ["--env", "staging"] as const;

const EVERYTHING: readonly Use[] = [
  { at: "transfer", flow: "Main" },
  { at: "hook", flow: "Other" },
  { at: "task", flow: "Other" },
  { at: "invoke", module: "Auth" },
  { at: "alias", module: "Auth", alias: "live" },
  { at: "queue", queue: "Sales" },
  { at: "queueId", queue: "Sales" },
  { at: "metric", queue: "Support" },
  { at: "hours", hours: "Office" },
  { at: "prompt", prompt: "Hello.wav" },
  { at: "lambda", fn: "stg-customer" },
  { at: "lambda", fn: "stg-customer", qualifier: "live" },
  { at: "bot", bot: "OrderBot", alias: "live" },
  { at: "view" },
  {
    at: "attributes",
    texts: {
      sentence: `see ${arnOf(STAGING, "queue", "Sales")}, then ${"$"}{this} and $.Attributes.x`,
      instance: instanceArn(STAGING),
      instanceId: idOf(STAGING, "instance", ""),
    },
  },
];

const BASE: Holding = {
  flows: [
    { name: "Main", uses: EVERYTHING },
    { name: "Other", uses: [{ at: "text", text: "hello" }], more: { description: "Front ${door}", tags: { a: "b" } } },
  ],
  modules: [{ name: "Auth", uses: [{ at: "text", text: "who?" }], aliases: ["live"] }],
  queues: ["Sales", "Support"],
  hours: ["Office"],
  prompts: ["Hello.wav"],
  lambdas: ["stg-customer"],
  bots: [["OrderBot", "live"]],
};

const isEmpty = ({ changes }: Plan) => changes.every(({ action }) => action === "keep");

async function pulled(holding: Holding = BASE, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await project({ staging: holding }, files);
  const done = await run(folder, "pull", ...ENV, "--all");
  expect(done.code, done.stderr + done.stdout).toBe(0);
  return folder;
}

describe("the first pull", () => {
  test("writes files, entries, lookups and the state, so that the plan is empty", async () => {
    const folder = await pulled();
    expect(Object.keys(filesOf(folder))).toEqual([
      "connectctl.yaml",
      "flows/main.json",
      "flows/other.json",
      "modules/auth.json",
      "state/staging.json",
    ]);
    const plan = await runJson<Plan>(folder, 0, "plan", ...ENV);
    expect(plan.diagnostics).toEqual([]);
    expect(isEmpty(plan)).toBe(true);
  });

  test("keeps the manifest's comments and order, and writes what a person would", async () => {
    const folder = await pulled();
    expect(read(folder, "connectctl.yaml")).toMatchInlineSnapshot(`
      "# what our callers meet
      version: 1
      environments:
        staging: { simulator: true, region: ap-northeast-1, account: "111111111111" }   # drawn here
        prod:    { simulator: true, region: us-east-1, account: "222222222222" }

      flows:
        main:
          name: Main
          type: CONTACT_FLOW
          content: flows/main.json
        other:
          name: Other
          type: CONTACT_FLOW
          description: Front $\${door}
          content: flows/other.json
          tags:
            a: b

      modules:
        auth:
          name: Auth
          content: modules/auth.json
          aliases:
            live:
              version: current

      lookups:
        hours:
          office: Office
        lambda:
          stg-customer: stg-customer
        lexBot:
          orderbot-live:
            bot: OrderBot
            alias: live
        prompt:
          hello-wav: Hello.wav
        queue:
          sales: Sales
          support: Support
      "
    `);
  });

  test("leaves no ARN of the source where a name can stand", async () => {
    const folder = await pulled();
    const content = read(folder, "flows/main.json");
    expect(content).not.toContain(STAGING.account);
    expect(content).not.toContain(idOf(STAGING, "instance", ""));
    expect(content).toContain('"${module.auth}:${module.auth.alias.live}"');
    expect(content).toContain('"${lambda.stg-customer}:live"');
    expect(content).toContain('"arn:aws:connect:${region}:aws:view/form:1"');
    expect(content).toContain('"${queue.sales.id}"');
    expect(content).toContain('"see ${queue.sales}, then $${this} and $.Attributes.x"');
    expect(content).toContain('"instance": "${instance.arn}"');
    expect(content).toContain('"instanceId": "${instance.id}"');
  });

  test("lists each kind once, describes each object once", async () => {
    const folder = await project({
      staging: { ...BASE, flows: BASE.flows?.map((flow) => ({ ...flow, uses: [] })) ?? [] },
    });
    const { calls } = await run(folder, "pull", ...ENV, "--all");
    expect(calls).toEqual({
      DescribeInstance: 1,
      ListContactFlows: 1,
      ListContactFlowModules: 1,
      DescribeContactFlow: 2,
      DescribeContactFlowModule: 1,
    });
  });

  test("changes no byte when it runs again", async () => {
    const folder = await pulled();
    const before = filesOf(folder);
    const done = await run(folder, "pull", ...ENV, "--all");
    expect(done.stdout).toContain("3 unchanged; 0 files written");
    expect(filesOf(folder)).toEqual(before);
  });

  test("writes nothing with --dry-run", async () => {
    const folder = await project({ staging: BASE });
    const before = filesOf(folder);
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--all", "--dry-run");
    expect(report.files).toEqual(["connectctl.yaml", "flows/main.json", "flows/other.json", "modules/auth.json"]);
    expect(filesOf(folder)).toEqual(before);
  });

  test("asks what to pull where nothing is managed", async () => {
    const folder = await project({ staging: BASE });
    const done = await run(folder, "pull", ...ENV);
    expect(done.code).toBe(3);
    expect(done.stderr).toContain("pull --all");
  });

  test("takes queues and hours where they are asked for", async () => {
    const folder = await project({ staging: BASE });
    await runJson(folder, 0, "pull", ...ENV, "--all", "--kinds", "flow,module,queue,hours");
    const manifest = read(folder, "connectctl.yaml");
    expect(manifest).toContain("hours: ${hours.");
    const plan = await runJson<Plan>(folder, 0, "plan", ...ENV);
    expect(isEmpty(plan)).toBe(true);
    expect(plan.changes.filter(({ kind }) => kind === "queue").length).toBe(2);
    expect(manifest).not.toContain("name: BasicQueue");
    const named = await runJson<PullReport>(folder, 0, "pull", ...ENV, "queue.basicqueue");
    expect(named.resources.map(({ address, status }) => `${address} ${status}`)).toEqual(["queue.basicqueue new"]);
  });

  test("takes what is named, with lookups for what that refers to", async () => {
    const folder = await project({ staging: BASE });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "flow.main");
    expect(report.resources.map(({ address }) => address)).toEqual(["flow.main"]);
    expect(report.lookups.map(({ address }) => address)).toContain("flow.other");
    expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
  });

  test("turns a lookup into an entry when its address is named", async () => {
    const folder = await project({ staging: BASE });
    await runJson(folder, 0, "pull", ...ENV, "flow.main");
    await runJson(folder, 0, "pull", ...ENV, "flow.other");
    expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
    const manifest = read(folder, "connectctl.yaml");
    expect(manifest).toContain("content: flows/other.json");
    expect(manifest).not.toContain("other: Other");
  });

  test("names the near address where a pattern names nothing", async () => {
    const folder = await project({ staging: BASE });
    const done = await run(folder, "pull", ...ENV, "flow.mian");
    expect(done.code).toBe(3);
    expect(done.stderr).toContain("`flow.main`");
  });
});

describe("what cannot be named", () => {
  const stranger = lambdaArn({ ...STAGING, account: "999999999999" }, "other");
  const gone = arnOf(STAGING, "queue", "Gone");
  const holding: Holding = {
    ...BASE,
    flows: [{ name: "Main", uses: [{ at: "attributes", texts: { gone, stranger, bucket: "s3://acme-audio/a.wav" } }] }],
  };

  test("stays and is told with file and block", async () => {
    const folder = await project({ staging: holding });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--all");
    expect(report.unresolved).toMatchObject([
      { file: "flows/main.json", block: "block-0", text: gone, why: "the instance lists no such queue" },
      { file: "flows/main.json", block: "block-0", text: stranger, why: "it is of another account" },
      { file: "flows/main.json", text: "s3://acme-audio" },
    ]);
  });

  test("is refused in the plan for another environment", async () => {
    const folder = await pulled(holding);
    const plan = await runJson<Plan>(folder, 3, "plan", "--env", "prod");
    expect(plan.diagnostics.map(({ code }) => code)).toContain("plan/foreign-arn");
  });

  test("is no difference in the environment that it was pulled from", async () => {
    const folder = await pulled(holding);
    const plan = await runJson<Plan>(folder, 0, "plan", ...ENV);
    expect(plan.applyable).toBe(true);
    expect(isEmpty(plan)).toBe(true);
  });

  test("includes names that stand twice", async () => {
    const twice = { name: "Twin", id: idOf(STAGING, "queue", "Twin") };
    const folder = await project({ staging: { flows: [{ name: "Main", uses: [{ at: "queue", queue: "Twin" }] }] } });
    const two = [twice, { name: "Twin", id: idOf(STAGING, "queue", "Twin 2") }];
    await load(folder, { instances: [{ ...instanceOf(STAGING, {}), queues: two }] });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--all");
    expect(report.unresolved).toMatchObject([{ why: '2 have the name "Twin"' }]);
  });

  test("includes bots that are not associated", async () => {
    const uses: readonly Use[] = [{ at: "bot", bot: "Stray", alias: "x" }];
    const folder = await project({ staging: { flows: [{ name: "Main", uses }] } });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--all");
    expect(report.unresolved).toMatchObject([
      { text: botArn(STAGING, "Stray", "x"), why: "the bot alias is not associated with the instance" },
    ]);
  });
});

/** Changes one flow as somebody in the console would. */
async function draw(folder: string, flows: Holding["flows"]): Promise<void> {
  await load(folder, { instances: [instanceOf(STAGING, { flows: flows ?? [] })] });
}

describe("a later pull", () => {
  const edited: Holding["flows"] = [
    {
      name: "Other",
      uses: [{ at: "text", text: "good morning" }],
      more: { description: "Front ${door}", tags: { a: "b" } },
    },
  ];

  test("brings a console edit into the same file, in its place", async () => {
    const folder = await pulled();
    const before = read(folder, "flows/other.json");
    await draw(folder, edited);
    const drift = await run(folder, "drift", ...ENV);
    expect(drift.code).toBe(2);
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV);
    expect(report.files).toEqual(["flows/other.json"]);
    expect(read(folder, "flows/other.json")).toBe(before.replace("hello", "good morning"));
    expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
    expect((await run(folder, "drift", ...ENV)).code).toBe(0);
  });

  test("tells layout from behaviour", async () => {
    const folder = await pulled();
    const file = JSON.parse(read(folder, "flows/other.json"));
    file.Metadata.entryPointPosition.x = 999;
    await load(folder, {
      instances: [
        {
          ...instanceOf(STAGING, {}),
          flows: [
            {
              ...edited?.[0]?.more,
              name: "Other",
              id: idOf(STAGING, "contact-flow", "Other"),
              type: "CONTACT_FLOW",
              content: file,
            },
          ],
        },
      ],
    });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV);
    expect(report.summary).toMatchObject({ layout: 1, changed: 0, unchanged: 2 });
    expect(read(folder, "flows/other.json")).toContain("999");
  });

  test("keeps local edits of what nobody changed in the console", async () => {
    const folder = await pulled();
    put(folder, "flows/other.json", read(folder, "flows/other.json").replace("hello", "local"));
    const before = filesOf(folder);
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV);
    expect(report.summary).toMatchObject({ edited: 1, conflict: 0 });
    expect(filesOf(folder)).toEqual(before);
  });

  test("leaves alone what both sides changed, and overwrites it with --force", async () => {
    const folder = await pulled();
    const clean = read(folder, "flows/other.json");
    put(folder, "flows/other.json", clean.replace("hello", "local"));
    await draw(folder, edited);
    const before = filesOf(folder);
    const report = await runJson<PullReport>(folder, 6, "pull", ...ENV);
    expect(report.resources.find(({ status }) => status === "conflict")?.address).toBe("flow.other");
    expect(filesOf(folder)).toEqual(before);
    await runJson(folder, 0, "pull", ...ENV, "--force", "flow.other");
    expect(read(folder, "flows/other.json")).toBe(clean.replace("hello", "good morning"));
    expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
  });

  test("offers what is new, reports what is gone, and leaves out what is archived", async () => {
    const folder = await pulled({
      ...BASE,
      flows: [...(BASE.flows ?? []), { name: "Old", uses: [], more: { state: "ARCHIVED" } }],
    });
    await draw(folder, [{ name: "Brand new", uses: [] }]);
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV);
    expect(report.offered.map(({ address }) => address)).toEqual(["flow.brand-new"]);
    expect(report.archived.map(({ name }) => name)).toEqual(["Old"]);
    expect(report.leftOut.map(({ address }) => address)).toContain("flow.default-customer-queue");
    const state = JSON.parse(read(folder, "state/staging.json"));
    state.resources.push({ ...state.resources[0], address: "flow.vanished", id: "nowhere" });
    put(folder, "state/staging.json", JSON.stringify(state));
    expect((await runJson<PullReport>(folder, 0, "pull", ...ENV)).gone.map(({ address }) => address)).toEqual([
      "flow.vanished",
    ]);
  });

  test("takes nobody's content for edited where only what it refers to is gone", async () => {
    const gone = { name: "Gone", uses: [], more: { id: idOf(STAGING, "contact-flow", "Gone") } };
    const folder = await pulled({
      flows: [{ name: "Main", uses: [{ at: "transfer", flow: "Gone" }] }, gone],
    });
    const before = filesOf(folder);
    rmSync(join(folder, ".connectctl"), { recursive: true });
    await load(folder, {
      instances: [instanceOf(STAGING, { flows: [{ name: "Main", uses: [{ at: "transfer", flow: "Gone" }] }] })],
    });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV);
    expect(report.gone.map(({ address }) => address)).toEqual(["flow.gone"]);
    expect(report.resources.map(({ address, status }) => `${address} ${status}`)).toEqual(["flow.main unchanged"]);
    expect(report.unresolved).toEqual([]);
    expect(filesOf(folder)).toEqual(before);
  });

  test("takes what was made anew under its old name for the same thing", async () => {
    const first = { name: "Again", uses: [], more: { id: idOf(STAGING, "contact-flow", "First") } };
    const main = { name: "Main", uses: [{ at: "transfer", flow: "Again" }] } as const;
    const folder = await pulled({ flows: [main, first] });
    const before = filesOf(folder);
    rmSync(join(folder, ".connectctl"), { recursive: true });
    const second = { name: "Again", uses: [{ at: "text", text: "second" }] } as const;
    await load(folder, { instances: [instanceOf(STAGING, { flows: [main, second] })] });
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--all");
    expect(report.gone).toEqual([]);
    expect(report.resources.map(({ address }) => address)).toEqual(["flow.again", "flow.main"]);
    expect(read(folder, "connectctl.yaml")).toBe(before["connectctl.yaml"]);
    expect(read(folder, "flows/main.json")).toBe(before["flows/main.json"]);
    expect(read(folder, "flows/again.json")).toContain("second");
  });

  test("says of a conflict which command ends it", async () => {
    const folder = await pulled();
    await draw(folder, edited);
    put(folder, "flows/other.json", read(folder, "flows/other.json").replace("hello", "see you"));
    const { code, stdout } = await run(folder, "pull", ...ENV);
    expect(code).toBe(6);
    expect(stdout).toContain("To take the instance's side: connectctl pull --env staging --force flow.other");
  });

  test("keeps variables and rules of a file where they still stand for what lives", async () => {
    const folder = await pulled({
      ...BASE,
      flows: [
        {
          name: "Other",
          uses: [
            { at: "text", text: "acme stg hello" },
            { at: "text", text: "bye" },
          ],
        },
      ],
    });
    const manifest = read(folder, "connectctl.yaml").replace(
      'account: "111111111111" }',
      'account: "111111111111", vars: { stage: stg } }',
    );
    put(folder, "connectctl.yaml", manifest);
    put(folder, "flows/other.json", read(folder, "flows/other.json").replace("acme stg", "acme ${var.stage}"));
    const before = filesOf(folder);
    expect((await runJson<PullReport>(folder, 0, "pull", ...ENV)).summary).toMatchObject({ unchanged: 2 });
    expect(filesOf(folder)).toEqual(before);
    await draw(folder, [
      {
        name: "Other",
        uses: [
          { at: "text", text: "acme stg hello" },
          { at: "text", text: "so long" },
        ],
      },
    ]);
    await runJson(folder, 0, "pull", ...ENV);
    expect(read(folder, "flows/other.json")).toBe(before["flows/other.json"]?.replace("bye", "so long"));
  });

  test("takes a new name and a new description into the entry", async () => {
    const folder = await pulled();
    const before = read(folder, "connectctl.yaml");
    const id = idOf(STAGING, "contact-flow", "Other");
    await draw(folder, [
      { name: "Renamed: yes", uses: [{ at: "text", text: "hello" }], more: { id, description: "", tags: { a: "b" } } },
    ]);
    await runJson(folder, 0, "pull", ...ENV);
    expect(read(folder, "connectctl.yaml")).toBe(
      before.replace("name: Other", 'name: "Renamed: yes"').replace("description: Front $${door}", 'description: ""'),
    );
    expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
  });

  test("changes an entry in the fragment that it stands in", async () => {
    const folder = await pulled();
    const manifest = read(folder, "connectctl.yaml");
    const at = manifest.indexOf("\nflows:");
    put(folder, "teams/a.yaml", manifest.slice(at + 1));
    put(folder, "connectctl.yaml", `${manifest.slice(0, at)}\ninclude: ["teams/*.yaml"]\n`);
    const before = read(folder, "connectctl.yaml");
    await draw(folder, [
      { name: "Other", uses: [{ at: "text", text: "hello" }], more: { description: "new", tags: { a: "b" } } },
    ]);
    expect((await runJson<PullReport>(folder, 0, "pull", ...ENV)).files).toEqual(["teams/a.yaml"]);
    expect(read(folder, "connectctl.yaml")).toBe(before);
    expect(read(folder, "teams/a.yaml")).toContain("description: new");
  });
});

describe("drafts", () => {
  const withDraft = async () => {
    const folder = await pulled();
    const published = {
      ...((await import("../support/instance-builder.js")).contentOf(STAGING, [
        { at: "text", text: "hello" },
      ]) as object),
    };
    const draft = JSON.stringify(published).replace("hello", "drafted");
    await draw(folder, [
      {
        name: "Other",
        uses: [{ at: "text", text: "hello" }],
        more: { draft, description: "Front ${door}", tags: { a: "b" } },
      },
    ]);
    return folder;
  };

  test("are reported, and left where they are", async () => {
    const folder = await withDraft();
    const report = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--drafts");
    expect(report.drafts).toEqual([{ address: "flow.other", name: "Other", pulled: false }]);
    expect(read(folder, "flows/other.json")).toContain("hello");
  });

  test("are pulled for a flow that is named; the plan then publishes them", async () => {
    const folder = await withDraft();
    await runJson(folder, 0, "pull", ...ENV, "--drafts", "flow.other");
    expect(read(folder, "flows/other.json")).toContain("drafted");
    const plan = await runJson<Plan>(folder, 0, "plan", ...ENV);
    expect(plan.changes.filter(({ action }) => action === "update").map(({ address }) => address)).toEqual([
      "flow.other",
    ]);
  });
});

test("a content that is no JSON is left out and told, and keeps no plan from being made", async () => {
  const broken = { name: "Broken", id: "0c0ffee0-0000-4000-8000-000000000001", type: "CONTACT_FLOW", status: "SAVED" };
  const folder = await project({ staging: BASE });
  await load(folder, { instances: [{ ...instanceOf(STAGING, {}), flows: [{ ...broken, content: "oops" }] }] });
  const { code, stderr } = await run(folder, "pull", ...ENV, "--all");
  expect([code, stderr]).toEqual([1, expect.stringContaining("pull/no-content")]);
  expect(read(folder, "connectctl.yaml")).not.toContain("Broken");
  expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
});

test("a flow that was never published stays a draft everywhere", async () => {
  const folder = await pulled({
    ...BASE,
    flows: [...(BASE.flows ?? []), { name: "Saved", uses: [], more: { status: "SAVED" } }],
  });
  expect(read(folder, "connectctl.yaml")).toContain("published: false");
  expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
});

test("lookups of every kind are recorded, so that a plan can be made without a read", async () => {
  const uses = EVERYTHING.filter(({ at }) => at === "queue" || at === "hours" || at === "prompt" || at === "invoke");
  const folder = await project({
    staging: { ...BASE, flows: [{ name: "Main", uses }] },
    prod: { ...BASE, flows: [], modules: [] },
  });
  await run(folder, "pull", ...ENV, "--all");
  expect((await run(folder, "apply", "--env", "prod", "--auto-approve")).code).toBe(0);
  for (const env of ["staging", "prod"]) {
    const plan = await runJson<Plan>(folder, 0, "plan", "--env", env, "--refresh", "none");
    expect(plan.changes.map(({ action }) => action)).toEqual(["keep", "keep"]);
    const { lookups } = JSON.parse(read(folder, `state/${env}.json`));
    expect(Object.keys(lookups)).toContain("queue.sales");
    expect(Object.keys(lookups)).not.toContain("flow.main");
  }
});

test("a pull of another environment matches by name and records it", async () => {
  const folder = await project({ staging: BASE, prod: { ...BASE, flows: [] } });
  await runJson(folder, 0, "pull", ...ENV, "--all");
  const before = filesOf(folder);
  await load(folder, { instances: [instanceOf(PROD, BASE)] });
  const flows = await runJson<PullReport>(folder, 6, "pull", "--env", "prod");
  expect(flows.summary.conflict).toBeGreaterThan(0);
  const { "state/prod.json": _, ...after } = filesOf(folder);
  expect(after).toEqual(before);
});

test("content that the service would refuse is replaced by what lives, not a reason to stop", async () => {
  const folder = await pulled();
  const clean = read(folder, "flows/other.json");
  put(folder, "flows/other.json", clean.replace('"StartAction": "block-0"', '"StartAction": "nowhere"'));
  expect((await run(folder, "plan", ...ENV)).code).toBe(3);
  await runJson(folder, 0, "pull", ...ENV, "--force", "flow.other");
  expect(read(folder, "flows/other.json")).toBe(clean);
});

test("a file that no entry names is never written over", async () => {
  const folder = await project({ staging: BASE }, { "flows/OTHER.json": "mine" });
  await runJson(folder, 0, "pull", ...ENV, "--all");
  expect(read(folder, "flows/OTHER.json")).toBe("mine");
  expect(Object.keys(filesOf(folder)).filter((file) => /^flows\/other-[0-9a-f]{6}\.json$/.test(file)).length).toBe(1);
  expect(isEmpty(await runJson<Plan>(folder, 0, "plan", ...ENV))).toBe(true);
});

test("what a pull left half-written is taken up by the next one", async () => {
  const folder = await pulled();
  const files = filesOf(folder);
  put(folder, "connectctl.yaml", MANIFEST);
  rmSync(join(folder, "state"), { recursive: true });
  await runJson(folder, 0, "pull", ...ENV, "--all");
  const { "state/staging.json": _, ...after } = filesOf(folder);
  const { "state/staging.json": __, ...before } = files;
  expect(after).toEqual(before);
});

test("names of flows cannot write commands or colours into the output", async () => {
  const folder = await project({ staging: { flows: [{ name: "::error::x\u001b[31m##[group]", uses: [] }] } });
  const { stdout } = await run(folder, "pull", ...ENV, "--all");
  expect(stdout).not.toContain("\u001b[31m");
  expect(stdout).not.toContain("##[group]");
});
