import type { World } from "../../src/cli/index.js";
import { nodeWorld } from "../../src/cli/node-world.js";

/** What one command line gave. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A world in which every run is the same: a clock that stands, ids that count, streams that are kept. */
export interface FakeWorld {
  readonly world: World;
  /** What went out since the last call. */
  readonly take: () => { readonly stdout: string; readonly stderr: string };
}

const NODE = nodeWorld();

/** 2026-01-01T00:00:00Z. */
const START = 1_767_225_600_000;

/** `seed` tells the ids of one part of a test from those of another. */
export function fakeWorld(cwd: string, seed = 0, columns = 100): FakeWorld {
  const streams = { stdout: "", stderr: "" };
  const outlet = (name: keyof typeof streams) => ({
    isTTY: false,
    columns,
    write: (text: string) => {
      streams[name] += text;
    },
  });
  let ids = 0;
  const world: World = {
    ...NODE,
    cwd,
    env: {},
    pid: 1,
    host: "host",
    user: "somebody",
    processStart: "start",
    stdin: { isTTY: false, readLine: async () => undefined },
    stdout: outlet("stdout"),
    stderr: outlet("stderr"),
    now: () => START,
    sleep: async () => undefined,
    random: () => 0.5,
    newId: () => `00000000-0000-4000-8000-${String(seed * 1_000_000 + ++ids).padStart(12, "0")}`,
    onSignal: () => () => undefined,
  };
  const take = () => {
    const taken = { ...streams };
    streams.stdout = "";
    streams.stderr = "";
    return taken;
  };
  return { world, take };
}
