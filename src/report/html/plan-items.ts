import type { Change } from "../../model/change.js";
import type { Plan } from "../../model/plan.js";
import type { Body } from "../../model/resource.js";
import { rememberingLayOut } from "../picture/lay-out.js";
import { viewFlow } from "../picture/view-flow.js";
import type { ChangeView, PlanView } from "../view/plan-view.js";
import { allAttention } from "../view/view-change.js";
import type { Item } from "./item.js";

/** Opens by itself what is not more than this. */
const FEW = 3;

/** The changes of a plan as items, in the order of the view; each with its flow before and after where it has one. */
export function planItems(plan: Plan, view: PlanView): ReadonlyMap<ChangeView, Item> {
  const views = [...view.waves.flatMap(({ changes }) => changes), ...view.records];
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  const layOut = rememberingLayOut();
  const open = views.length <= FEW;
  return new Map(
    views.map((one, index) => [one, { ...itemOf(one, changes.get(one.address), open), id: `c${index + 1}`, layOut }]),
  );
}

function itemOf(view: ChangeView, change: Change | undefined, open: boolean): Omit<Item, "id" | "layOut"> {
  const { address, name, kind, verb, symbol, why, risk, notes, sections, file, movedFrom, layoutOnly } = {
    movedFrom: change?.movedFrom ?? null,
    ...view,
  };
  return {
    ...{ address, name, kind, why, risk, notes, sections, open: open && !layoutOnly, steps: [] },
    ...{ word: verb, symbol: symbol.trim() === "" ? "·" : symbol, attention: allAttention(view) },
    facts: [
      ...(file === null ? [] : [["file", file] as const]),
      ...(change?.id ? [["id", change.id] as const] : []),
      ...(movedFrom === null ? [] : [["was", movedFrom] as const]),
    ],
    marked: hasContent(change?.before) && hasContent(change?.after),
    ...(layoutOnly ? {} : { flow: () => flowOf(view, change) }),
  };
}

function hasContent(body: Body | null | undefined): boolean {
  return body?.["content"] !== undefined;
}

function flowOf({ sections }: ChangeView, change: Change | undefined) {
  const [before, after] = [change?.before?.["content"], change?.after?.["content"]];
  if (change?.action === "delete") return viewFlow({ before, after: undefined, sections: [] });
  return viewFlow({ before: change?.action === "create" ? undefined : before, after, sections });
}
