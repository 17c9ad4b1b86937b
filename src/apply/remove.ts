import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import { Fault } from "../model/fault.js";
import type { Provider } from "../model/provider.js";
import type { Body } from "../model/resource.js";
import type { Identities } from "./identities.js";
import { NO_OPINION, type Recorder } from "./recorder.js";

/** What removing takes. */
export interface RemoverOptions {
  readonly provider: Provider;
  readonly recorder: Recorder;
  readonly identities: Identities;
  readonly changes: readonly Change[];
  /** What lives under the id of a change: as it was read last, or else these fields of it. */
  readonly liveBody: (change: Change, fields: readonly string[]) => Promise<Body>;
}

/** Deletes what a plan deletes, and what its changes replaced. */
export interface Remover {
  /** Deletes a resource and what it replaced earlier; gives its id. */
  remove(change: Change): Promise<string>;
  /** Deletes what a change replaced, now that nothing refers to it any more. */
  retire(change: Change): Promise<void>;
}

export function openRemover(options: RemoverOptions): Remover {
  const { identities, changes } = options;
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const cuts = new Map<Address, Promise<void>>();
  const cut = (address: Address) => {
    const change = byAddress.get(address);
    const running = cuts.get(address) ?? (change ? cutLinks(change, options) : Promise.resolve());
    cuts.set(address, running);
    return running;
  };
  return {
    async remove(change) {
      for (const id of change.superseded) await deleteOne({ ...change, id }, id, options);
      const { id } = identities.ofLive(change);
      await deleteOne(change, id, options).catch(async (error: unknown) => {
        if (!(error instanceof Fault) || error.kind !== "in-use" || change.circular.length === 0) throw error;
        await Promise.all(change.circular.map(cut));
        await deleteOne(change, id, options);
      });
      return id;
    },
    async retire(change) {
      const replaced = change.action === "replace" && change.id !== null ? [change.id] : [];
      for (const id of [...change.superseded, ...replaced]) await deleteOne({ ...change, id }, id, options);
    },
  };
}

/** Deletes and says so; what was gone already is recorded as gone. What leads up to a delete removes nothing yet. */
async function deleteOne(change: Change, id: string, { provider, recorder }: RemoverOptions): Promise<void> {
  let isRecorded = false;
  const record = recorder.record(change, (_, operation) => {
    if (!operation.startsWith("Delete")) return NO_OPINION;
    isRecorded = true;
    return { removed: true };
  });
  await provider.delete(change.kind, id, record);
  if (!isRecorded) await recorder.note(change, { removed: true });
}

/** Empties something that is deleted later, so that it refers to nothing any more. */
async function cutLinks(change: Change, { provider, recorder, identities, liveBody }: RemoverOptions): Promise<void> {
  if (!change.placeholder) return;
  const before = await liveBody(change, ["content"]);
  const record = recorder.record(change, () => NO_OPINION);
  await provider.update(change.kind, identities.ofLive(change), before, { content: change.placeholder }, record);
}
