import { sameDrawing } from "../../flow/index.js";
import type { Provider } from "../../model/provider.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import type { Draft } from "../../report/index.js";

/**
 * Managed flows of which somebody saved something in the console that is not what is published: one read more for each
 * published flow. Sorted by address.
 */
export async function findDrafts(
  provider: Provider,
  { resources }: State,
  snapshot: Snapshot,
  onProgress: (done: number, total: number) => void,
): Promise<readonly Draft[]> {
  const live = new Map(snapshot.resources.map((one) => [`${one.kind} ${one.id}`, one]));
  const flows = resources.flatMap(({ address, kind, id }) => {
    const flow = kind === "flow" ? live.get(`flow ${id}`) : undefined;
    return flow && flow.published !== false ? [{ address, flow }] : [];
  });
  let done = 0;
  const found = await Promise.all(
    flows.map(async ({ address, flow }) => {
      const draft = await provider.read("flow", `${flow.id}:$SAVED`, []);
      onProgress(++done, flows.length);
      if (!draft || sameDrawing(draft.body["content"] ?? null, flow.body["content"] ?? null)) return undefined;
      const modified = draft.modifiedAt === undefined ? {} : { modifiedAt: draft.modifiedAt };
      return { address, name: flow.name, ...modified };
    }),
  );
  return found.flatMap((draft) => draft ?? []).sort((a, b) => (a.address < b.address ? -1 : 1));
}
