import { canonicalJson, isJsonObject, type JsonObject } from "../../model/json.js";
import type { Body } from "../../model/resource.js";

/** A text of a body; undefined where it is absent. */
export function textIn(body: Body, field: string): string | undefined {
  const value = body[field];
  return typeof value === "string" ? value : undefined;
}

/** An object of a body; undefined where it is absent. */
export function objectIn(body: Body, field: string): JsonObject | undefined {
  const value = body[field];
  return isJsonObject(value) ? value : undefined;
}

/** A text that every body of a kind has. */
export function requiredText(body: Body, field: string): string {
  const text = textIn(body, field);
  if (text === undefined) throw new Error(`a body without \`${field}\``);
  return text;
}

/** Whether a managed field differs: one that is absent afterwards is left as it is. */
export function differs(before: Body, after: Body, field: string): boolean {
  const wanted = after[field];
  if (wanted === undefined) return false;
  return canonicalJson(before[field] ?? null) !== canonicalJson(wanted);
}
