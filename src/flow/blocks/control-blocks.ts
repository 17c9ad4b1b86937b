import { type BlockFacts, block, places, references, terminal, unverified } from "./block-facts.js";

const QUEUE_OR_AGENT = references({ QueueId: "queue", AgentId: "user" });
const IN_MOST_FLOWS = places("IN TA TQ CQ M");

/** Blocks that decide where a flow goes. Sources: Flow language reference; required errors as seen on publishing. */
export const CONTROL_BLOCKS = {
  CheckHoursOfOperation: block("Check hours of operation", {
    conditions: "equals",
    operands: ["True", "False"],
    everyOperand: true,
    expectedErrors: ["NoMatchingError"],
    places: IN_MOST_FLOWS,
    references: references({ HoursOfOperationId: "hours" }),
  }),
  CheckMetricData: block("Check staffing or queue status", {
    conditions: "any",
    expectedErrors: ["NoMatchingError", "NoMatchingCondition"],
    expectedParameters: [["MetricType"]],
    places: IN_MOST_FLOWS,
    references: QUEUE_OR_AGENT,
  }),
  GetMetricData: block("Get queue metrics", {
    expectedErrors: ["NoMatchingError"],
    references: QUEUE_OR_AGENT,
  }),
  Compare: block("Check contact attributes", {
    conditions: "any",
    expectedErrors: ["NoMatchingCondition"],
    expectedParameters: [["ComparisonValue"]],
  }),
  DistributeByPercentage: block("Distribute by percentage", {
    conditions: "any",
    expectedErrors: ["NoMatchingCondition"],
    places: IN_MOST_FLOWS,
  }),
  Loop: block("Loop", {
    conditions: "equals",
    operands: ["ContinueLooping", "DoneLooping"],
    everyOperand: true,
    expectedParameters: [["LoopCount"]],
  }),
  Wait: block("Wait", {
    conditions: "equals",
    operands: ["WaitCompleted", "CustomerReturned", "BotParticipantDisconnected"],
    expectedErrors: ["NoMatchingError"],
    expectedParameters: [["TimeLimitSeconds"]],
    refusedParameters: { TimeoutSeconds: "write `TimeLimitSeconds`, which is the name that the service takes" },
  }),
  TransferToFlow: block("Transfer to flow", {
    expectedErrors: ["NoMatchingError"],
    requiredParameters: ["ContactFlowId"],
    places: places("IN TA TQ M"),
    references: references({ ContactFlowId: "flow" }),
  }),
  EndFlowExecution: terminal("End flow / Resume", { places: places("IN WH CQ HO") }),
  UpdateFlowAttributes: block("Set flow attributes", {
    expectedErrors: ["NoMatchingError"],
    expectedParameters: [["FlowAttributes"]],
  }),
  UpdateFlowLoggingBehavior: block("Set logging behavior", { expectedParameters: [["FlowLoggingBehavior"]] }),
  UpdateRoutingCriteria: block("Set routing criteria", { places: places("IN CQ TA TQ") }),
  UpdateContactRoutingCriteria: unverified("Set routing criteria"),
  CheckOutboundCallStatus: block("Check call progress", {
    conditions: "equals",
    operands: ["CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"],
    expectedErrors: ["NoMatchingError"],
  }),
  CheckVoiceId: unverified("Check Voice ID"),
  StartVoiceIdStream: unverified("Set Voice ID"),
} as const satisfies Record<string, BlockFacts>;
