/** A place at whose end text is written; `sync` promises that it is on the disk. */
export interface Sink {
  append(text: string): Promise<void>;
  sync(): Promise<void>;
  /** Takes back what was appended since the last sync that was kept. */
  takeBack(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * Gives a function that appends durably, in the order of its calls. Calls that meet share one sync. After a failure
 * nothing more is written, since nobody knows what the disk holds: every later call fails with the same cause.
 */
export function groupCommit(sink: Sink): (text: string) => Promise<void> {
  let waiting: Waiting[] = [];
  let running = false;
  let broken: { readonly cause: unknown } | undefined;

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await Promise.resolve();
      const batch = waiting;
      waiting = [];
      broken ??= await commit(sink, batch);
      for (const { done, failed } of batch) broken ? failed(broken.cause) : done();
    }
    running = false;
  }

  return (text) =>
    new Promise((done, failed) => {
      waiting.push({ text, done, failed });
      if (!running) void drain();
    });
}

async function commit(sink: Sink, batch: readonly Waiting[]): Promise<{ readonly cause: unknown } | undefined> {
  try {
    await sink.append(batch.map(({ text }) => text).join(""));
    await sink.sync();
    return undefined;
  } catch (cause) {
    await sink.takeBack().catch(() => undefined);
    return { cause };
  }
}
