import { join } from "node:path";
import { type Case, casesOf, forget } from "./cases.js";
import { type Centre, type CentreSize, writeCentre } from "./centre.js";
import { openGate } from "./count-bytes.js";
import { type Asked, countCalls } from "./count-calls.js";
import { type Cost, measure } from "./measure.js";
import { type Middle, middleOf } from "./medians.js";
import { SIGNED } from "./program.js";
import { freePort, serveInstances } from "./simulator-process.js";
import { isThere, TERRAFORM_CASES, writeTerraform } from "./terraform.js";

export interface SizeAsk extends CentreSize {
  readonly program: string;
  /** An empty folder to work in. */
  readonly folder: string;
  readonly runs: number;
  /** How often Terraform's commands are run; 0 leaves it out. */
  readonly peerRuns: number;
  readonly say: (text: string) => void;
}

/** What one case cost: ours, what it asked of the service, and Terraform's where it has a counterpart. */
export interface Row {
  readonly name: string;
  readonly ours: Middle;
  readonly asked: Asked;
  readonly terraform: Middle | undefined;
}

export interface SizeResult extends CentreSize {
  readonly rows: readonly Row[];
}

/** Measures every case at one size: each run on an instance of its own, with the peer's commands between ours. */
export async function measureSize(ask: SizeAsk): Promise<SizeResult> {
  const centre = writeCentre(join(ask.folder, "ours"), { ...ask, environments: ask.runs + 1, as: "unlimited" });
  const peer = ask.peerRuns > 0 && isThere("terraform", "version") ? join(ask.folder, "terraform") : undefined;
  const port = await freePort();
  const service = await serveInstances(ask.program, ask.folder, port, centre.instances);
  const costs = new Map<string, Cost[]>();
  const peers = new Map<string, Cost[]>();
  try {
    for (let run = 0; run < ask.runs; run++) {
      const environment = centre.environments[run] ?? "";
      const withPeer = peer !== undefined && run < ask.peerRuns;
      if (withPeer) writeTerraform(join(peer, environment), centre);
      for (const one of casesOf(centre, environment)) {
        put(costs, one.name, await runOurs(one, { ...ask, centre, endpoint: service.endpoint }));
        if (withPeer) await runTheirs(one.name, join(peer, environment), peers, ask.say);
      }
    }
    const asked = await askAll(ask, centre, port);
    const rows = [...costs].map(([name, ours]) => rowOf(name, ours, asked.get(name), peers.get(name)));
    return { flows: ask.flows, blocks: ask.blocks, rows };
  } finally {
    await service.stop();
    forget(centre);
  }
}

const NOTHING_ASKED: Asked = { calls: {}, sent: 0, received: 0 };

function rowOf(name: string, ours: readonly Cost[], asked = NOTHING_ASKED, theirs: readonly Cost[] = []): Row {
  return { name, ours: middleOf(ours), asked, terraform: theirs.length === 0 ? undefined : middleOf(theirs) };
}

interface Ours extends SizeAsk {
  readonly centre: Centre;
  readonly endpoint: string;
}

async function runOurs(one: Case, { program, centre, endpoint, say }: Ours): Promise<Cost> {
  one.before?.();
  const argv = [process.execPath, program, ...one.argv];
  const cost = await measure({ argv, cwd: centre.folder, env: { ...SIGNED, AWS_ENDPOINT_URL_CONNECT: endpoint } });
  one.after?.();
  if (cost.exitCode !== 0) throw new Error(`${one.name} ended with ${cost.exitCode}:\n${cost.stderr.slice(-2000)}`);
  say(`${one.name}: ${cost.seconds.toFixed(2)} s`);
  return cost;
}

async function runTheirs(
  name: string,
  cwd: string,
  peers: Map<string, Cost[]>,
  say: (text: string) => void,
): Promise<void> {
  const argv = Object.hasOwn(TERRAFORM_CASES, name) ? TERRAFORM_CASES[name as keyof typeof TERRAFORM_CASES] : undefined;
  if (!argv) return;
  const cost = await measure({ argv, cwd, env: { CHECKPOINT_DISABLE: "1" } });
  if (cost.exitCode !== 0) throw new Error(`terraform ended with ${cost.exitCode}:\n${cost.stderr.slice(-2000)}`);
  say(`  terraform: ${cost.seconds.toFixed(2)} s`);
  put(peers, name, cost);
}

/** The cases once more on a last instance, through a door that counts. */
async function askAll(ask: SizeAsk, centre: Centre, port: number): Promise<ReadonlyMap<string, Asked>> {
  const gate = await openGate(port);
  const asked = new Map<string, Asked>();
  for (const one of casesOf(centre, centre.environments.at(-1) ?? "")) {
    asked.set(one.name, await countCalls(one, ask.program, centre.folder, gate));
  }
  gate.close();
  return asked;
}

function put(costs: Map<string, Cost[]>, name: string, cost: Cost): void {
  costs.set(name, [...(costs.get(name) ?? []), cost]);
}
