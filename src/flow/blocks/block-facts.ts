import type { Kind } from "../../model/kind.js";
import type { FlowType } from "./flow-types.js";

/** Where a block may stand: in flows of a type, or in modules. */
export type BlockPlace = FlowType | "MODULE";

/** What has an id of its own in every instance, and no address: what people call it, by the word for it here. */
export const UNADDRESSED = {
  caseTemplate: "case template",
  caseField: "case field",
  dataTable: "data table",
  securityKey: "security key",
} as const;

/** What a parameter may point to. */
export type ReferenceKind = Kind | keyof typeof UNADDRESSED;

/** A parameter that names a resource: dots between steps, `[]` for any item, `*` for any member, `@` for any key. */
export interface ReferencePath {
  readonly path: string;
  readonly kind: ReferenceKind;
}

/**
 * What is known of one type of block. `required` and `refused` are what the service was seen to refuse on publishing, and
 * the parameters without which a block has nothing to do; `expected` is what the documentation asks for, which is not
 * proven to be checked.
 */
export interface BlockFacts {
  /** The console's name. */
  readonly label: string;
  /** Ends the flow: no transitions. */
  readonly terminal: boolean;
  /** `required`: publishing is refused without it. `optional`: seen without it, or not known. */
  readonly nextAction: "required" | "optional" | "none";
  /** Which conditions it may branch on; `unknown` where nothing is documented. */
  readonly conditions: "none" | "equals" | "any" | "unknown";
  /** Operands of its conditions, where they are a fixed set. */
  readonly operands: readonly string[];
  /** Whether there has to be a condition for each of `operands`. */
  readonly everyOperand: boolean;
  readonly requiredErrors: readonly string[];
  readonly expectedErrors: readonly string[];
  readonly refusedErrors: readonly string[];
  readonly requiredParameters: readonly string[];
  /** Groups of parameters of which one is expected. */
  readonly expectedParameters: readonly (readonly string[])[];
  /** Parameters that are refused, with what to do instead. */
  readonly refusedParameters: Readonly<Record<string, string>>;
  readonly places: "any" | readonly BlockPlace[];
  readonly references: readonly ReferencePath[];
}

const PLAIN: Omit<BlockFacts, "label"> = {
  terminal: false,
  nextAction: "required",
  conditions: "none",
  operands: [],
  everyOperand: false,
  requiredErrors: [],
  expectedErrors: [],
  refusedErrors: [],
  requiredParameters: [],
  expectedParameters: [],
  refusedParameters: {},
  places: "any",
  references: [],
};

/** A row of the table: a block that goes on, anywhere, without conditions, but for what `facts` says. */
export function block(label: string, facts: Partial<BlockFacts> = {}): BlockFacts {
  return { ...PLAIN, label, ...facts };
}

/** A row for a block that ends the flow. */
export function terminal(label: string, facts: Partial<BlockFacts> = {}): BlockFacts {
  return block(label, { terminal: true, nextAction: "none", ...facts });
}

/** A row for a block whose shape is not documented: nothing is asked of it. */
export function unverified(label: string, facts: Partial<BlockFacts> = {}): BlockFacts {
  return block(label, { nextAction: "optional", conditions: "unknown", ...facts });
}

const CODES: Readonly<Record<string, readonly BlockPlace[]>> = {
  IN: ["CONTACT_FLOW"],
  TA: ["AGENT_TRANSFER"],
  TQ: ["QUEUE_TRANSFER"],
  CQ: ["CUSTOMER_QUEUE"],
  OW: ["OUTBOUND_WHISPER"],
  WH: ["CUSTOMER_WHISPER", "AGENT_WHISPER", "OUTBOUND_WHISPER"],
  HO: ["CUSTOMER_HOLD", "AGENT_HOLD"],
  CA: ["CAMPAIGN"],
  M: ["MODULE"],
};

/** Reads the short form of the documentation's tables: `IN TA TQ CQ M`. */
export function places(codes: string): readonly BlockPlace[] {
  return codes.split(" ").flatMap((code) => CODES[code] ?? []);
}

/** Reads `{ "ContactFlowId": "flow" }` as reference paths. */
export function references(paths: Readonly<Record<string, ReferenceKind>>): readonly ReferencePath[] {
  return Object.entries(paths).map(([path, kind]) => ({ path, kind }));
}
