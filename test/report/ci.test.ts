import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { openSituation } from "../scenarios/situations.js";

const CI = "examples/ci";
const SCRIPTS = readdirSync(join(CI, "scripts"));

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly steps: readonly Step[];
  readonly environment?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

interface GitlabJob {
  readonly script?: readonly string[];
  readonly after_script?: readonly string[];
  readonly resource_group?: string;
  readonly id_tokens?: object;
}

const read = (...path: string[]): string => readFileSync(join(CI, ...path), "utf8");
const workflow = (name: string): Workflow => parse(read("github", `connectctl-${name}.yml`)) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

/** Names of scripts that a line of shell calls. */
const calledIn = (line: string) => [...line.matchAll(/\bci\/([\w-]+\.sh)/g)].map(([, name = ""]) => name);

describe("a workflow", () => {
  test.each(["plan", "apply", "drift"])(
    "to %s takes nothing foreign into its shell, and only actions of one version",
    (name) => {
      for (const { run = "", uses } of stepsOf(workflow(name))) {
        expect(run).not.toContain("${{");
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
        for (const script of calledIn(run)) expect(SCRIPTS).toContain(script);
      }
    },
  );

  test("has the rights that it needs, and no more", () => {
    const base = { contents: "read", "id-token": "write" };
    expect(workflow("plan").permissions).toEqual({ ...base, "pull-requests": "write" });
    expect(workflow("apply").permissions).toEqual({ ...base, actions: "read", "pull-requests": "read" });
    expect(workflow("drift").permissions).toEqual({ ...base, issues: "write" });
  });

  test("never applies twice at a time, and never breaks an apply off", () => {
    expect(workflow("apply").concurrency).toEqual({ group: "connectctl-prod", "cancel-in-progress": false });
    expect(Object.values(workflow("apply").jobs).map(({ environment }) => environment)).toEqual(["production"]);
  });

  test("for GitLab calls scripts that are there, has short-lived credentials, and applies one at a time", () => {
    const jobs = parse(read("gitlab", ".gitlab-ci.yml"), { merge: true }) as Readonly<Record<string, GitlabJob>>;
    const { plan, apply, drift } = jobs;
    for (const job of [plan, apply, drift]) {
      expect(job?.id_tokens).toBeDefined();
      const lines = [...(job?.script ?? []), ...(job?.after_script ?? [])];
      expect(lines.flatMap(calledIn).length).toBeGreaterThan(0);
      for (const script of lines.flatMap(calledIn)) expect(SCRIPTS).toContain(script);
    }
    expect(apply?.resource_group).toBe("connectctl-prod");
  });

  test("leaves no script unused", () => {
    const texts = [
      read("gitlab", ".gitlab-ci.yml"),
      ...readdirSync(join(CI, "github")).map((name) => read("github", name)),
    ];
    expect(new Set(texts.flatMap(calledIn))).toEqual(new Set(SCRIPTS));
  });
});

