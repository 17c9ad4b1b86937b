import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { Step } from "../yaml/edit-yaml.js";
import { keepingNumbers } from "./json-numbers.js";

/** Changes a JSON text; the order of keys stays, and how numbers are written; it is indented like its first such line. */
export function editJson(text: string, steps: readonly Step[]): string {
  return keepingNumbers(text, (held) => edited(held, steps));
}

function edited(text: string, steps: readonly Step[]): string {
  const value = steps.reduce<Json>((json, { path, value }) => withMember(json, path, value), JSON.parse(text) as Json);
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const written = `${JSON.stringify(value, null, indent)}\n`;
  return text.includes("\r\n") ? written.replace(/\n/g, "\r\n") : written;
}

function withMember(json: Json, path: readonly string[], value: Json | undefined): Json {
  const [name, ...rest] = path;
  const object: JsonObject = isJsonObject(json) ? json : {};
  if (name === undefined) return value ?? null;
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  }
  const inner = Object.hasOwn(object, name) ? (object[name] ?? null) : null;
  return { ...object, [name]: rest.length === 0 ? (value ?? null) : withMember(inner, rest, value) };
}
