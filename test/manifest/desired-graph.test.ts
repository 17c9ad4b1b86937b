import { expect, test } from "vitest";
import { desiredFor, loadProject, selectEnvironment } from "../../src/manifest/index.js";
import type { Desired } from "../../src/model/resource.js";
import { content, type Files, projectFolder, sha256, withDemo } from "./project-folder.js";

function desired(files: Files, environment?: string): Desired {
  const project = loadProject({ folder: projectFolder(files), sha256 });
  expect(project.diagnostics).toEqual([]);
  if (!project.value) throw new Error("no project");
  const chosen = selectEnvironment(project.value, environment).value;
  if (!chosen) throw new Error("no environment");
  const built = desiredFor(project.value, chosen);
  expect(built.diagnostics).toEqual([]);
  return built.value;
}

const FILES: Files = {
  "connectctl.yaml": `version: 1
environments:
  prod:
    region: ap-northeast-1
    instance: acme-prod
    account: "012345678901"
    vars: { stage: prd, price: 1.10, literal: "\${flow.x}" }
    names: { queue.sales: "Sales (\${var.stage})", lambda.customer: "customer-\${var.price}" }
    protect: ["flow.*"]
tags: { team: cx, stage: "\${var.stage}" }
include: ["teams/*.yaml"]
flows:
  main-ivr:
    name: Main \${var.stage} $\${x}
    description: "\${queue.sales.name} \${var.literal}"
    content: flows/main.json
    published: false
    tags: { team: ivr }
moved:
  - { from: flow.oldest, to: flow.old }
  - { from: flow.old, to: flow.main-ivr }
removed: [queue.gone]
`,
  "teams/b.yaml": `modules:
  認証:
    name: Authenticate
    content: modules/auth.json
    settings: { Text: "\${var.stage}" }
    externalInvocation: true
    aliases: [live]
  lists: { name: Lists, content: modules/auth.json, aliases: { next: { version: 3, description: Next }, live: } }
hours:
  office:
    name: Office
    timeZone: Asia/Tokyo
    config: [ { day: MONDAY, start: 09:00, end: "18:00" } ]
`,
  "teams/a.yaml": `queues:
  sales:
    name: Sales
    hours: "\${hours.office}"
    maxContacts: 20
    enabled: true
    outboundCaller: { name: Acme, number: "\${phoneNumber.main}", flow: "\${flow.main-ivr}" }
lookups:
  lambda: { customer: customer }
  lexBot: { order: { bot: OrderBot, alias: live }, other: Bot/one }
  phoneNumber: { main: { arn: "arn:aws:connect:\${region}:\${account}:phone-number/1" } }
`,
  "flows/main.json": `\uFEFF${content("${var.stage} ${var.literal} ${lambda.customer} ${module.認証.alias.live} ${region} $${y}")}`,
  "modules/auth.json": content("${lexBot.order} ${lexBot.other}"),
};

