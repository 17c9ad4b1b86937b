/** One action of a flow. */
interface Block {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: object;
  readonly Transitions: object;
}

/** Builds one action. */
export const block = (Identifier: string, Type: string, Parameters: object, Transitions: object): Block => ({
  Identifier,
  Type,
  Parameters,
  Transitions,
});

/** Says a text, and goes on also when that fails. */
export const say = (id: string, text: string, next: string): Block =>
  block(id, "MessageParticipant", { Text: text }, { NextAction: next, Errors: [onError(next)], Conditions: [] });

/** An error branch; the catch-all one when no type is named. */
export const onError = (next: string, type = "NoMatchingError"): object => ({ NextAction: next, ErrorType: type });
/** Ends the contact. */
export const hangUp = (id: string): Block => block(id, "DisconnectParticipant", {}, {});
/** Ends the flow and leaves the contact where it is. */
export const endFlow = (id: string): Block => block(id, "EndFlowExecution", {}, {});
/** A branch for one value. */
export const when = (value: string, next: string): object => ({
  NextAction: next,
  Condition: { Operator: "Equals", Operands: [value] },
});

/** Sets the queue for a later transfer. */
export const setQueue = (id: string, queue: string, next: string, failed: string): Block =>
  block(
    id,
    "UpdateContactTargetQueue",
    { QueueId: queue },
    { NextAction: next, Errors: [onError(failed)], Conditions: [] },
  );

/** Transfers to the queue that was set. */
export const toQueue = (id: string, failed: string): Block =>
  block(
    id,
    "TransferContactToQueue",
    {},
    {
      NextAction: failed,
      Errors: [onError(failed, "QueueAtCapacity"), onError(failed)],
      Conditions: [],
    },
  );

/** Writes the document the way the console does: layout in `Metadata`, minified. */
export function write(blocks: readonly Block[]): string {
  const positions = blocks.map((item, index) => [item.Identifier, { position: { x: 160 + index * 240, y: 40 } }]);
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: blocks[0]?.Identifier,
    Metadata: { entryPointPosition: { x: 40, y: 40 }, ActionMetadata: Object.fromEntries(positions) },
    Actions: blocks,
  });
}
