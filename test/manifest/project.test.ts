import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { loadProject, MANIFEST_PROBLEMS, type Project } from "../../src/manifest/index.js";
import { content, type Files, problemsIn, projectFolder, sha256, told, withDemo } from "./project-folder.js";

function projectOf(files: Files): Project {
  const { value } = loadProject({ folder: projectFolder(files), sha256 });
  if (!value) throw new Error("no project");
  return value;
}

const FLOW = "flows:\n  main: { name: Main, content: flows/main.json }\n";

test("fills in the defaults of an environment", () => {
  const { environments } = projectOf(withDemo("", {}, '    vars: { zip: 0123, on: true, empty: "" }\n'));
  expect(environments).toEqual({
    demo: {
      name: "demo",
      simulator: true,
      vars: { zip: "0123", on: "true", empty: "" },
      names: {},
      rewrite: [],
      protect: [],
      state: "state/demo.json",
    },
  });
});

test("reads every field of an environment", () => {
  const { environments } = projectOf({
    "connectctl.yaml": `version: 1
environments:
  prod:
    region: us-gov-west-1
    instance: acme
    account: "000000000001"
    profile: p
    roleArn: arn:aws-us-gov:iam::000000000001:role/a/b
    endpoint: http://127.0.0.1:8080
    rate: { perSecond: 0.5, burst: 1, operations: { StopContact: { perSecond: 10 } } }
    vars: { s: prd }
    rewrite: [ { from: "arn:*:stg-*", to: "\${var.s}:\${region}" } ]
    protect: ["flow.*"]
    state: s3://bucket/a/b.json
`,
  });
  expect(environments.prod).toEqual({
    name: "prod",
    simulator: false,
    region: "us-gov-west-1",
    instance: "acme",
    account: "000000000001",
    profile: "p",
    roleArn: "arn:aws-us-gov:iam::000000000001:role/a/b",
    endpoint: "http://127.0.0.1:8080",
    rate: { perSecond: 0.5, burst: 1, operations: { StopContact: { perSecond: 10 } } },
    vars: { s: "prd" },
    names: {},
    rewrite: [{ from: "arn:*:stg-*", to: "prd:${region}" }],
    protect: ["flow.*"],
    state: "s3://bucket/a/b.json",
  });
});

test("reads how the store of a state is reached", () => {
  const state = '{ s3: "s3://bucket/a.json", endpoint: "http://127.0.0.1:9000", forcePathStyle: false }';
  const { environments } = projectOf(withDemo("", {}, `    state: ${state}\n`));
  expect(environments.demo?.state).toBe("s3://bucket/a.json");
  expect(environments.demo?.stateAccess).toEqual({ endpoint: "http://127.0.0.1:9000", forcePathStyle: false });
});

test("lists the files it read with their hashes, whatever the order of the sections", () => {
  const files = withDemo(`include: [ "teams/**" ]\n${FLOW}`, { "teams/x/a.yaml": "queues:\n" });
  const project = projectOf(files);
  expect(project.files.map(({ file }) => file)).toEqual(["connectctl.yaml", "flows/main.json", "teams/x/a.yaml"]);
  expect(project.files[1]?.sha256).toBe(sha256(content()));
  expect(projectOf(files).sha256).toBe(project.sha256);
  expect(projectOf({ ...files, "flows/main.json": content("other") }).sha256).not.toBe(project.sha256);
});

test("shares one anchor among many entries", () => {
  const entries = Array.from({ length: 400 }, (_, i) => `  f${i}: { name: N${i}, content: flows/main.json, tags: *t }`);
  const sections = `tags: &t { a: b }\nflows:\n${entries.join("\n")}\n`;
  expect(projectOf(withDemo(sections)).entries).toHaveLength(400);
});

test("takes an absolute path of a manifest inside the folder, and another name for it", () => {
  const folder = projectFolder({
    "sub/other.yml": withDemo(FLOW)["connectctl.yaml"] ?? "",
    "flows/main.json": content(),
  });
  expect(problemsIn(folder, undefined, join(folder, "sub/other.yml"))).toEqual([]);
});

test("refuses a symbolic link that leads out of the project, and follows one that stays", () => {
  const outside = projectFolder({ "secret.json": content() });
  const folder = projectFolder(withDemo("flows:\n  main: { name: Main, content: link.json }\n"));
  symlinkSync(join(outside, "secret.json"), join(folder, "link.json"));
  expect(told(problemsIn(folder)).replaceAll(outside, "OUTSIDE")).toMatchInlineSnapshot(`
    "error manifest/outside-project
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      Path leaves the project folder
      \`link.json\` is not inside the project folder: a symbolic link leads to OUTSIDE/secret.json.
      help: Keep the file inside the project folder and write its path from there."
  `);
  const inside = projectFolder(withDemo("flows:\n  main: { name: Main, content: link.json }\n"));
  symlinkSync(join(inside, "flows/main.json"), join(inside, "link.json"));
  expect(problemsIn(inside)).toEqual([]);
});

test("refuses a state below a link that leads out of the project", () => {
  const folder = projectFolder(withDemo(FLOW));
  symlinkSync(projectFolder({}), join(folder, "state"));
  expect(problemsIn(folder).map(({ code, pointer }) => [code, pointer])).toEqual([
    ["manifest/outside-project", "/environments/demo/state"],
  ]);
});

test("reads includes from hidden folders and node_modules never", () => {
  const hidden = { ".git/a.yaml": "flows: 1\n", "node_modules/x/a.yaml": "flows: 1\n", "b/a.yaml": "queues:\n" };
  const project = projectOf(withDemo('include: [ "**/a.{yaml,yml}" ]\n', hidden));
  expect(project.sources.map(({ file }) => file)).toEqual(["connectctl.yaml", "b/a.yaml"]);
});

test("explains every code that it uses, and no other", () => {
  const folder = join(import.meta.dirname, "../../src/manifest");
  const used = new Set<string>();
  for (const file of readdirSync(folder, { encoding: "utf8", recursive: true })) {
    if (!file.endsWith(".ts") || basename(file) === "manifest-problem.ts") continue;
    for (const [code] of readFileSync(join(folder, file), "utf8").matchAll(/manifest\/[a-z0-9-]+(?=")/g))
      used.add(code);
  }
  expect([...used].sort()).toEqual(Object.keys(MANIFEST_PROBLEMS).sort());
});
