import type { JsonObject } from "../../model/json.js";
import { LEFTOVER_SIGN, survey } from "../references/survey.js";
import { placeOf, type Spot, visitStrings } from "../references/walk.js";
import type { ContentProblem } from "./content-problem.js";

const LEFTOVERS = [
  /\{\{[^{}]*\}\}/,
  /%%[^%\s]+%%/,
  /<(?=[A-Z_ -]{3})[A-Z][A-Z0-9]*(?:[_ -][A-Z0-9]+)*>/,
  /\bREPLACE(?:[_-]?ME(?![A-Za-z])|[_-](?:THIS|WITH)[A-Z0-9_]*)/,
] as const;

/** Finds what looks like a place that a template should have filled in, outside of the console's metadata. */
export function checkTexts(content: JsonObject): readonly ContentProblem[] {
  if (!survey(content).hasLeftover) return [];
  const problems: ContentProblem[] = [];
  const visit = (text: string, spot: Spot) => {
    const leftover = LEFTOVERS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
    if (leftover === undefined) return;
    const place = placeOf(spot);
    const summary = "Looks like a placeholder that was not filled in";
    const help = "write the value, or a reference or variable such as `${queue.sales}` or `${var.stage}`";
    const detail = `The text holds \`${leftover}\`.`;
    problems.push({ severity: "warning", code: "flow/leftover-placeholder", summary, detail, ...place, help });
  };
  const { Metadata: _, ...shown } = content;
  visitStrings(shown, visit, (text) => LEFTOVER_SIGN.test(text));
  return problems;
}
