import type { ContactFlowType } from "@aws-sdk/client-connect";
import { block, endFlow, hangUp, onError, say, setQueue, toQueue, when, write } from "./default-blocks.js";

/** ARNs of what the flows of a new instance refer to. */
export interface DefaultArns {
  readonly queue: string;
  readonly beep: string;
  readonly hold: string;
  /** The ARN of a flow of the same instance, by its name. */
  readonly flow: (name: string) => string;
}

/** A flow that every new instance has. `isDefault` ones can be neither archived nor deleted. */
interface DefaultFlow {
  readonly name: string;
  readonly type: ContactFlowType;
  readonly description: string;
  readonly isDefault: boolean;
  readonly content: (arns: DefaultArns) => string;
}

const standard = (name: string, type: ContactFlowType, content: DefaultFlow["content"]): DefaultFlow => ({
  name,
  type,
  description: `${name} flow of a new instance.`,
  isDefault: true,
  content,
});

const sample = (
  name: string,
  description: string,
  content: DefaultFlow["content"],
  type: ContactFlowType = "CONTACT_FLOW",
): DefaultFlow => ({
  name: `Sample ${name}`,
  type,
  description,
  isDefault: false,
  content,
});

const whisper = (text: string) => (): string => write([say("whisper", text, "end"), endFlow("end")]);

const holding =
  (prompt: "hold" | "beep") =>
  (arns: DefaultArns): string =>
    write([
      block(
        "loop",
        "MessageParticipantIteratively",
        { Messages: [{ PromptId: arns[prompt] }] },
        { Errors: [], Conditions: [] },
      ),
    ]);

const queueing = (arns: DefaultArns): string =>
  write([setQueue("queue", arns.queue, "transfer", "bye"), toQueue("transfer", "bye"), hangUp("bye")]);

const menu =
  (first: string, second: string) =>
  (arns: DefaultArns): string =>
    write([
      block(
        "menu",
        "GetParticipantInput",
        { Text: `${first} ${second}`, StoreInput: "False", InputTimeLimitSeconds: "5" },
        {
          NextAction: "queue",
          Errors: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"].map((type) =>
            onError("queue", type),
          ),
          Conditions: [when("1", "queue"), when("2", "other")],
        },
      ),
      setQueue("queue", arns.queue, "transfer", "bye"),
      toQueue("transfer", "bye"),
      block(
        "other",
        "TransferToFlow",
        { ContactFlowId: arns.flow("Sample queue customer") },
        {
          NextAction: "bye",
          Errors: [onError("bye")],
          Conditions: [],
        },
      ),
      hangUp("bye"),
    ]);

const told = (text: string) => (): string => write([say("say", text, "bye"), hangUp("bye")]);

const split = (arns: DefaultArns): string =>
  write([
    block(
      "split",
      "DistributeByPercentage",
      {},
      {
        NextAction: "second",
        Errors: [onError("second", "NoMatchingCondition")],
        Conditions: [{ NextAction: "first", Condition: { Operator: "NumberLessThan", Operands: ["51"] } }],
      },
    ),
    say("first", "You are in group A.", "on"),
    say("second", "You are in group B.", "on"),
    block(
      "on",
      "TransferToFlow",
      { ContactFlowId: arns.flow("Sample inbound flow (first contact experience)") },
      {
        NextAction: "bye",
        Errors: [onError("bye")],
        Conditions: [],
      },
    ),
    hangUp("bye"),
  ]);

const recorded = (arns: DefaultArns): string =>
  write([
    block(
      "record",
      "UpdateContactRecordingBehavior",
      { RecordingBehavior: { RecordedParticipants: ["Agent", "Customer"] } },
      {
        NextAction: "queue",
        Errors: [],
        Conditions: [],
      },
    ),
    setQueue("queue", arns.queue, "transfer", "bye"),
    toQueue("transfer", "bye"),
    hangUp("bye"),
  ]);

const hooked = (arns: DefaultArns): string =>
  write([
    block(
      "hook",
      "UpdateContactEventHooks",
      { EventHooks: { CustomerRemaining: arns.flow("Sample disconnect flow") } },
      {
        NextAction: "queue",
        Errors: [onError("bye")],
        Conditions: [],
      },
    ),
    setQueue("queue", arns.queue, "transfer", "bye"),
    toQueue("transfer", "bye"),
    hangUp("bye"),
  ]);

const interrupted = (arns: DefaultArns): string =>
  write([
    block(
      "loop",
      "MessageParticipantIteratively",
      { Messages: [{ PromptId: arns.hold }], InterruptFrequencySeconds: "30" },
      {
        Errors: [onError("end")],
        Conditions: [when("MessagesInterrupted", "note")],
      },
    ),
    say("note", "You are still in the queue.", "loop"),
    endFlow("end"),
  ]);

/** The twenty flows of a new instance, in the order in which they are created. */
export const DEFAULT_FLOWS: readonly DefaultFlow[] = [
  standard("Default customer queue", "CUSTOMER_QUEUE", holding("hold")),
  standard("Default customer hold", "CUSTOMER_HOLD", holding("hold")),
  standard("Default customer whisper", "CUSTOMER_WHISPER", whisper("An agent is joining.")),
  standard("Default agent hold", "AGENT_HOLD", holding("beep")),
  standard("Default agent whisper", "AGENT_WHISPER", whisper("$.Queue.Name")),
  standard("Default outbound", "OUTBOUND_WHISPER", whisper("This call is not being recorded.")),
  standard("Default agent transfer", "AGENT_TRANSFER", () =>
    write([say("say", "Transferring to an agent.", "transfer"), block("transfer", "TransferContactToAgent", {}, {})]),
  ),
  standard("Default queue transfer", "QUEUE_TRANSFER", queueing),
  sample("queue customer", "Puts the customer in a queue.", queueing),
  sample(
    "queue configurations flow",
    "Offers the queue or another flow.",
    menu("Press 1 for the queue.", "Press 2 for more."),
  ),
  sample(
    "inbound flow (first contact experience)",
    "The first thing a caller hears.",
    menu("Welcome.", "Press 1 to wait."),
  ),
  sample("disconnect flow", "Runs after the agent has left.", told("The agent has left.")),
  sample("recording behavior", "Records the agent and the customer.", recorded),
  sample("note for screenpop", "Sets an attribute for the agent's screen.", hooked),
  sample("AB test", "Sends half of the contacts one way.", split),
  sample("Lambda integration", "Says what a function would answer.", told("A function would be asked here.")),
  sample("secure input with agent", "Takes digits while the agent waits.", told("Enter the digits.")),
  sample("secure input with no agent", "Takes digits without an agent.", told("Enter the digits after the tone.")),
  sample("interruptible queue flow with callback", "Interrupts the music now and then.", interrupted, "CUSTOMER_QUEUE"),
  sample("agent transfer", "Sends the contact to an agent's queue.", queueing, "AGENT_TRANSFER"),
];
