import * as connect from "@aws-sdk/client-connect";
import * as lex from "@aws-sdk/client-lex-models-v2";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema } from "@smithy/types";

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

/** Reads the schemas of operations, errors and closed sets out of the SDK packages; each is looked into when first used. */
export function readWireModel(): WireModel {
  const packages: Readonly<Record<Service, readonly unknown[]>> = {
    connect: Object.values(connect),
    lex: Object.values(lex),
  };
  const errors = new Map([...errorsOf("connect", packages.connect), ...errorsOf("lex", packages.lex)]);
  return {
    operations: [...operationsOf("connect", packages.connect), ...operationsOf("lex", packages.lex)],
    error: (service, name) => {
      const schema = errors.get(`${service} ${name}`);
      return schema && NormalizedSchema.of(schema);
    },
    values: (name) => valuesOf(Object.hasOwn(connect, name) ? (connect as Record<string, unknown>)[name] : undefined),
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type OperationSchema = [9, string, string, { http: [string, string, number] }, SchemaRef, SchemaRef];

const operationsOf = (service: Service, exports: readonly unknown[]): WireOperation[] =>
  exports.filter(isOperation).map((schema) => operationOf(service, schema));

function operationOf(service: Service, schema: OperationSchema): WireOperation {
  const [method, uri, status] = schema[3].http;
  const path = uri.split("?")[0] ?? uri;
  return {
    name: schema[2],
    service,
    method,
    path,
    status,
    get input() {
      return NormalizedSchema.of(schema[4]);
    },
    get output() {
      return NormalizedSchema.of(schema[5]);
    },
  };
}

const isOperation = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9;
const isError = (value: unknown): value is StaticErrorSchema => Array.isArray(value) && value[0] === -3;

const errorsOf = (service: Service, exports: readonly unknown[]): [string, StaticErrorSchema][] =>
  exports.filter(isError).map((schema) => [`${service} ${schema[2]}`, schema]);

function valuesOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const values: unknown[] = Object.values(value);
  return values.every((member) => typeof member === "string") ? (values as string[]) : undefined;
}
