import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { measureDescribes } from "./aws.js";
import { measureLimits, measureTogether } from "./limits.js";
import { measureSize, type SizeResult } from "./measure-size.js";
import { pictureOf } from "./picture.js";
import { builtProgram } from "./program.js";
import { type Results, textOf } from "./report-text.js";
import { measureStartUp } from "./start-up.js";
import { isThere } from "./terraform.js";
import { writeDocs } from "./write-docs.js";

// npm run bench [-- --sizes 300,1000x30 --runs 3 --peer-runs 1 --limited 300 --together 60 --no-limits --no-aws]
//               [--json FILE --picture FILE --docs FILE] [--from FILE: nothing is measured, what was is shown again]

const option = (name: string, usual: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return (at < 0 ? undefined : process.argv[at + 1]) ?? usual;
};
const flag = (name: string) => process.argv.includes(`--${name}`);
const say = (text: string) => process.stderr.write(`${text}\n`);
const work = mkdtempSync(join(tmpdir(), "connectctl-bench-"));
const program = () => option("program", "") || builtProgram();

/** What is measured by default: the four sizes of mixed flows, and a thousand of 30 blocks against Terraform. */
const SIZES = "300,1000,3000,10000,1000x30";

async function measureAll(): Promise<Results> {
  const runs = Number(option("runs", "3"));
  const startUp = await measureStartUp(program(), work, Number(option("starts", "21")));
  const sizes: SizeResult[] = [];
  for (const text of option("sizes", SIZES).split(",")) sizes.push(await oneSize(text, runs));
  const describe = flag("no-aws") || !isThere("aws", "--version") ? undefined : await describeByCli();
  const limits = flag("no-limits") ? [] : await underLimits();
  const machine = { cores: availableParallelism(), node: process.version, platform: process.platform };
  return { machine, startUp, sizes, limits, ...(describe ? { describe } : {}) };
}

async function oneSize(text: string, runs: number): Promise<SizeResult> {
  const [flows = "", blocks = "mixed"] = text.split("x");
  say(`\n${flows} flows, blocks: ${blocks}`);
  const folder = folderFor(text);
  // Terraform writes its whole state after each resource: above a thousand it takes hours.
  const peerRuns = Number(flows) <= 1000 && blocks !== "mixed" ? Number(option("peer-runs", "1")) : 0;
  const size = { flows: Number(flows), blocks: blocks === "mixed" ? ("mixed" as const) : Number(blocks) };
  const result = await measureSize({
    ...size,
    program: program(),
    folder,
    runs: size.flows > 1000 ? 1 : runs,
    peerRuns,
    say,
  });
  rmSync(folder, { recursive: true, force: true });
  return result;
}

function folderFor(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A CLI that is there and does not work is left out: it is no reason to lose an hour's results. */
async function describeByCli() {
  try {
    return await measureDescribes(program(), folderFor("aws"), 10);
  } catch (error) {
    say(`the AWS CLI is left out: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function underLimits() {
  say("\nunder the service's limits");
  const flows = Number(option("limited", "300"));
  const apart = await measureLimits(folderFor("limits"), flows);
  return [...apart, await measureTogether(program(), folderFor("together"), Number(option("together", "60")))];
}

try {
  const known = option("from", "");
  const results = known === "" ? await measureAll() : (JSON.parse(readFileSync(known, "utf8")) as Results);
  process.stdout.write(textOf(results));
  const into = (name: string, write: (file: string) => void) => option(name, "") && write(option(name, ""));
  into("json", (file) => writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`));
  into("picture", (file) => writeFileSync(file, pictureOf(results)));
  into("docs", (file) => writeDocs(file, results));
} finally {
  rmSync(work, { recursive: true, force: true });
}