/** A stand-in for a program: says what `answer` says for its arguments, and writes down what it was asked. */
function fake(folder: string, name: string, answer: string): void {
  const file = join(folder, "bin", name);
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "$CALLS"\n${answer}\n`);
  chmodSync(file, 0o755);
}

interface RunnerJob {
  readonly folder: string;
  /** Runs a line of a workflow as a runner does; gives its exit code and what it said. */
  readonly sh: (line: string, env?: Readonly<Record<string, string>>) => { code: number | null; said: string };
  /** What the stand-ins were asked since the last time. */
  readonly calls: () => string;
}

/** A folder of a project with the scripts in `ci/`, the real program and stand-ins for what talks to a service. */
async function openJob(situation: string): Promise<RunnerJob> {
  const { folder } = await openSituation(situation);
  cpSync(join(CI, "scripts"), join(folder, "ci"), { recursive: true });
  mkdirSync(join(folder, "bin"));
  const program = `exec "${process.execPath}" --import "${resolve("node_modules/tsx/dist/esm/index.mjs")}" "${resolve("src/cli/bin.ts")}" "$@"`;
  writeFileSync(join(folder, "bin", "connectctl"), `#!/bin/sh\n${program}\n`);
  chmodSync(join(folder, "bin", "connectctl"), 0o755);
  const log = join(folder, "calls");
  writeFileSync(log, "");
  return {
    folder,
    sh: (line, env = {}) => {
      const path = `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
      const ran = spawnSync("bash", ["-e", "-c", line], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: path, HOME: folder, CALLS: log, GITHUB_OUTPUT: join(folder, "outputs"), ...env },
      });
      return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
    },
    calls: () => {
      const told = readFileSync(log, "utf8");
      writeFileSync(log, "");
      return told;
    },
  };
}

/** The lines of a job that call its scripts, as they stand in the workflow, for the environment of the situation. */
function linesOf(name: string, script: string): string {
  const line = stepsOf(workflow(name)).find(({ run = "" }) => calledIn(run).includes(script))?.run ?? "";
  return line.replace(/\bprod\b/g, "demo");
}

const GITHUB = { GITHUB_REPOSITORY: "acme/flows", GITHUB_REF: "refs/pull/7/merge", GITHUB_SHA: "abc", GH_TOKEN: "t" };

describe("the steps of a job", () => {
  test("plan, comment, apply exactly that plan, and refuse one that has become another", async () => {
    const job = await openJob("edited");
    expect(job.sh(linesOf("plan", "plan.sh"))).toMatchObject({ code: 0 });
    for (const file of ["plan.json", "plan.md", "plan.html"]) expect(existsSync(join(job.folder, file))).toBe(true);
    expect(readFileSync(join(job.folder, "outputs"), "utf8")).toMatch(/^has_changes=true$/m);

    fake(job.folder, "gh", 'case "$*" in *--paginate*) printf "%s" "$COMMENTS";; esac');
    expect(job.sh(linesOf("plan", "github-comment.sh"), GITHUB).code).toBe(0);
    expect(job.calls()).toContain("--method POST repos/acme/flows/issues/7/comments --field body=@plan.md");
    expect(job.sh(linesOf("plan", "github-comment.sh"), { ...GITHUB, COMMENTS: "41\n42\n" }).code).toBe(0);
    expect(job.calls()).toContain("--method PATCH repos/acme/flows/issues/comments/41 --field body=@plan.md");

    const answers = [
      '"api "*) echo headsha;;',
      '"run list "*) echo 99;;',
      '"run download "*) mkdir -p reviewed && cp plan.json reviewed/;;',
    ];
    fake(job.folder, "gh", `case "$*" in ${answers.join(" ")} esac`);
    expect(job.sh(linesOf("apply", "github-reviewed-plan.sh"), GITHUB).code).toBe(0);
    expect(job.calls()).toMatch(/run list --workflow connectctl-plan\.yml --commit headsha .*\n.*run download 99/);
    const applied = job.sh(linesOf("apply", "apply.sh"));
    expect(applied).toMatchObject({ code: 0 });
    expect(readFileSync(join(job.folder, "outputs"), "utf8")).toMatch(/^status=done$/m);
    const again = job.sh(linesOf("apply", "apply.sh"));
    expect([again.code, again.said]).toEqual([4, expect.stringContaining("cli/other-plan")]);
  }, 60_000);

  test("find no reviewed plan where a commit came from no pull request", async () => {
    const job = await openJob("edited");
    fake(job.folder, "gh", "true");
    const { code, said } = job.sh(linesOf("apply", "github-reviewed-plan.sh"), GITHUB);
    expect([code, said]).toEqual([1, expect.stringContaining("Nobody reviewed a plan")]);
  });

  test("tell of drift in one issue, and close it when there is none any more", async () => {
    const job = await openJob("drift");
    const env = { ...GITHUB, GH_REPO: "acme/flows" };
    fake(job.folder, "gh", 'case "$*" in "issue list "*) printf "%s" "$ISSUE";; esac');
    expect(job.sh(linesOf("drift", "drift.sh")).code).toBe(0);
    expect(readFileSync(join(job.folder, "outputs"), "utf8")).toMatch(/^has_drift=true$/m);
    expect(job.sh(linesOf("drift", "github-issue.sh"), env).code).toBe(0);
    expect(job.calls()).toContain(
      "issue create --title Drift in demo --label connectctl-drift-demo --body-file drift.md",
    );
    expect(job.sh(linesOf("drift", "github-issue.sh"), { ...env, ISSUE: "5" }).code).toBe(0);
    expect(job.calls()).toContain("issue edit 5 --body-file drift.md");

    const undo = readFileSync(join(job.folder, "drift.md"), "utf8").match(/to undo it: (.*)/)?.[1] ?? "false";
    expect(job.sh(`${undo} --auto-approve`).code).toBe(0);
    expect(job.sh(linesOf("drift", "drift.sh")).code).toBe(0);
    expect(job.sh(linesOf("drift", "github-issue.sh"), { ...env, ISSUE: "5" }).code).toBe(0);
    expect(job.calls()).toContain("issue close 5");
  }, 60_000);

  test("fail where drift cannot be looked for", async () => {
    const job = await openJob("draft");
    expect(job.sh(linesOf("drift", "drift.sh")).code).toBe(8);
  });

  test("write one note in a merge request, and fetch the reviewed plan from it", async () => {
    const job = await openJob("edited");
    const env = {
      ...{ CI_API_V4_URL: "https://gitlab.example.com/api/v4", CI_PROJECT_ID: "3", CI_MERGE_REQUEST_IID: "7" },
      ...{ CI_COMMIT_SHA: "abc", GITLAB_TOKEN: "t" },
    };
    writeFileSync(join(job.folder, "plan.md"), "<!-- connectctl:plan:demo -->\nA plan\n");
    fake(job.folder, "curl", 'case "$*" in *per_page*) printf "%s" "$NOTES";; esac');
    expect(job.sh("ci/gitlab-note.sh plan.md", { ...env, NOTES: "[]" }).code).toBe(0);
    expect(job.calls()).toMatch(/--request POST --data-urlencode body@plan\.md .*merge_requests\/7\/notes\n/);
    const notes = JSON.stringify([
      { id: 1, body: "Hello" },
      { id: 2, body: "<!-- connectctl:plan:demo -->\nOld" },
    ]);
    expect(job.sh("ci/gitlab-note.sh plan.md", { ...env, NOTES: notes }).code).toBe(0);
    expect(job.calls()).toMatch(/--request PUT .*\/notes\/2\n/);

    fake(job.folder, "curl", 'case "$*" in *commits*) printf "%s" "$REQUESTS";; esac');
    const merged = JSON.stringify([{ iid: 7, state: "merged" }]);
    expect(job.sh("ci/gitlab-reviewed-plan.sh plan reviewed", { ...env, REQUESTS: merged }).code).toBe(0);
    expect(job.calls()).toContain("jobs/artifacts/refs%2Fmerge-requests%2F7%2Fhead/raw/plan.json?job=plan");
    expect(job.sh("ci/gitlab-reviewed-plan.sh plan reviewed", { ...env, REQUESTS: "[]" }).code).toBe(1);
  });
});
