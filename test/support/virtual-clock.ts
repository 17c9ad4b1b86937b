/** Time that passes only while everybody waits: then it jumps to the moment at which the first sleeper wakes. */
export interface VirtualClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets time pass until the work is done. */
  readonly during: <Value>(work: Promise<Value>) => Promise<Value>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Turns of the event loop without a sign of life after which nobody is taken to be at work. */
const QUIET_TURNS = 6;

export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let time = start;
  let signs = 0;
  let sleepers: readonly Sleeper[] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const untilQuiet = async () => {
    for (let quiet = 0, seen = -1; quiet < QUIET_TURNS; quiet++) {
      await turn();
      if (signs !== seen || isOnDisk()) quiet = 0;
      seen = signs;
    }
  };
  const wakeFirst = () => {
    const next = Math.min(...sleepers.map(({ at }) => at));
    if (!Number.isFinite(next)) return;
    time = Math.max(time, next);
    const due = sleepers.filter(({ at }) => at <= time);
    sleepers = sleepers.filter(({ at }) => at > time);
    for (const { wake } of due) wake();
  };
  return {
    now: () => {
      signs++;
      return time;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signs++;
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        };
        const sleeper = { at: time + ms, wake };
        signal?.addEventListener("abort", leave, { once: true });
        sleepers = [...sleepers, sleeper];
      }),
    during: async (work) => {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      work.then(end, end);
      while (!isDone) {
        await untilQuiet();
        if (!isDone) wakeFirst();
      }
      return work;
    },
  };
}

/** Whether some file is being read or written at this moment. */
function isOnDisk(): boolean {
  return process.getActiveResourcesInfo().some((resource) => /^(?:FS|Close)Req/.test(resource));
}
