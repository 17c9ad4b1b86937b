import type { Drift } from "../../model/plan.js";
import type { Body } from "../../model/resource.js";
import { countOf } from "../words/count-words.js";
import type { DriftView } from "./plan-view.js";
import { layoutWords, viewSections } from "./view-sections.js";

/** Puts into words what differs from what was last applied; the live body, where it is there, names the blocks. */
export function viewDrift(drift: Drift, live: Body | null = null): DriftView {
  const { address, kind, fields, modifiedAt } = drift;
  const view = {
    address,
    type: kind,
    words: wordsOf(drift),
    sections: viewSections({ fields, before: null, after: live }),
  };
  return modifiedAt === undefined ? view : { ...view, modifiedAt: sayTime(modifiedAt) };
}

function wordsOf({ kind, fields }: Drift): string {
  if (kind === "deleted") return "gone from the instance";
  const count = fields.filter(({ path }) => path !== "layout").length;
  const layout = layoutWords(fields);
  const what = [...(count > 0 ? [countOf(count, "field")] : []), ...(layout === undefined ? [] : [layout])].join(", ");
  const where = kind === "conflict" ? "changed in the instance and edited in the manifest" : "changed in the instance";
  return what === "" ? where : `${where}: ${what}`;
}

/** A moment as people write it, to the minute; what is no ISO 8601 stays as it is. */
export function sayTime(moment: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})[\d:.]*Z$/.exec(moment) ?? [];
  return day === undefined ? moment : `${day} ${time} UTC`;
}
