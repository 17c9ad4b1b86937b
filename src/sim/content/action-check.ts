import { ACTION_RULES, type ActionRule } from "./action-rules.js";

/** An action as far as publishing looks at it. */
export interface Action {
  readonly Identifier?: unknown;
  readonly Type?: unknown;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Transitions?: Transitions;
}

export interface Transitions {
  readonly NextAction?: unknown;
  readonly Errors?: readonly { readonly ErrorType?: unknown; readonly NextAction?: unknown }[];
  readonly Conditions?: readonly { readonly NextAction?: unknown }[];
}

/** What is wrong with one action by itself: the first problem in the service's words, or nothing. */
export function checkAction(action: Action, index: number): string | undefined {
  const rule = typeof action.Type === "string" ? ruleOf(action.Type) : undefined;
  if (rule === undefined) return `Invalid Action type. Type: ${String(action.Type)}`;
  const path = `Actions[${index}]`;
  const checks = [checkRequired, checkRefused, checkNext, checkErrors, checkConditions, checkOwn];
  for (const check of checks) {
    const problem = check(action, rule, path);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type Check = (action: Action, rule: ActionRule, path: string) => string | undefined;

const ruleOf = (type: string): ActionRule | undefined =>
  Object.hasOwn(ACTION_RULES, type) ? ACTION_RULES[type] : undefined;

const invalidValue = (path: string, parameter: string): string =>
  `Invalid Action property value. Path: ${path}.Parameters.${parameter}`;

const checkRequired: Check = (action, rule, path) => {
  const missing = rule.required?.find((name) => isBlank(action.Parameters?.[name]));
  return missing === undefined ? undefined : `Action is missing required property. Path: ${path}.Parameters.${missing}`;
};

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";

const checkRefused: Check = (action, rule, path) => {
  const found = rule.refused?.find((name) => action.Parameters?.[name] !== undefined);
  return found === undefined ? undefined : invalidValue(path, found);
};

const checkNext: Check = (action, rule, path) => {
  if (rule.terminal || rule.nextOptional || typeof action.Transitions?.NextAction === "string") return undefined;
  return `Action is missing required property. Path: ${path}.Transitions.NextAction`;
};

const checkErrors: Check = (action, rule, path) => {
  const present = (action.Transitions?.Errors ?? []).map((error) => error.ErrorType);
  const missing = [...(rule.errors ?? []), ...alsoNeeded(action)].find((name) => !present.includes(name));
  if (missing !== undefined) return `Action is missing required error. Error: ${missing}, Path: ${path}`;
  const refused = [...(rule.refusedErrors ?? []), ...alsoRefused(action)].find((name) => present.includes(name));
  return refused === undefined ? undefined : `Action does not support error. Error: ${refused}, Path: ${path}`;
};

/** Errors that an action needs because of its parameters. */
function alsoNeeded(action: Action): readonly string[] {
  if (action.Type === "GetParticipantInput" && !storesInput(action)) return INPUT_ERRORS;
  if (action.Type === "UpdateContactRecordingAndAnalyticsBehavior" && action.Parameters?.ChatBehavior !== undefined) {
    return ["InFlightRedactionConfigurationFailed"];
  }
  // Published flows that end with the transfer are seen without these branches; those that go on need them.
  const goesOn = String(action.Parameters?.ContinueFlowExecution).toLowerCase() !== "false";
  if (action.Type === "TransferParticipantToThirdParty" && goesOn) return ["CallFailed", "ConnectionTimeLimitExceeded"];
  return [];
}

const INPUT_ERRORS = ["NoMatchingCondition", "InputTimeLimitExceeded", "NoMatchingError"];

const alsoRefused = (action: Action): readonly string[] =>
  action.Type === "GetParticipantInput" && storesInput(action) ? ["NoMatchingCondition", "InputTimeLimitExceeded"] : [];

const storesInput = (action: Action): boolean => String(action.Parameters?.StoreInput).toLowerCase() === "true";

const checkConditions: Check = (action, rule, path) => {
  const conditions = action.Transitions?.Conditions ?? [];
  const refuses = rule.unconditional || (action.Type === "GetParticipantInput" && storesInput(action));
  return refuses && conditions.length > 0 ? `Action does not support conditions. Path: ${path}` : undefined;
};

/** The checks that only one type has. */
const checkOwn: Check = (action, _rule, path) => {
  const parameters = action.Parameters ?? {};
  if (action.Type === "GetParticipantInput" && storesInput(action) && parameters.InputValidation === undefined) {
    return `Action is missing required property. Path: ${path}.Parameters.InputValidation`;
  }
  if (action.Type === "TagContact" && sizeOf(parameters.Tags) > 6) return "More than 6 tags in Parameters.Tags";
  if (action.Type === "UntagContact" && sizeOf(parameters.TagKeys) < 1) return invalidValue(path, "TagKeys");
  return action.Type === "UpdateFlowAttributes" ? checkFlowAttributes(parameters, path) : undefined;
};

const sizeOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? Object.keys(value).length : 0;

function checkFlowAttributes(parameters: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const { FlowAttributes = {} } = parameters;
  if (typeof FlowAttributes !== "object" || FlowAttributes === null || Array.isArray(FlowAttributes))
    return invalidValue(path, "FlowAttributes");
  const attributes = Object.entries(FlowAttributes);
  const flat = attributes.find(([, value]) => typeof value !== "object" || value === null || !("Value" in value));
  return flat === undefined ? undefined : invalidValue(path, `FlowAttributes.${flat[0]}`);
}