test("builds exactly what the files ask for", () => {
  const { resources, lookups, moved, removed } = desired(FILES, "prod");
  const text = "prd $${flow.x} ${lambda.customer} ${module.認証.alias.live} ${region} $${y}";
  const auth = JSON.parse(content("${lexBot.order} ${lexBot.other}"));
  expect(resources).toEqual([
    {
      address: "flow.main-ivr",
      kind: "flow",
      name: "Main prd ${x}",
      body: {
        name: "Main prd $${x}",
        description: "${queue.sales.name} $${flow.x}",
        type: "CONTACT_FLOW",
        published: false,
        content: JSON.parse(content(text)),
        tags: { team: "ivr", stage: "prd" },
      },
      origin: { file: "connectctl.yaml", pointer: "/flows/main-ivr", line: 13, column: 3 },
      contentFile: "flows/main.json",
    },
    {
      address: "hours.office",
      kind: "hours",
      name: "Office",
      body: {
        name: "Office",
        timeZone: "Asia/Tokyo",
        config: [{ day: "MONDAY", start: "09:00", end: "18:00" }],
        tags: { team: "cx", stage: "prd" },
      },
      origin: { file: "teams/b.yaml", pointer: "/hours/office", line: 10, column: 3 },
    },
    {
      address: "module.lists",
      kind: "module",
      name: "Lists",
      body: {
        name: "Lists",
        content: auth,
        aliases: { next: { version: 3, description: "Next" }, live: { version: "current" } },
        tags: { team: "cx", stage: "prd" },
      },
      origin: { file: "teams/b.yaml", pointer: "/modules/lists", line: 8, column: 3 },
      contentFile: "modules/auth.json",
    },
    {
      address: "module.認証",
      kind: "module",
      name: "Authenticate",
      body: {
        name: "Authenticate",
        content: auth,
        settings: { Text: "prd" },
        externalInvocation: true,
        aliases: { live: { version: "current" } },
        tags: { team: "cx", stage: "prd" },
      },
      origin: { file: "teams/b.yaml", pointer: "/modules/認証", line: 2, column: 3 },
      contentFile: "modules/auth.json",
    },
    {
      address: "queue.sales",
      kind: "queue",
      name: "Sales (prd)",
      body: {
        name: "Sales (prd)",
        hours: "${hours.office}",
        maxContacts: 20,
        enabled: true,
        outboundCaller: { name: "Acme", number: "${phoneNumber.main}", flow: "${flow.main-ivr}" },
        tags: { team: "cx", stage: "prd" },
      },
      origin: { file: "teams/a.yaml", pointer: "/queues/sales", line: 2, column: 3 },
    },
  ]);
  expect(lookups.map(({ address, kind, by }) => ({ address, kind, by }))).toEqual([
    { address: "lambda.customer", kind: "lambda", by: { name: "customer-1.10" } },
    { address: "lexBot.order", kind: "lexBot", by: { bot: "OrderBot", alias: "live" } },
    { address: "lexBot.other", kind: "lexBot", by: { bot: "Bot", alias: "one" } },
    {
      address: "phoneNumber.main",
      kind: "phoneNumber",
      by: { arn: "arn:aws:connect:ap-northeast-1:012345678901:phone-number/1" },
    },
  ]);
  expect(moved).toEqual([
    { from: "flow.old", to: "flow.main-ivr" },
    { from: "flow.oldest", to: "flow.main-ivr" },
  ]);
  expect(removed).toEqual(["queue.gone"]);
});

test("gives the same graph for the same manifest in JSON", () => {
  const json = {
    $schema: "x",
    version: 1,
    environments: { demo: { simulator: true } },
    flows: { main: { name: "Main", content: "flows/main.json" } },
  };
  const yaml = withDemo("flows:\n  main: { name: Main, content: flows/main.json }\n");
  const fromYaml = desired(yaml).resources.map(({ origin: _, ...rest }) => rest);
  const fromJson = desired({ "connectctl.json": JSON.stringify(json), "flows/main.json": content() }).resources;
  expect(fromJson.map(({ origin: _, ...rest }) => rest)).toEqual(fromYaml);
  expect(fromJson[0]?.origin).toEqual({
    file: "connectctl.json",
    pointer: "/flows/main",
    line: 1,
    column: JSON.stringify(json).indexOf('"main"') + 1,
  });
});

test("takes decomposed and composed logical names for the same", () => {
  const decomposed = "cafe\u0301";
  const sections = `flows:\n  ${decomposed}: { name: Café, content: flows/main.json }\n`;
  const { resources } = desired(withDemo(sections, { "flows/main.json": content("${flow.café}") }));
  expect(resources.map(({ address }) => address)).toEqual(["flow.café"]);
});

test("leaves out what a manifest leaves out", () => {
  const { resources } = desired(withDemo("hours:\n  office: { name: Office, timeZone: UTC }\nflows:\nlookups:\n"));
  expect(resources.map(({ body }) => body)).toEqual([{ name: "Office", timeZone: "UTC" }]);
});

test("refers to aliases of a module that is looked up without knowing them", () => {
  const { lookups } = desired(
    withDemo("flows:\n  main: { name: Main, content: flows/main.json }\nlookups:\n  module: { auth: Auth }\n", {
      "flows/main.json": content("${module.auth.alias.live}"),
    }),
  );
  expect(lookups.map(({ by }) => by)).toEqual([{ name: "Auth" }]);
});
