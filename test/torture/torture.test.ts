import { expect, test } from "vitest";
import { builtBinary } from "./binary.js";
import { torture } from "./torture.js";

test("loses nothing and doubles nothing when it is killed, cut off or refused at any moment", {
  timeout: 1_800_000,
}, async () => {
  const complaints: string[] = [];
  const complain = (text: string) => void complaints.push(text);
  const rows = await torture({ binary: await builtBinary(), rounds: 200, seed: 4, workers: 2, complain });
  expect(complaints).toEqual([]);
  expect([...rows.values()].reduce((sum, { rounds }) => sum + rounds, 0)).toBeGreaterThanOrEqual(200);
});
