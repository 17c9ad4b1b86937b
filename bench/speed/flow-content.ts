interface Shape {
  readonly name: string;
  readonly blocks: number;
  /** References that it holds: a queue first, then a flow, then a module. */
  readonly uses: readonly string[];
  readonly isModule: boolean;
}

const WORDS =
  "Thank you for calling. Our team is glad to help you with your order, your bill and everything else.".split(" ");

/** A content in the Flow language as a file holds it, with the given number of blocks (at least 3). */
export function flowContent({ name, blocks, uses, isModule }: Shape): string {
  const last = `${name}-end`;
  const ids = Array.from({ length: blocks - 1 }, (_, index) => `${name}-${index}`);
  const next = (index: number) => ids[index + 1] ?? last;
  const steps = ids.map((id, index) => ({ Identifier: id, ...step(index, uses, next(index), last) }));
  const end = { Identifier: last, Type: isModule ? "EndFlowModuleExecution" : "DisconnectParticipant" };
  const Actions = [...steps, { ...end, Parameters: {}, Transitions: {} }];
  const positions = Actions.map(({ Identifier }, index) => [Identifier, { position: placed(index) }]);
  const Metadata = { entryPointPosition: { x: 20, y: 20 }, ActionMetadata: Object.fromEntries(positions) };
  const content = { Version: "2019-10-30", StartAction: ids[0] ?? last, Metadata, Actions };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const placed = (index: number) => ({ x: 160 + 240 * (index % 10), y: 40 + 200 * Math.floor(index / 10) });

function step(index: number, uses: readonly string[], next: string, last: string): object {
  const Errors = [{ NextAction: last, ErrorType: "NoMatchingError" }];
  const use = uses[index];
  if (use !== undefined) return { ...using(use), Transitions: { NextAction: next, Errors, Conditions: [] } };
  if (index % 5 === 4) return compare(next, last);
  const Text = Array.from({ length: 12 }, (_, word) => WORDS[(index + word) % WORDS.length]).join(" ");
  return {
    Type: "MessageParticipant",
    Parameters: { Text },
    Transitions: { NextAction: next, Errors, Conditions: [] },
  };
}

function using(reference: string): object {
  if (reference.startsWith("${queue.")) return { Type: "UpdateContactTargetQueue", Parameters: { QueueId: reference } };
  if (reference.startsWith("${flow.")) return { Type: "TransferToFlow", Parameters: { ContactFlowId: reference } };
  return { Type: "InvokeFlowModule", Parameters: { FlowModuleId: reference } };
}

function compare(next: string, last: string): object {
  const Condition = { Operator: "Equals", Operands: ["ja"] };
  const Transitions = {
    NextAction: last,
    Errors: [{ NextAction: last, ErrorType: "NoMatchingCondition" }],
    Conditions: [{ NextAction: next, Condition }],
  };
  return { Type: "Compare", Parameters: { ComparisonValue: "$.Attributes.language" }, Transitions };
}
