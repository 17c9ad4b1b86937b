import { availableParallelism } from "node:os";
import { builtBinary } from "./binary.js";
import { type Row, torture } from "./torture.js";

// `npm run torture [-- --rounds N] [--seed N] [--workers N]`

function number(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = Number(at < 0 ? usual : process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number`);
  return value;
}

function lineOf(name: string, { rounds, lost, doubled, notConverged, wrong }: Row): string {
  const columns = [rounds, lost, doubled, notConverged, wrong].map((value) => String(value).padStart(14));
  return `${name.padEnd(30)}${columns.join("")}`;
}

const started = performance.now();
const seed = number("seed", 1 + Math.floor(Math.random() * 1_000_000));
const rows = await torture({
  binary: await builtBinary(),
  rounds: number("rounds", 200),
  seed,
  workers: number("workers", Math.min(4, Math.max(2, availableParallelism()))),
  complain: (text) => process.stderr.write(`${text}\n\n`),
});
const total: Row = { rounds: 0, lost: 0, doubled: 0, notConverged: 0, wrong: 0 };
for (const row of rows.values()) {
  for (const key of Object.keys(total) as (keyof Row)[]) total[key] += row[key];
}
const head = ["rounds", "lost", "doubled", "not converged", "wrong"].map((word) => word.padStart(14)).join("");
const lines = [`${"kind of fault".padEnd(30)}${head}`, ...[...rows].map(([name, row]) => lineOf(name, row))];
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`${[...lines, lineOf("all", total)].join("\n")}\nseed ${seed}, ${seconds} s\n`);
process.exit(total.lost + total.doubled + total.notConverged + total.wrong > 0 ? 1 : 0);
