import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { arrayOf, BRANCH_LISTS, objectOf, textOf } from "../blocks/blocks.js";
import type { ContentProblem } from "./content-problem.js";

/** Checks that the parts of each block have their shape: of another one they would be passed over. */
export function checkShapes({ Actions }: JsonObject): readonly ContentProblem[] {
  return arrayOf(Actions).flatMap((action, index) => {
    const block = objectOf(action);
    return partsOfWrongShape(block).map((part): ContentProblem => {
      const summary = `${part} of a block ${part.includes("/") ? "is no list of objects" : "is no object"}`;
      const pointer = `/Actions/${index}/${part}`;
      return { severity: "error", code: "flow/shape", summary, pointer, block: textOf(block.Identifier) };
    });
  });
}

const NONE: readonly string[] = [];

function partsOfWrongShape({ Parameters, Transitions }: JsonObject): readonly string[] {
  const parameters = Parameters === undefined || isJsonObject(Parameters) ? NONE : ["Parameters"];
  const transitions = Transitions === undefined ? NONE : listsOfWrongShape(Transitions);
  return parameters.length === 0 ? transitions : [...parameters, ...transitions];
}

function listsOfWrongShape(transitions: Json): readonly string[] {
  if (!isJsonObject(transitions)) return ["Transitions"];
  const lists = BRANCH_LISTS.filter((list) => !isListOfObjects(transitions[list]));
  return lists.length === 0 ? NONE : lists.map((list) => `Transitions/${list}`);
}

/** What is missing or `null` is no list, and none is needed. */
function isListOfObjects(value: Json | undefined): boolean {
  return value === undefined || value === null || (isJsonArray(value) && value.every(isJsonObject));
}
