import { expect, test, vi } from "vitest";
import { seldom } from "../../../src/sim/keep/seldom.js";

test("who asks meanwhile shares the run, who asks soon after is spared it, who asks later has it run again", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const run = vi.fn(async () => undefined);
  const ask = seldom(run, 20);
  await Promise.all([ask(), ask(), ask()]);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(19);
  await ask();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  await ask();
  expect(run).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test("a run that fails is told to all who share it, and the next one comes after the pause", async () => {
  const ask = seldom(() => Promise.reject(new Error("no disk")), 0);
  await expect(Promise.all([ask(), ask()])).rejects.toThrow("no disk");
  await expect(ask()).rejects.toThrow("no disk");
});
