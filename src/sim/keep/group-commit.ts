/**
 * Lets calls that come at the same time share one write.
 *
 * A call comes back after a write that started after it, so what was there at the call is in it: while a write runs, all
 * calls wait for the one that follows. A call when `isClean` waits at most for the running write. A write that fails
 * fails all who wait for it, and the next call tries again.
 */
export function groupCommit(write: () => Promise<void>, isClean: () => boolean): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const start = (): Promise<void> => {
    waiting = undefined;
    return write();
  };
  return () => {
    if (isClean() && waiting === undefined) return running;
    if (waiting === undefined) {
      waiting = running.then(start, start);
      running = waiting;
    }
    return waiting;
  };
}
