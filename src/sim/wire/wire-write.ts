import type { NormalizedSchema } from "@smithy/core/schema";
import type { ServiceFault } from "../fault.js";
import type { Service, WireModel, WireOperation } from "./wire-model.js";

/** An answer as it goes out. */
export interface WireResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes the output of an operation by its schema; members the schema does not know cannot get out. */
export function writeOutput(operation: WireOperation, output: unknown, requestId: string): WireResponse {
  const body = toJson(operation.output, output ?? {});
  return answer(operation.status, requestId, {}, JSON.stringify(body ?? {}));
}

/** Writes a refusal: status from the schema of the error, its name in `x-amzn-errortype`, its members in the body. */
export function writeFault(model: WireModel, service: Service, fault: ServiceFault, requestId: string): WireResponse {
  const schema = model.error(service, fault.name);
  const status = modelledStatus(schema) ?? UNMODELLED[fault.name] ?? 500;
  const body = schema === undefined ? { Message: fault.message } : errorBody(schema, fault);
  return answer(status, requestId, { "x-amzn-errortype": fault.name }, JSON.stringify(body));
}

function modelledStatus(schema: NormalizedSchema | undefined): number | undefined {
  const status: unknown = schema?.getMergedTraits().httpError;
  return typeof status === "number" ? status : undefined;
}

/** Errors that come from in front of the service and so have no schema. */
const UNMODELLED: Readonly<Record<string, number>> = {
  NotImplementedException: 501,
  UnknownOperationException: 404,
  AccessDeniedException: 403,
};

function errorBody(schema: NormalizedSchema, fault: ServiceFault): Record<string, unknown> {
  const names = [...schema.structIterator()].map(([name]) => name);
  const message = names.find((name) => name.toLowerCase() === "message");
  const known = message === undefined ? {} : { [message]: fault.message };
  return { ...known, ...(toJson(schema, fault.members) as Record<string, unknown>) };
}

function answer(statusCode: number, requestId: string, headers: Record<string, string>, body: string): WireResponse {
  const common = { "content-type": "application/json", "x-amzn-requestid": requestId };
  return { statusCode, headers: { ...common, ...headers }, body };
}

function toJson(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) return structOf(schema, value as Record<string, unknown>);
  if (schema.isListSchema()) return (value as unknown[]).map((item) => toJson(schema.getValueSchema(), item));
  if (schema.isMapSchema()) return mapOf(schema, value as Record<string, unknown>);
  if (schema.isTimestampSchema()) return secondsOf(value);
  return value;
}

function structOf(schema: NormalizedSchema, value: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const written = toJson(member, value[name]);
    if (written !== undefined) result[member.getMergedTraits().jsonName ?? name] = written;
  }
  return result;
}

const mapOf = (schema: NormalizedSchema, value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(schema.getValueSchema(), item)]));

const secondsOf = (value: unknown): unknown => (value instanceof Date ? value.getTime() / 1000 : value);
