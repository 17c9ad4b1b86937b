import type { Instance } from "../instance.js";
import { type Action, checkAction } from "./action-check.js";
import { unresolvedReference } from "./reference-check.js";

/** Who publishes: the instance, and whether associations of Lambda functions and bots count. */
interface Publisher {
  readonly instance: Instance;
  readonly checkAssociations: boolean;
}

/** The problems with which the service would refuse to publish a content: none, or one for each offending action. */
export function problemsOf(content: string, publisher: Publisher): readonly string[] {
  const document = parse(content);
  if (typeof document !== "object" || document === null || Array.isArray(document))
    return ["Content is not a valid JSON object"];
  const { Version, StartAction, Actions } = document as Record<string, unknown>;
  if (Version !== "2019-10-30") return [`Invalid Version. Version: ${String(Version)}`];
  if (!Array.isArray(Actions) || Actions.some((action) => !isObject(action)))
    return ["Actions is not a list of actions"];
  if (Actions.length > 250) return [`Flow has more than 250 actions. Actions: ${Actions.length}`];
  const place: Place = { ...publisher, first: firstPlaces(Actions) };
  const start = place.first.has(StartAction)
    ? []
    : [`StartAction does not refer to an action. StartAction: ${String(StartAction)}`];
  const found = Actions.map((action: Action, index) => problemOf(action, index, place));
  return [...start, ...found.filter((problem) => problem !== undefined)].slice(0, 50).map((text) => text.slice(0, 256));
}

interface Place extends Publisher {
  /** The index of the first action of each name. */
  readonly first: ReadonlyMap<unknown, number>;
}

function firstPlaces(actions: readonly Action[]): ReadonlyMap<unknown, number> {
  const first = new Map<unknown, number>();
  for (const [index, { Identifier }] of actions.entries())
    if (isName(Identifier) && !first.has(Identifier)) first.set(Identifier, index);
  return first;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const isName = (value: unknown): boolean => typeof value === "string" && value !== "";

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function problemOf(action: Action, index: number, place: Place): string | undefined {
  return (
    checkShape(action, index) ??
    checkIdentifier(action, index, place) ??
    checkAction(action, index) ??
    checkTargets(action, index, place) ??
    checkReferences(action, index, place)
  );
}

/** Parts that are there must have their shape, or nothing else about the action can be said. */
function checkShape(action: Action, index: number): string | undefined {
  const { Parameters = {}, Transitions = {} } = action;
  if (!isObject(Parameters)) return `Invalid Action property value. Path: Actions[${index}].Parameters`;
  if (!isObject(Transitions)) return `Invalid Action property value. Path: Actions[${index}].Transitions`;
  const lists = [Transitions.Errors ?? [], Transitions.Conditions ?? []];
  const shaped = lists.every((list) => Array.isArray(list) && list.every(isObject));
  return shaped ? undefined : `Invalid Action property value. Path: Actions[${index}].Transitions`;
}

function checkIdentifier(action: Action, index: number, place: Place): string | undefined {
  const { Identifier } = action;
  if (typeof Identifier !== "string" || Identifier === "") {
    return `Action is missing required property. Path: Actions[${index}].Identifier`;
  }
  if (!isIdentifier(Identifier)) return `Invalid Action property value. Path: Actions[${index}].Identifier`;
  return place.first.get(Identifier) !== index
    ? `Duplicate Action identifier. Identifier: ${Identifier}, Path: Actions[${index}]`
    : undefined;
}

const MOST_IN_IDENTIFIER = 50;
const BANNED = /[%:(\\/)=$,;[\]{}]/u;
const RESERVED = new Set([
  "__proto__",
  "constructor",
  "__defineGetter__",
  "__defineSetter__",
  "toString",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "valueOf",
]);

/** The Flow language reference limits what an identifier may be. */
function isIdentifier(text: string): boolean {
  return [...text].length <= MOST_IN_IDENTIFIER && !BANNED.test(text) && !RESERVED.has(text);
}

function checkTargets(action: Action, index: number, place: Place): string | undefined {
  const { NextAction, Errors = [], Conditions = [] } = action.Transitions ?? {};
  const targets = [NextAction, ...[...Errors, ...Conditions].map((branch) => branch.NextAction ?? "")];
  const lost = targets.find((target) => target !== undefined && !place.first.has(target));
  return lost === undefined
    ? undefined
    : `NextAction does not refer to an action. NextAction: ${String(lost)}, Path: Actions[${index}]`;
}

function checkReferences(action: Action, index: number, place: Place): string | undefined {
  const path = unresolvedReference(action.Parameters, place.instance, place.checkAssociations);
  return path === undefined ? undefined : `Invalid Action property value. Path: Actions[${index}].Parameters.${path}`;
}
