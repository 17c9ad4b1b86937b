import type { Cost } from "./measure.js";

/** The middle of several runs, each measure by itself. */
export interface Middle {
  readonly runs: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number | undefined;
}

export function middleOf(costs: readonly Cost[]): Middle {
  const memories = costs.flatMap(({ memory }) => (memory === undefined ? [] : [memory]));
  return {
    runs: costs.length,
    seconds: median(costs.map(({ seconds }) => seconds)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: memories.length === 0 ? undefined : median(memories),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** The power of the size that a cost grows with: the slope of the best line through the logarithms (1 is linear). */
export function exponentOf(points: readonly (readonly [size: number, cost: number])[]): number | undefined {
  if (points.length < 2) return undefined;
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const below = logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return above / below;
}
