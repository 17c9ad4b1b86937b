import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";
import { smokeProject } from "./smoke-project.js";

const ESCAPE = "\u001b";

test("a switch with a value that is neither true nor false is refused, and not taken for off", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  expect(await program(folder, ["plan", "--adopt=1"])).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("`--adopt` takes no `1`"),
  });
  expect(await program(folder, ["version", "--no-color=yes"])).toMatchObject({ code: 3 });
  expect(JSON.parse((await program(folder, ["version", "--json=true"])).stdout)).toHaveProperty("version");
});

test("a variable that refuses to refuse colour does not force it", async () => {
  const { stderr } = await program(newFolder(), ["plan"], { env: { CONNECTCTL_NO_COLOR: "0" } });
  expect(stderr).not.toContain(ESCAPE);
});

test("FORCE_COLOR=0 takes the colour from a terminal", async () => {
  const texts: string[] = [];
  const stderr = { write: (text: string) => void texts.push(text), isTTY: true, columns: 80 };
  await program(newFolder(), ["plan"], { stderr, env: { FORCE_COLOR: "0" } });
  expect(texts.join("")).toContain("manifest/no-manifest");
  expect(texts.join("")).not.toContain(ESCAPE);
});

test("a port that no machine has is a mistake of the command line", async () => {
  const said = await program(newFolder(), ["simulator", "serve", "--port", "70000"]);
  expect(said).toMatchObject({ code: 3, stderr: expect.stringContaining("65535") });
});

test("white space around a list in a variable adds nothing to it", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  const { stdout } = await program(folder, ["plan", "--json"], { env: { CONNECTCTL_TARGET: " hours.a, " } });
  expect(JSON.parse(stdout)).toMatchObject({ options: { targets: ["hours.a"] } });
});

test("a state is not written as Markdown or HTML, and that is said", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  await program(folder, ["apply", "--auto-approve"]);
  const said = await program(folder, ["show", "state/demo.json", "--markdown", "state.md"]);
  expect(said).toMatchObject({ code: 3, stdout: "" });
  expect(existsSync(join(folder, "state.md"))).toBe(false);
});

test("init names a command that works where it was run", async () => {
  const folder = newFolder();
  expect((await program(folder, ["init", "--chdir", "new one"])).stdout).toContain(
    "Next: connectctl plan --chdir 'new one' --env demo",
  );
  write(folder, { "connectctl.json": manifestOf([]) });
  expect((await program(folder, ["init"])).stdout).not.toContain("--env demo");
});

test("explain knows no code that only JavaScript knows", async () => {
  for (const code of ["constructor", "__proto__", "toString"]) {
    expect(await program(newFolder(), ["explain", code])).toMatchObject({ code: 3, stdout: "" });
  }
});

test("a serial is written in digits", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  await program(folder, ["apply", "--auto-approve"]);
  for (const serial of ["1e0", "0x1", "1.0", ""]) {
    const said = await program(folder, ["state", "restore", serial]);
    expect(said).toMatchObject({ code: 3, stderr: expect.stringContaining("A serial is a whole number") });
  }
});

test("an empty path is a mistake, and not the folder that one is in", async () => {
  const folder = newFolder();
  await program(folder, ["init"]);
  const before = readFileSync(join(folder, "connectctl.yaml"), "utf8");
  const said = await program(folder, ["pull", "--from="]);
  expect(said).toMatchObject({ code: 3, stderr: expect.stringContaining("`--from` needs a value") });
  expect(readFileSync(join(folder, "connectctl.yaml"), "utf8")).toBe(before);
  expect(await program(folder, ["validate", "--chdir", ""])).toMatchObject({ code: 3 });
});

test("a pull of no kind at all is a mistake", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  expect(await program(folder, ["pull", "--kinds", ","])).toMatchObject({ code: 3 });
});

test("fmt shows the hidden characters of a path", async () => {
  const folder = newFolder();
  const project = smokeProject({});
  const manifest = project["connectctl.json"] as { flows: { bye: { content: string } } };
  manifest.flows.bye.content = "a\u202eb.json";
  write(folder, { ...project, "a\u202eb.json": JSON.stringify(project["bye.json"]) });
  const { stdout } = await program(folder, ["fmt", "--check"]);
  expect(stdout).toContain("a\\u{202e}b.json");
  expect(stdout).not.toContain("\u202e");
});

test("render and simulator dump escape hidden characters, and what a runner takes for a command", async () => {
  const folder = newFolder();
  const project = smokeProject({});
  const text = JSON.stringify(project["main.json"]).replace('"yes"', '"y\u202e ##[error]no"');
  write(folder, { ...project, "main.json": JSON.parse(text) as object });
  await program(folder, ["apply", "--env", "demo", "--auto-approve"]);
  const rendered = (await program(folder, ["render", "--env", "demo", "flow.main"])).stdout;
  const dumped = (await program(folder, ["simulator", "dump"])).stdout;
  for (const said of [rendered, dumped]) {
    expect(said).not.toContain("\u202e");
    expect(said).not.toContain("##[");
    expect(JSON.stringify(JSON.parse(said))).toContain("y\u202e ##[error]no");
  }
});

