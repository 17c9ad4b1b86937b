import type { LimitsResult } from "./limits.js";
import type { Row, SizeResult } from "./measure-size.js";
import { exponentOf, type Middle } from "./medians.js";
import type { StartUp } from "./start-up.js";

export interface Results {
  readonly machine: { readonly cores: number; readonly node: string; readonly platform: string };
  readonly startUp: readonly StartUp[];
  readonly sizes: readonly SizeResult[];
  /** The AWS CLI's describe of one flow, where it is there. */
  readonly describe?: Middle;
  readonly limits: readonly LimitsResult[];
}

/** The results as tables for people. */
export function textOf({ startUp, sizes, describe, limits }: Results): string {
  const parts = [
    startUpTable(startUp),
    ...sizes.map((size) => sizeTable(size, describe)),
    ...(sizes.length > 1 ? [growthTable(sizes)] : []),
    ...(limits.length > 0 ? [limitsTable(limits)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function startUpTable(startUp: readonly StartUp[]): string {
  const bare = startUp[0]?.cost.seconds ?? NaN;
  const rows = startUp.map(({ name, cost }) => [
    name,
    ms(cost.seconds),
    ms(cost.cpu),
    mb(cost.memory),
    times(cost.seconds / bare),
  ]);
  return `Start-up, median of ${startUp[0]?.cost.runs} runs in turns\n${table([["", "time", "CPU", "memory", "to node"], ...rows])}`;
}

function sizeTable({ flows, blocks, rows }: SizeResult, describe: Middle | undefined): string {
  const each = blocks === "mixed" ? "3 to 120 blocks" : `${blocks} blocks`;
  const head = ["", "time", "CPU", "memory", "calls", "sent", "received", "Terraform", "time to it", "memory to it"];
  const lines = rows.map((row) => [row.name, ...costWords(row.ours), ...askedWords(row), ...peerWords(row)]);
  const cli =
    describe === undefined
      ? ""
      : `\nThe AWS CLI takes ${ms(describe.seconds)} and ${ms(describe.cpu)} of CPU for each describe: ${seconds(describe.seconds * flows)} for ${flows} flows, one after the other.`;
  return `${flows} flows of ${each}, median of ${rows[0]?.ours.runs}\n${table([head, ...lines])}${cli}\n${callLines(rows)}`;
}

const costWords = ({ seconds: time, cpu, memory }: Middle) => [seconds(time), seconds(cpu), mb(memory)];

function askedWords({ asked }: Row): readonly string[] {
  const calls = Object.values(asked.calls).reduce((sum, count) => sum + count, 0);
  return [String(calls), mb(asked.sent), mb(asked.received)];
}

function peerWords({ ours, terraform }: Row): readonly string[] {
  if (!terraform) return ["", "", ""];
  const memory = ours.memory === undefined || terraform.memory === undefined ? NaN : ours.memory / terraform.memory;
  return [
    `${seconds(terraform.seconds)}, ${mb(terraform.memory)}`,
    times(ours.seconds / terraform.seconds),
    times(memory),
  ];
}

function callLines(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ name, asked }) => {
    const calls = Object.entries(asked.calls).sort(([, left], [, right]) => right - left);
    return calls.length === 0 ? [] : [`  ${name}: ${calls.map(([what, count]) => `${what} ${count}`).join(", ")}`];
  });
  return `calls by operation\n${lines.join("\n")}`;
}

/** How time and memory grow with the number of flows of mixed sizes. */
function growthTable(sizes: readonly SizeResult[]): string {
  const mixed = sizes.filter(({ blocks }) => blocks === "mixed");
  const names = mixed[0]?.rows.map(({ name }) => name) ?? [];
  const points = (name: string, of: (middle: Middle) => number | undefined) =>
    mixed.flatMap(({ flows, rows }) => {
      const cost = rows.find((row) => row.name === name)?.ours;
      const value = cost && of(cost);
      return value === undefined ? [] : [[flows, value] as const];
    });
  const power = (value: number | undefined) => (value === undefined ? "" : value.toFixed(2));
  const rows = names.map((name) => [
    name,
    power(exponentOf(points(name, ({ seconds: time }) => time))),
    power(exponentOf(points(name, ({ cpu }) => cpu))),
    power(exponentOf(points(name, ({ memory }) => memory))),
  ]);
  return `Growth with the number of flows, as a power of it (1 is linear)\n${table([["", "time", "CPU", "memory"], ...rows])}`;
}

function limitsTable(limits: readonly LimitsResult[]): string {
  const rows = limits.map(({ name, seconds: taken, bound, repeated }) => [
    name,
    seconds(taken),
    seconds(bound),
    (taken / bound).toFixed(3),
    String(repeated),
  ]);
  const head = ["", "time", "best that the buckets allow", "ratio", "calls sent again"];
  return `Under the service's limits (2 requests a second, burst 5, for each operation)\n${table([head, ...rows])}`;
}

const ms = (value: number) => `${Math.round(value * 1000)} ms`;
const seconds = (value: number) => (value < 10 ? `${value.toFixed(2)} s` : `${value.toFixed(1)} s`);
const mb = (bytes: number | undefined) =>
  bytes === undefined ? "-" : bytes === 0 ? "0" : `${(bytes / 1e6).toFixed(1)} MB`;
const times = (value: number) =>
  Number.isNaN(value) ? "" : value < 1 ? `1/${(1 / value).toFixed(1)}` : value.toFixed(2);

/** Columns that line up: words to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const used = widths.map((width, column) => width > 0 && rows.slice(1).some((row) => (row[column] ?? "") !== ""));
  const line = (row: readonly string[]) =>
    row
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0;
        return used[column] || column === 0 ? [column === 0 ? cell.padEnd(width) : cell.padStart(width)] : [];
      })
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}
