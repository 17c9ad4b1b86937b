import type { SizeResult } from "./measure-size.js";
import type { Results } from "./report-text.js";

/** Sizes of the picture, in its own units; colours that can be told apart on white and on black. */
const [WIDTH, ROW, LEFT, RIGHT, TOP] = [760, 34, 190, 120, 64];
const OURS = "#1f77b4";
const THEIRS = "#9a6dd7";

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly colour: string;
}

/** Seconds of CPU of each case, ours beside Terraform's where it ran, on a logarithmic scale: a picture as SVG. */
export function pictureOf({ sizes }: Results): string {
  const size = sizes.find(({ rows }) => rows.some(({ terraform }) => terraform)) ?? sizes.at(-1);
  if (!size) throw new Error("There is nothing to draw.");
  const bars = barsOf(size);
  const values = bars.map(({ value }) => value);
  const [least, most] = [Math.min(...values) / 1.5, Math.max(...values)];
  const scale = (value: number) =>
    ((WIDTH - LEFT - RIGHT) * Math.log(value / least)) / Math.log(Math.max(2, most / least));
  const height = TOP + bars.length * ROW + 16;
  const each = size.blocks === "mixed" ? "3 to 120 blocks" : `${size.blocks} blocks`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="14">`,
    `<title>CPU time for ${size.flows} flows of ${each}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="28" font-size="17" fill="#222">${size.flows} flows of ${each}: seconds of CPU (logarithmic)</text>`,
    ...legend(bars),
    ...bars.map((bar, index) => drawn(bar, TOP + index * ROW, scale(bar.value))),
    "</svg>",
    "",
  ].join("\n");
}

function barsOf({ rows }: SizeResult): readonly Bar[] {
  return rows.flatMap(({ name, ours, terraform }) => [
    { label: name, value: ours.cpu, colour: OURS },
    ...(terraform ? [{ label: "", value: terraform.cpu, colour: THEIRS }] : []),
  ]);
}

function legend(bars: readonly Bar[]): readonly string[] {
  const shown = [["connectctl", OURS] as const, ["terraform, its engine alone", THEIRS] as const];
  return shown
    .filter(([, colour]) => bars.some((bar) => bar.colour === colour))
    .map(([name, colour], index) => {
      const x = 16 + index * 130;
      return `<rect x="${x}" y="40" width="12" height="12" fill="${colour}"/><text x="${x + 18}" y="51" fill="#222">${name}</text>`;
    });
}

function drawn({ label, value, colour }: Bar, y: number, length: number): string {
  const middle = y + ROW / 2;
  const width = Math.max(2, length).toFixed(1);
  const end = LEFT + Number(width) + 8;
  const name = `<text x="${LEFT - 10}" y="${middle + 5}" text-anchor="end" fill="#222">${label}</text>`;
  const bar = `<rect x="${LEFT}" y="${y + 6}" width="${width}" height="${ROW - 12}" fill="${colour}"/>`;
  return `${name}${bar}<text x="${end}" y="${middle + 5}" fill="#222">${value.toFixed(2)} s</text>`;
}
