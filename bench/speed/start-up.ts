import { ALWAYS } from "./cases.js";
import { type Cost, measure } from "./measure.js";
import { type Middle, middleOf } from "./medians.js";

/** What starting costs: the runtime that does nothing first, then our commands that do next to nothing. */
export interface StartUp {
  readonly name: string;
  readonly cost: Middle;
}

/** Measures them in turns, so that whatever else the machine does falls on all alike. */
export async function measureStartUp(program: string, cwd: string, runs: number): Promise<readonly StartUp[]> {
  const lines = [
    { name: "node -e 0", argv: [process.execPath, "-e", "0"] },
    ...ALWAYS.map(({ name, argv }) => ({ name, argv: [process.execPath, program, ...argv] })),
  ];
  const costs = new Map<string, Cost[]>();
  for (let run = 0; run < runs; run++) {
    for (const { name, argv } of lines) costs.set(name, [...(costs.get(name) ?? []), await measure({ argv, cwd })]);
  }
  return [...costs].map(([name, all]) => ({ name, cost: middleOf(all) }));
}