test("ids of contacts that were left behind are told without their hidden characters", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  await program(folder, ["apply", "--auto-approve"]);
  const willStart = { name: "a", clientToken: "t", entry: { flowId: "f" }, attributes: {}, references: {} };
  const lines = [
    { formatVersion: "1.0", environment: "demo" },
    { willStart, at: 0, isSmoke: true },
    { started: "t", id: "a\u001b[31m\u202e" },
  ];
  write(folder, { "state/demo.contacts.ndjson": lines.map((one) => `${JSON.stringify(one)}\n`).join("") });
  const { stderr } = await program(folder, ["apply", "--auto-approve"]);
  expect(stderr).toContain("a\\u{1b}[31m\\u{202e}.");
});

test("simulator dump of an instance that is not there says so", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  await program(folder, ["apply", "--auto-approve"]);
  const said = await program(folder, ["simulator", "dump", "demmo"]);
  expect(said).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining("`demo`") });
});

test("the command that saves a plan asks for the same plan", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a", "b"]) });
  const argv = ["plan", "--target", "hours.*", "--exclude", "hours.b", "--allow-delete", "--no-adopt"];
  const said = await program(folder, [...argv, "--max-delete", "50%", "--on-conflict", "overwrite"]);
  const flags =
    "--target 'hours.*' --exclude hours.b --allow-delete --no-adopt --max-delete 50% --on-conflict overwrite";
  expect(said.stdout).toContain(`connectctl plan --env demo ${flags} --out plan.json`);
});

test("apply --json tells warnings on stderr as plan --json does", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  const said = await program(folder, ["apply", "--json", "--auto-approve", "--target", "hours.zz"]);
  expect(said.stderr).toContain("plan/pattern-fits-nothing");
});

test("smoke --json gives one document, also where a report cannot be written", async () => {
  const folder = newFolder();
  write(folder, smokeProject({ ends: { flow: "flow.bye", expect: { ended: true }, within: "5s" } }));
  await program(folder, ["apply", "--env", "demo", "--auto-approve"]);
  const argv = ["smoke", "--env", "demo", "--json", "--junit", "bye.json/smoke.xml"];
  const said = await program(folder, argv);
  expect(JSON.parse(said.stdout)).toMatchObject({ summary: { passed: 1 } });
  expect(said).toMatchObject({ code: 1, stderr: expect.stringContaining("cli/cannot-write") });
});

test("a moment without a zone is in UTC, with a fraction of a second too", async () => {
  const folder = newFolder();
  write(folder, smokeProject({}));
  const argv = ["simulator", "trace", "--env", "demo", "--flow", "flow.bye", "--json", "--at"];
  const said = await program(folder, [...argv, "2026-05-01T09:30:00.5"]);
  expect(JSON.parse(said.stdout)).toMatchObject({ startedAt: "2026-05-01T09:30:00.500Z" });
  expect(await program(folder, [...argv, "2026-05-01 9:30"])).toMatchObject({ code: 3 });
});

test("a question goes where the terminal is", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  const texts: string[] = [];
  const stdout = { write: (text: string) => void texts.push(text), isTTY: true, columns: 80 };
  const stdin = { isTTY: true, readLine: async () => "no" };
  const said = await program(folder, ["apply"], { stdin, stdout });
  expect(texts.join("")).toContain("Only `yes`");
  expect(said.stderr).not.toContain("Only `yes`");
});

test("what is stopped while it reads leaves no progress in the terminal, and no warnings of what was not read", async () => {
  const folder = newFolder();
  const names = Array.from({ length: 10 }, (_, index) => `h${index}`);
  write(folder, { "connectctl.json": manifestOf(names) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const texts: string[] = [];
  let stop: ((signal: "SIGINT") => void) | undefined;
  const stderr = {
    write: (text: string) => {
      texts.push(text);
      if (text.includes("Reading")) stop?.("SIGINT");
      stop = text.includes("Reading") ? undefined : stop;
    },
    isTTY: true,
    columns: 80,
  };
  const onSignal = (listener: (signal: "SIGINT") => void) => {
    stop = listener;
    return () => undefined;
  };
  const env = { CONNECTCTL_SIMULATOR_LIMITS: "service" };
  const said = await program(folder, ["apply", "--auto-approve"], { stderr, onSignal, env });
  expect(said.code).toBe(130);
  expect(texts.join("")).toContain("Reading resources");
  expect(texts.join("")).not.toContain("connect/stopped");
  expect(texts.join("").split("\u001b[2K").at(-1)?.trim()).not.toContain("Reading");
}, 20_000);

test("what a service says reaches the terminal without its escapes, with CONNECTCTL_DEBUG too", async () => {
  const server = createServer((_, response) => {
    response.writeHead(400, { "x-amzn-errortype": "InvalidRequestException", "content-type": "application/json" });
    response.end(JSON.stringify({ message: "odd \u001b[31m\n::error::made up" }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = newFolder();
  const instance = "11111111-2222-4333-8444-555555555555";
  write(folder, {
    "connectctl.json": manifestOf(["a"], { simulator: false, region: "us-east-1", instance, endpoint }),
  });
  vi.stubEnv("AWS_ACCESS_KEY_ID", "a").stubEnv("AWS_SECRET_ACCESS_KEY", "b");
  onTestFinished(() => void vi.unstubAllEnvs());
  const env = { CONNECTCTL_DEBUG: "1" };
  const { stderr } = await program(folder, ["plan"], { env });
  expect(stderr).toContain("at ");
  expect(stderr).toContain("made up");
  expect(stderr).not.toContain("\u001b");
  expect(stderr).not.toMatch(/^\s*::error::/m);
  const silent = await program(folder, ["plan"], { env: { CONNECTCTL_DEBUG: "0" } });
  expect(silent.stderr).not.toMatch(/^ +at .*:\d+:\d+\)?$/m);
});
