import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Kind } from "../../src/model/kind.js";
import type { Listed, LiveResource } from "../../src/model/snapshot.js";
import type { Exported } from "../../src/pull/index.js";
import { openSimulator } from "../../src/sim/index.js";
import { simulatorFolder } from "./project.js";
import { type CommandResult, runCommand } from "./quiet-world.js";
import { uniqueNames } from "./unique-name.js";

/** What came of pulling an instance that holds what files were exported from. */
export interface PulledBack {
  readonly pulled: number;
  /** ARNs, ids and buckets that no name stood for. */
  readonly unresolved: number;
  /** Why the instance could not be made; undefined where it could. */
  readonly refused?: string;
  readonly problems: readonly string[];
}

/** Makes the instance that the files come from, pulls all of it, plans, and pulls again. */
export async function pullBack(exported: Exported): Promise<PulledBack> {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    const refused = await loadInstance(folder, exported);
    if (refused !== undefined) return { pulled: 0, unresolved: 0, refused, problems: [] };
    return await pullTwice(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function loadInstance(folder: string, { target, ...exported }: Exported): Promise<string | undefined> {
  const { instanceId: id, region, accountId: account } = target;
  const simulator = await openSimulator({ folder: simulatorFolder(folder) });
  try {
    const instance = { alias: "source", id, region, account, quotas: QUOTAS, ...holdingOf(exported) };
    await simulator.load({ instances: [instance] });
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 400) : String(error);
  } finally {
    await simulator.close();
  }
  const environment = { simulator: true, instance: "source", region, account };
  writeFileSync(join(folder, "connectctl.yaml"), stringify({ version: 1, environments: { source: environment } }));
  return undefined;
}

const QUOTAS = { flows: 10_000, modules: 10_000, queues: 10_000, hours: 10_000, lambdas: 10_000 };

const COLLECTIONS: Readonly<Partial<Record<Kind, string>>> = {
  hours: "hours",
  queue: "queues",
  prompt: "prompts",
  user: "users",
  view: "views",
};

function holdingOf({ live, listed, bots }: Omit<Exported, "target">): object {
  const name = uniqueNames();
  const own = new Set(live.map(({ arn }) => arn));
  const rows = Object.entries(COLLECTIONS).map(([kind, collection]) => {
    const things = listed[kind as Kind] ?? [];
    return [collection, things.map((one) => ({ name: name(one.name, kind), id: one.id }))] as const;
  });
  const content = ({ kind, id, body, ...one }: LiveResource) => ({
    name: name(one.name, kind),
    id,
    content: body.content,
    ...(kind === "flow" ? { type: body.type } : {}),
  });
  const shell = ({ kind, id, name: called }: Listed) => ({
    name: name(called, kind),
    id,
    content: EMPTY,
    ...(kind === "flow" ? { type: "CONTACT_FLOW" } : {}),
  });
  const contents = (kind: "flow" | "module") => [
    ...live.filter((one) => one.kind === kind).map(content),
    ...(listed[kind] ?? []).filter(({ arn }) => !own.has(arn)).map(shell),
  ];
  return {
    ...Object.fromEntries(rows),
    lambdas: (listed.lambda ?? []).map(({ arn }) => arn),
    lexBots: [...bots].map(([arn, names]) => ({ ...names, arn })),
    flows: contents("flow"),
    modules: contents("module"),
  };
}

const EMPTY = {
  Version: "2019-10-30",
  StartAction: "end",
  Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }],
};

async function pullTwice(folder: string): Promise<PulledBack> {
  const first = await runCommand(folder, ["pull", "--all", "--json"]);
  if (first.code !== 0) return { pulled: 0, unresolved: 0, problems: [ended("the pull", first)] };
  const { summary } = JSON.parse(first.stdout) as { readonly summary: Readonly<Record<string, number>> };
  const before = textsBelow(folder);
  const plan = await runCommand(folder, ["plan", "--detailed-exitcode"]);
  const second = await runCommand(folder, ["pull", "--all"]);
  const problems = [
    ...(plan.code === 0 ? [] : [ended("the plan", plan)]),
    ...(second.code === 0 ? [] : [ended("the second pull", second)]),
    ...(textsBelow(folder) === before ? [] : ["the second pull changes a file"]),
  ];
  return { pulled: summary["new"] ?? 0, unresolved: summary["unresolved"] ?? 0, problems };
}

function ended(what: string, { code, stdout, stderr }: CommandResult): string {
  const at = stderr.search(/^ *error/m);
  const told = at >= 0 ? stderr.slice(at) : `${stdout}${stderr}`;
  return `${what} ends with ${code}: ${told.replace(/\s+/g, " ").trim().slice(0, 400)}`;
}

/** All that a person or git would see, as one text. */
export function textsBelow(folder: string): string {
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  return names
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return `${path}\n${statSync(path).isDirectory() ? textsBelow(path) : readFileSync(path, "utf8")}`;
    })
    .join("\n");
}
