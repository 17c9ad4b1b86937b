import type { Instance } from "./instance.js";
import type { Quotas } from "./quotas.js";

/** Answers to questions that the service's documents leave open; the defaults are the milder reading. */
export interface Strictness {
  /** A flow or module must be archived before it is deleted. */
  readonly archiveBeforeDelete: boolean;
  /** An empty description of a flow or module is refused. */
  readonly refuseEmptyDescription: boolean;
  /** `SearchContactFlows` and `SearchContactFlowModules` carry content and hash. */
  readonly searchCarriesContent: boolean;
  /** Publishing refuses Lambda functions and Lex aliases that are not associated with the instance. */
  readonly checkAssociations: boolean;
  /** For so long after its creation a thing is missing from lists and searches. */
  readonly staleListMs: number;
  /** So many first reads of a created thing answer 404. */
  readonly notFoundAfterCreate: number;
}

/** All that operations act on. */
export interface World {
  readonly instances: Map<string, Instance>;
  readonly quotas: Quotas;
  readonly strictness: Strictness;
  /** Reads that still answer 404, by id. */
  readonly hiddenReads: Map<string, number>;
  /** Milliseconds since the epoch. */
  now(): number;
  newId(): string;
}

/** One call as an operation sees it. */
export interface Call {
  readonly world: World;
  readonly operation: string;
  /** Region of the credential scope, when the request was signed. */
  readonly region?: string | undefined;
}

/** An input whose required members are there, as they are after the check of the service's model. */
export type Known<T> = T extends Date | Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? Known<Item>[]
    : T extends object
      ? { [Member in keyof T]: Known<Exclude<T[Member], undefined>> }
      : T;

/** Carries out one operation; throws a `ServiceFault` to refuse. */
export type Operation = (call: Call, input: never) => unknown;
