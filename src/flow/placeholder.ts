import { isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { FLOW_TYPES, type FlowType, isFlowType } from "./blocks/flow-types.js";
import { sameContent } from "./canonical.js";

const NAME = "connectctl placeholder";
const ROUNDS = "60";
const SILENCE = '<speak><break time="5s"/></speak>';

/** What a content is for. */
export interface ContentUse {
  readonly kind: "flow" | "module";
  /** A flow's type; without one, or with one that is not known, a flow is taken for an inbound flow. */
  readonly type?: string;
}

type Step = readonly [type: string, transitions: JsonObject, parameters?: JsonObject];
type Steps = Readonly<Record<string, Step>>;

/**
 * The smallest content that the service publishes for a flow of a type, or a module, and that a caller survives who
 * meets it before the real one is there: inbound calls are sent to the queue that was set, or kept on the line for
 * about five minutes; whispers pass; holds and queues say a word again and again. It holds no reference.
 */
export function placeholderContent(use: ContentUse): JsonObject {
  const steps = use.kind === "module" ? { end: stop("EndFlowModuleExecution") } : STEPS[flowTypeOf(use)];
  const blocks = Object.entries(steps);
  const positions = blocks.map(([id], index) => [id, { position: { x: 200 + 250 * index, y: 20 } }]);
  return {
    Version: "2019-10-30",
    StartAction: blocks[0]?.[0] ?? "",
    Metadata: { name: NAME, entryPointPosition: { x: 20, y: 20 }, ActionMetadata: Object.fromEntries(positions) },
    Actions: blocks.map(([id, step]) => blockOf(id, step)),
  };
}

/** Whether a content is a placeholder still as it was made: named so, and nothing of its behaviour edited. */
export function isPlaceholder(content: Json): boolean {
  if (!isJsonObject(content) || !isJsonObject(content.Metadata) || content.Metadata.name !== NAME) return false;
  const uses: ContentUse[] = [
    { kind: "module" },
    ...Object.keys(FLOW_TYPES).map((type) => ({ kind: "flow" as const, type })),
  ];
  return uses.some((use) => sameContent(content, placeholderContent(use)));
}

function flowTypeOf({ type }: ContentUse): FlowType {
  return type !== undefined && isFlowType(type) ? type : "CONTACT_FLOW";
}

function blockOf(id: string, [type, transitions, parameters]: Step): JsonObject {
  return { Identifier: id, Type: type, Parameters: parameters ?? {}, Transitions: transitions };
}

function stop(type: string): Step {
  return [type, {}];
}

function go(next: string, errors: readonly string[], conditions: JsonObject = {}): JsonObject {
  return {
    NextAction: next,
    Errors: errors.map((ErrorType) => ({ ErrorType, NextAction: next })),
    Conditions: Object.entries(conditions).map(([operand, NextAction]) => ({
      NextAction,
      Condition: { Operator: "Equals", Operands: [operand] },
    })),
  };
}

const QUEUE_ERRORS = ["QueueAtCapacity", "NoMatchingError"];

const INBOUND: Steps = {
  greet: ["MessageParticipant", go("queue", ["NoMatchingError"]), { Text: "One moment, please." }],
  queue: ["TransferContactToQueue", go("rounds", QUEUE_ERRORS)],
  rounds: ["Loop", go("hang up", [], { ContinueLooping: "silence", DoneLooping: "hang up" }), { LoopCount: ROUNDS }],
  silence: ["MessageParticipant", go("rounds", ["NoMatchingError"]), { SSML: SILENCE }],
  "hang up": stop("DisconnectParticipant"),
};

const PATIENCE: Steps = {
  wait: ["MessageParticipantIteratively", {}, { Messages: [{ Text: "One moment, please." }, { SSML: SILENCE }] }],
};

const PASS: Steps = { end: stop("EndFlowExecution") };

const STEPS: Readonly<Record<FlowType, Steps>> = {
  CONTACT_FLOW: INBOUND,
  CUSTOMER_QUEUE: PATIENCE,
  CUSTOMER_HOLD: PATIENCE,
  AGENT_HOLD: PATIENCE,
  CUSTOMER_WHISPER: PASS,
  AGENT_WHISPER: PASS,
  OUTBOUND_WHISPER: PASS,
  AGENT_TRANSFER: { transfer: stop("TransferContactToAgent") },
  QUEUE_TRANSFER: {
    queue: ["TransferContactToQueue", go("hang up", QUEUE_ERRORS)],
    "hang up": stop("DisconnectParticipant"),
  },
  CAMPAIGN: { "hang up": stop("DisconnectParticipant") },
};
