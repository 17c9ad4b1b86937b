import * as connect from "@aws-sdk/client-connect";
import * as lex from "@aws-sdk/client-lex-models-v2";
import { NormalizedSchema } from "@smithy/core/schema";

/** One operation as the SDK's own schema describes it. */
export interface WireOperation {
  readonly name: string;
  readonly service: Service;
  readonly method: string;
  /** Path template such as `/queues/{InstanceId}`, without a query. */
  readonly path: string;
  readonly status: number;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

export type Service = "connect" | "lex";

/** What both services can say on the wire. */
export interface WireModel {
  readonly operations: readonly WireOperation[];
  error(service: Service, name: string): NormalizedSchema | undefined;
  /** The values of a closed set by the name of its shape. */
  values(name: string): readonly string[] | undefined;
}

/** Reads the operation, error and enum schemas out of the SDK packages. */
export function readWireModel(): WireModel {
  const errors = new Map([...errorsOf("connect", connect), ...errorsOf("lex", lex)]);
  const enums = new Map(Object.entries(connect).filter(isEnum));
  return {
    operations: [...operationsOf("connect", connect), ...operationsOf("lex", lex)],
    error: (service, name) => errors.get(`${service} ${name}`),
    values: (name) => {
      const found = enums.get(name);
      return found && Object.values(found);
    },
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type OperationSchema = [9, string, string, { http: [string, string, number] }, SchemaRef, SchemaRef];

function operationsOf(service: Service, exports: object): WireOperation[] {
  return Object.values(exports)
    .filter(isOperation)
    .map((schema) => operationOf(service, schema));
}

function operationOf(service: Service, schema: OperationSchema): WireOperation {
  const [method, uri, status] = schema[3].http;
  const input = NormalizedSchema.of(schema[4]);
  const path = uri.split("?")[0] ?? uri;
  return { name: schema[2], service, method, path, status, input, output: NormalizedSchema.of(schema[5]) };
}

const isOperation = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9;

function errorsOf(service: Service, exports: object): [string, NormalizedSchema][] {
  const schemas = Object.values(exports).filter((value) => Array.isArray(value) && value[0] === -3);
  return schemas.map((schema) => [`${service} ${schema[2]}`, NormalizedSchema.of(schema)]);
}

function isEnum(entry: [string, unknown]): entry is [string, Record<string, string>] {
  const [name, value] = entry;
  if (typeof value !== "object" || value === null || Array.isArray(value) || name.endsWith("$")) return false;
  return Object.values(value).every((member) => typeof member === "string");
}
