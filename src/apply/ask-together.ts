/**
 * Answers many at once: who asks while a question is under way waits for the next one, so that every answer is to a
 * question that was put after it was asked for, and calls that meet share one.
 */
export function askTogether(ask: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    next = undefined;
    running = ask().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
