import type { Kind } from "../../model/kind.js";
import type { Listed } from "../../model/snapshot.js";
import type { Summary } from "./lists.js";

/** Asks once, also for those who ask at the same time; a failure is forgotten, so that it can be asked again. */
export function remember<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

/** The lists that were read, until something of their kind is written. */
export interface Lists {
  read(kind: Kind): Promise<readonly Summary[]>;
  forget(kind: Kind): void;
  /** What a list that is here already says of an id. */
  readonly listed: (kind: Kind, id: string) => Listed | undefined;
}

export function rememberLists(ask: (kind: Kind) => Promise<readonly Summary[]>): Lists {
  const asking = new Map<Kind, () => Promise<readonly Summary[]>>();
  const known = new Map<Kind, ReadonlyMap<string, Listed>>();
  const start = (kind: Kind) => {
    const read = remember(async () => {
      const summaries = await ask(kind);
      if (asking.get(kind) === read) known.set(kind, new Map(summaries.map(({ listed }) => [listed.id, listed])));
      return summaries;
    });
    asking.set(kind, read);
    return read;
  };
  return {
    read: (kind) => (asking.get(kind) ?? start(kind))(),
    forget: (kind) => {
      asking.delete(kind);
      known.delete(kind);
    },
    listed: (kind, id) => known.get(kind)?.get(id),
  };
}
