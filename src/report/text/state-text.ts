import { compareText } from "../../model/json.js";
import { KINDS } from "../../model/kind.js";
import type { StateResource } from "../../model/state.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { span, wholeLine } from "../lines/span.js";
import { tableLines } from "../lines/table-text.js";
import { type Fact, factLines } from "../view/fact-rows.js";
import { sayTime } from "../view/view-drift.js";
import { countOf } from "../words/count-words.js";

/** Writes what a state holds, one resource a row, sorted by address. */
export function renderStateList(resources: readonly StateResource[], options: TextOptions): string {
  if (resources.length === 0) return paintText([wholeLine(span("The state holds no resources."))], options);
  const sorted = [...resources].sort((left, right) => compareText(left.address, right.address));
  const rows = sorted.map(({ address, name, id }) => [address, id, name]);
  const lines = tableLines([["address", "id", "name"], ...rows], {
    width: options.width,
    header: true,
    whole: [0, 1],
  });
  return paintText([...lines, wholeLine(span(`${countOf(resources.length, "resource")}.`, "strong"))], options);
}

/** An earlier state: when it was put aside (ISO 8601), and where it lies. */
export interface EarlierState {
  readonly serial: number;
  readonly keptAt: string;
  readonly file: string;
}

/** Writes the earlier states that can be put back, one a row. */
export function renderStateHistory(earlier: readonly EarlierState[], options: TextOptions): string {
  const rows = earlier.map(({ serial, keptAt, file }) => [`serial ${serial}`, sayTime(keptAt), file]);
  const { width } = options;
  return paintText(tableLines([["state", "put aside", "file"], ...rows], { width, header: true, wrap: true }), options);
}

/** Writes all that a state holds of one resource. */
export function renderStateText(resource: StateResource, options: TextOptions): string {
  const { address, kind, name, id, arn, sha256, parts, dependsOn, superseded = [] } = resource;
  const rows: readonly Fact[] = [
    ["address", address],
    ["kind", KINDS[kind].label],
    ["name", name],
    ["id", id],
    ["arn", arn],
    ["applied", sha256],
    ["parts", Object.keys(parts).sort(compareText).join(", ")],
    ["depends on", dependsOn.length > 0 ? dependsOn.join(", ") : "nothing"],
    ...(superseded.length > 0 ? ([["to delete", superseded.join(", ")]] as const) : []),
  ];
  return paintText(factLines(rows), options);
}
