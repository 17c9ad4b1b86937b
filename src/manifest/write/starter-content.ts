import type { JsonObject } from "../../model/json.js";

type Block = readonly [type: string, parameters: JsonObject, transitions: JsonObject];

const onError = (next: string, ...errors: string[]) => ({
  Errors: errors.map((ErrorType) => ({ NextAction: next, ErrorType })),
});

const toNext = (next: string) => ({ NextAction: next, ...onError(next, "NoMatchingError") });

const DISCONNECT: Block = ["DisconnectParticipant", {}, {}];

/** Writes a content from its blocks in order; the first one is the start, and positions run from left to right. */
function contentOf(blocks: Readonly<Record<string, Block>>): JsonObject {
  const names = Object.keys(blocks);
  const position = (index: number) => ({ position: { x: 200 + 240 * index, y: 40 } });
  const drawn = names.map((name, index) => [name, { ...position(index), isFriendlyName: true }]);
  return {
    Version: "2019-10-30",
    StartAction: names[0] ?? "",
    Metadata: { entryPointPosition: { x: 40, y: 40 }, ActionMetadata: Object.fromEntries(drawn) },
    Actions: Object.entries(blocks).map(([Identifier, [Type, Parameters, Transitions]]) => {
      return { Identifier, Type, Parameters, Transitions };
    }),
  };
}

/** Greets, asks the hours, and puts the caller in a queue. */
export const MAIN_FLOW = contentOf({
  Greeting: ["InvokeFlowModule", { FlowModuleId: "${module.greeting}" }, toNext("Office open")],
  "Office open": [
    "CheckHoursOfOperation",
    { HoursOfOperationId: "${hours.office}" },
    {
      NextAction: "Closed",
      Conditions: [
        { NextAction: "While waiting", Condition: { Operator: "Equals", Operands: ["True"] } },
        { NextAction: "Closed", Condition: { Operator: "Equals", Operands: ["False"] } },
      ],
      ...onError("Closed", "NoMatchingError"),
    },
  ],
  "While waiting": [
    "UpdateContactEventHooks",
    { EventHooks: { CustomerQueue: "${flow.waiting}" } },
    toNext("Support queue"),
  ],
  "Support queue": [
    "UpdateContactTargetQueue",
    { QueueId: "${queue.support}" },
    { NextAction: "To the queue", ...onError("Sorry", "NoMatchingError") },
  ],
  "To the queue": [
    "TransferContactToQueue",
    {},
    { NextAction: "Sorry", ...onError("Sorry", "QueueAtCapacity", "NoMatchingError") },
  ],
  Closed: [
    "MessageParticipant",
    { Text: "We are closed now. We are here on weekdays from nine to six." },
    toNext("Goodbye"),
  ],
  Sorry: ["MessageParticipant", { Text: "We cannot take your call now. Call again later." }, toNext("Goodbye")],
  Goodbye: DISCONNECT,
});

/** What a caller hears in the queue. */
export const WAITING_FLOW = contentOf({
  "Please wait": [
    "MessageParticipantIteratively",
    {
      Messages: [{ Text: "Someone will be with you soon." }, { PromptId: "${prompt.beep}" }],
      InterruptFrequencySeconds: "30",
    },
    {
      NextAction: "Please wait",
      Conditions: [{ NextAction: "Please wait", Condition: { Operator: "Equals", Operands: ["MessagesInterrupted"] } }],
      ...onError("End", "NoMatchingError"),
    },
  ],
  End: ["EndFlowExecution", {}, {}],
});

/** Says who is there; other flows can use it too. */
export const GREETING_MODULE = contentOf({
  Welcome: ["MessageParticipant", { Text: "Thank you for calling ${var.company}." }, toNext("Back")],
  Back: ["EndFlowModuleExecution", {}, {}],
});
