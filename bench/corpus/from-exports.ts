import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { kindOfArn, parseArn } from "../../src/model/arn.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import type { PullLookup, PullReport } from "../../src/model/pull.js";
import { openSimulator } from "../../src/sim/index.js";
import { inTarget } from "./portable.js";
import { simulatorFolder } from "./project.js";
import { textsBelow } from "./pull-back.js";
import { type CommandResult, runCommand } from "./quiet-world.js";
import { type Asked, documentOf, TARGET } from "./simulated.js";

/** What came of a folder of exports on its way to a new instance. */
export interface BroughtExports {
  readonly pulled: number;
  readonly lookups: number;
  readonly unresolved: number;
  /** Why nothing was written, where that is right. */
  readonly stopped?: string;
  readonly problems: readonly string[];
}

/**
 * Pulls exports into a new project, makes an instance in another account that has all that they look up, plans, applies
 * and plans again: the second plan has to be empty, and a second pull may not change a byte.
 */
export async function bringExports(exports: string): Promise<BroughtExports> {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    writeManifest(folder, { version: 1, environments: { target: TARGET_ENVIRONMENT } });
    const first = await pullAll(folder, exports);
    if ("problem" in first) return { pulled: 0, lookups: 0, unresolved: 0, problems: [first.problem] };
    const { summary, lookups, unresolved } = first.report;
    const counts = { pulled: summary.new, lookups: lookups.length, unresolved: unresolved.length };
    if (summary.new === 0) return { ...counts, stopped: `nothing to pull${first.why}`, problems: [] };
    await makeInstance(folder, first.report);
    return { ...counts, ...(await promote(folder, exports)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { alias, region, account } = TARGET;
const TARGET_ENVIRONMENT = { simulator: true, instance: alias, region, account };

function writeManifest(folder: string, manifest: object): void {
  writeFileSync(join(folder, "connectctl.yaml"), stringify(manifest));
}

type Pulled = { readonly report: PullReport; readonly why: string } | { readonly problem: string };

/** Flows that every instance is born with come where there are no others, because they are named. */
async function pullAll(folder: string, exports: string): Promise<Pulled> {
  const pull = async (...addresses: readonly string[]): Promise<Pulled> => {
    const result = await runCommand(folder, ["pull", "--from", exports, "--json", ...addresses]);
    if (result.code !== 0) return { problem: failure("the pull", result) };
    const codes = codesIn(result.stderr, "warning");
    const why = codes.length === 0 ? "" : `: ${codes.join(", ")}`;
    return { report: JSON.parse(result.stdout) as PullReport, why };
  };
  const all = await pull();
  if ("problem" in all || all.report.summary.new > 0 || all.report.leftOut.length === 0) return all;
  return pull(...all.report.leftOut.map(({ address }) => address));
}

function codesIn(stderr: string, severity: "error" | "warning"): readonly string[] {
  const lines = stderr.split("\n").filter((line) => line.trimStart().startsWith(severity));
  return [...new Set(lines.flatMap((line) => /\b[a-z]+\/[a-z-]+/.exec(line)?.[0] ?? []))];
}

/** An id alone is the same in the target; a rule says so. */
const BARE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::|$)/i;

/** The instance has what is looked up by name, and, by id, what no name stands for. */
async function makeInstance(folder: string, { lookups, unresolved }: PullReport): Promise<void> {
  const simulator = await openSimulator({ folder: simulatorFolder(folder) });
  try {
    await simulator.ensureInstance({ ...TARGET });
    const texts = [...new Set(unresolved.map(({ text }) => text))];
    await simulator.load(documentOf([...lookups.map(askedFor), ...texts.flatMap(askedByArn)], []));
    const [instance] = simulator.instances();
    if (!instance) throw new Error("the simulator has no instance");
    const rewrite = texts
      .map((from) => ({ from, to: inTarget(from, instance) }))
      .filter(({ from, to }) => BARE.test(from) || (from.startsWith("arn:") && from !== to));
    const manifest = parse(readFileSync(join(folder, "connectctl.yaml"), "utf8")) as object;
    writeManifest(folder, { ...manifest, environments: { target: { ...TARGET_ENVIRONMENT, rewrite } } });
  } finally {
    await simulator.close();
  }
}

function askedFor({ kind, key }: PullLookup): Asked {
  const name = typeof key === "string" ? key : [key["bot"], key["alias"]].join("/");
  return { kind, name, qualifiers: [] };
}

function askedByArn(text: string): readonly Asked[] {
  const arn = parseArn(text);
  const thing = arn && kindOfArn(arn);
  if (!arn || !thing || arn.account === "aws" || thing.kind === "lexBot") return [];
  const { kind, id } = thing;
  return [
    kind === "lambda" ? { kind, name: id, qualifiers: [] } : { kind, name: `left ${id}`, wantedId: id, qualifiers: [] },
  ];
}

async function promote(folder: string, exports: string): Promise<Pick<BroughtExports, "stopped" | "problems">> {
  const plan = await runCommand(folder, ["plan", "--out", "plan.json"]);
  if (plan.code === 3) {
    const codes = await lintErrors(folder);
    return codes.length > 0
      ? { stopped: `stopped by ${codes.join(", ")}`, problems: [] }
      : { problems: [failure("the plan", plan)] };
  }
  if (plan.code === 6) return { stopped: `stopped by ${codesIn(plan.stderr, "error").join(", ")}`, problems: [] };
  if (plan.code !== 0) return { problems: [failure("the plan", plan)] };
  const applied = await runCommand(folder, ["apply", "plan.json"]);
  if (applied.code !== 0) return refusedTypes(plan, applied) ?? { problems: [failure("the apply", applied)] };
  const again = await runCommand(folder, ["plan", "--detailed-exitcode"]);
  const before = textsBelow(folder);
  const second = await runCommand(folder, ["pull", "--from", exports]);
  return {
    problems: [
      ...(again.code === 0 ? [] : [failure("the second plan", again)]),
      ...(second.code === 0 ? [] : [failure("the second pull", second)]),
      ...(textsBelow(folder) === before ? [] : ["the second pull changes a file"]),
    ],
  };
}

/** A type that nobody knows may be one that the service has learned; only the service can say, and the plan warned of it. */
function refusedTypes(
  plan: CommandResult,
  applied: CommandResult,
): Pick<BroughtExports, "stopped" | "problems"> | undefined {
  const types = [...plan.stderr.matchAll(/Unknown block type (\S+)/g)].map(([, type]) => type);
  const refused = [...applied.stderr.matchAll(/^ {2}Invalid Action type\. Type: (\S+)$/gm)].map(([, type]) => type);
  const rejected = [...applied.stderr.matchAll(/connect\/rejected-content$/gm)].length;
  const isWarned = refused.length > 0 && refused.length === rejected && refused.every((type) => types.includes(type));
  return isWarned ? { stopped: `refused as warned of: ${[...new Set(refused)].join(", ")}`, problems: [] } : undefined;
}

/** What `validate` has against the contents; nothing where something else is wrong. */
async function lintErrors(folder: string): Promise<readonly string[]> {
  const { stdout } = await runCommand(folder, ["validate", "--json"]);
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  return errors.every((code) => code.startsWith("flow/")) ? [...new Set(errors)] : [];
}

function failure(what: string, { code, stdout, stderr }: CommandResult): string {
  const at = stderr.search(/^ *error/m);
  const told = at >= 0 ? stderr.slice(at) : `${stdout}${stderr}`;
  return `${what} ends with ${code}: ${told.replace(/\s+/g, " ").trim().slice(0, 500)}`;
}
