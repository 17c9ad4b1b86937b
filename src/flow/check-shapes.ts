import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { arrayOf, BRANCH_LISTS, objectOf, textOf } from "./blocks.js";
import type { ContentProblem } from "./content-problem.js";

/** Checks that the parts of each block have their shape: of another one they would be passed over. */
export function checkShapes({ Actions }: JsonObject): readonly ContentProblem[] {
  return arrayOf(Actions).flatMap((action, index): ContentProblem[] => {
    const { Parameters = {}, Transitions = {}, Identifier } = objectOf(action);
    const lists = BRANCH_LISTS.filter((list) => !isListOfObjects(objectOf(Transitions)[list] ?? []));
    const wrong = [
      ...(isJsonObject(Parameters) ? [] : ["Parameters"]),
      ...(isJsonObject(Transitions) ? lists.map((list) => `Transitions/${list}`) : ["Transitions"]),
    ];
    return wrong.map((part) => {
      const summary = `${part} of a block ${part.includes("/") ? "is no list of objects" : "is no object"}`;
      const pointer = `/Actions/${index}/${part}`;
      return { severity: "error", code: "flow/shape", summary, pointer, block: textOf(Identifier) };
    });
  });
}

function isListOfObjects(value: Json): boolean {
  return isJsonArray(value) && value.every(isJsonObject);
}
