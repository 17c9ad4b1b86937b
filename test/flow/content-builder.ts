import type { Json, JsonObject } from "../../src/model/json.js";

const INSTANCE = "arn:aws:connect:eu-west-2:210987654321:instance/5b1d5c3e-0000-4000-8000-00000000aaaa";

/** A UUID that ends in a number. */
export function uuid(number: number): string {
  return `9a8b7c6d-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function arnOf(word: string, number: number): string {
  return `${INSTANCE}/${word}/${uuid(number)}`;
}

/** One block; without transitions it ends. */
export function action(Identifier: string, Type: string, more: JsonObject = {}): JsonObject {
  return { Identifier, Type, Parameters: {}, Transitions: {}, ...more };
}

/** Transitions to one block for all errors. */
export function to(NextAction: string, ...errors: readonly string[]): JsonObject {
  return { NextAction, Errors: errors.map((ErrorType) => ({ NextAction, ErrorType })) };
}

/** A content that starts at its first block. */
export function contentOf(...actions: readonly JsonObject[]): JsonObject {
  return { Version: "2019-10-30", StartAction: actions[0]?.Identifier ?? "", Actions: actions };
}

/** A content of one block with these parameters, and an end. */
export function contentWith(type: string, Parameters: JsonObject, errors: readonly string[] = []): JsonObject {
  const first = action("first", type, { Parameters, Transitions: to("end", ...errors) });
  return contentOf(first, action("end", "DisconnectParticipant"));
}

/** A copy in which the value at a pointer without escapes is another; undefined removes it. */
export function withValue(value: Json, pointer: string, replacement: Json | undefined): Json {
  const copy = structuredClone(value) as Record<string, unknown>;
  const steps = pointer.split("/").slice(1);
  const last = steps.pop() ?? "";
  const holder = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, copy);
  if (replacement === undefined) delete holder[last];
  else holder[last] = replacement;
  return copy as Json;
}
