/**
 * Runs something no more often than once in so many milliseconds, by the machine's own clock: who asks while it runs
 * shares that run, and who asks soon after the end of one is not kept waiting.
 */
export function seldom(run: () => Promise<void>, ms: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  let ended = Number.NEGATIVE_INFINITY;
  const runOnce = async (): Promise<void> => {
    await run().finally(() => {
      running = undefined;
      ended = performance.now();
    });
  };
  return async () => {
    if (running === undefined && performance.now() - ended < ms) return;
    running ??= runOnce();
    await running;
  };
}
