import type { NormalizedSchema } from "@smithy/core/schema";
import { invalidRequest } from "../fault.js";
import type { Route } from "./wire-route.js";

/** A request as it came in: path and body taken apart no further than HTTP does. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Input = Record<string, unknown>;

/** Reads the input of an operation by its schema: labels, query, headers and JSON body. */
export function readInput(route: Route, request: WireRequest): Input {
  const input: Input = {};
  const body = bodyOf(request.body);
  for (const [name, schema] of route.operation.input.structIterator()) {
    const value = memberOf(name, schema, route, request, body);
    if (value !== undefined && value !== null) input[name] = value;
  }
  return input;
}

function memberOf(name: string, schema: NormalizedSchema, route: Route, request: WireRequest, body: Input): unknown {
  const traits = schema.getMergedTraits();
  if (traits.httpLabel) return fromText(schema, route.labels[name], name);
  if (traits.httpQuery) return fromQuery(schema, request.query[traits.httpQuery], name);
  if (traits.httpHeader) return fromText(schema, request.headers[traits.httpHeader.toLowerCase()], name);
  if (traits.httpPayload) return fromJson(schema, body, name);
  return fromJson(schema, body[traits.jsonName ?? name], name);
}

function bodyOf(text: string): Input {
  if (text.trim() === "") return {};
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalidRequest("The body is not a JSON object");
  if (isDeeper(value, DEEPEST)) throw invalidRequest(`The body is nested more than ${DEEPEST} levels deep`);
  return value as Input;
}

/** More levels than any request has, and few enough to be walked. */
const DEEPEST = 200;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest("Could not parse request body into json");
  }
}

function fromQuery(schema: NormalizedSchema, values: readonly string[] | undefined, path: string): unknown {
  if (values === undefined) return undefined;
  if (!schema.isListSchema()) return fromText(schema, values[0], path);
  return values.map((value) => fromText(schema.getValueSchema(), value, path));
}

function fromText(schema: NormalizedSchema, text: string | undefined, path: string): unknown {
  if (text === undefined) return undefined;
  if (schema.isNumericSchema()) return numberOf(text, path);
  if (schema.isBooleanSchema()) return text === "true";
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

function numberOf(text: string, path: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw wrongType(path, "a number");
  return Number(text);
}

/** Reads a JSON value by its schema; members the schema does not know are dropped, as the service does. */
function fromJson(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isStructSchema()) return structOf(schema, value, path);
  if (schema.isListSchema()) return listOf(schema, value, path);
  if (schema.isMapSchema()) return mapOf(schema, value, path);
  return scalarOf(schema, value, path);
}

function structOf(schema: NormalizedSchema, value: unknown, path: string): Input {
  const source = objectOf(value, path);
  const result: Input = {};
  for (const [name, member] of schema.structIterator()) {
    const read = fromJson(member, source[member.getMergedTraits().jsonName ?? name], `${path}.${name}`);
    if (read !== undefined) result[name] = read;
  }
  return result;
}

function listOf(schema: NormalizedSchema, value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw wrongType(path, "a list");
  return value.map((item, index) => fromJson(schema.getValueSchema(), item, `${path}[${index}]`));
}

function mapOf(schema: NormalizedSchema, value: unknown, path: string): Input {
  const entries = Object.entries(objectOf(value, path));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, fromJson(schema.getValueSchema(), item, `${path}.${key}`)]),
  );
}

function objectOf(value: unknown, path: string): Input {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(path, "an object");
  return value as Input;
}

function scalarOf(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (schema.isDocumentSchema()) return value;
  if (schema.isTimestampSchema()) return timeOf(value, path);
  if (schema.isBlobSchema()) return typeof value === "string" ? Buffer.from(value, "base64") : undefined;
  if (schema.isNumericSchema() && typeof value !== "number") throw wrongType(path, "a number");
  if (schema.isBooleanSchema() && typeof value !== "boolean") throw wrongType(path, "a boolean");
  if (schema.isStringSchema() && typeof value !== "string") throw wrongType(path, "a string");
  return value;
}

function timeOf(value: unknown, path: string): Date {
  const time = new Date(typeof value === "number" ? value * 1000 : String(value));
  if (Number.isNaN(time.getTime())) throw wrongType(path, "a timestamp");
  return time;
}

const wrongType = (path: string, wanted: string): Error => invalidRequest(`Value of ${path} is not ${wanted}`);
