import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    // Many tests wait for processes that they started: on two cores one worker would leave both idle.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
