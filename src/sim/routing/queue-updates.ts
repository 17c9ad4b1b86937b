import type {
  OutboundCallerConfig,
  UpdateQueueHoursOfOperationRequest,
  UpdateQueueMaxContactsRequest,
  UpdateQueueNameRequest,
  UpdateQueueOutboundCallerConfigRequest,
  UpdateQueueOutboundEmailConfigRequest,
  UpdateQueueStatusRequest,
} from "@aws-sdk/client-connect";
import type { QueueEntry } from "../entries/entries.js";
import { invalidParameter, invalidRequest, notFound } from "../fault.js";
import { describedAs, find, instanceOf, refuseNothing, refuseTaken, splitId } from "../find.js";
import type { Instance } from "../instance.js";
import type { Call, Known, Operation } from "../world.js";

/** The six updates of a queue; each changes one aspect. */
export const QUEUE_UPDATE_OPERATIONS = {
  UpdateQueueName: updateName,
  UpdateQueueStatus: updateStatus,
  UpdateQueueHoursOfOperation: updateHours,
  UpdateQueueMaxContacts: updateMaxContacts,
  UpdateQueueOutboundCallerConfig: updateCaller,
  UpdateQueueOutboundEmailConfig: updateEmail,
} satisfies Record<string, Operation>;

interface Target {
  readonly InstanceId: string;
  readonly QueueId: string;
}

function change(
  call: Call,
  input: Target,
  fields: (queue: QueueEntry, instance: Instance) => Partial<QueueEntry>,
): object {
  const instance = instanceOf(call, input.InstanceId);
  const queue = findStandard(call, instance, input.QueueId);
  instance.tables.queues.put({ ...queue, ...fields(queue, instance), modifiedAt: call.world.now() });
  return {};
}

/** The queue with that id or ARN; that of an agent belongs to its user and is refused. */
export function findStandard(call: Call, instance: Instance, idOrArn: string): QueueEntry {
  const queue = find(call, instance, "queues", idOrArn);
  if (queue.type === "AGENT") throw invalidRequest(`The queue of an agent cannot be changed. Id: ${queue.id}`);
  return queue;
}

function updateName(call: Call, input: Known<UpdateQueueNameRequest>): object {
  refuseNothing(input.Name, input.Description);
  return change(call, input, (queue, instance) => {
    if (input.Name !== undefined) refuseTaken(instance, "queues", input.Name, queue.id);
    return { name: input.Name ?? queue.name, description: describedAs(input.Description, queue.description) };
  });
}

function updateStatus(call: Call, input: Known<UpdateQueueStatusRequest>): object {
  return change(call, input, () => ({ status: input.Status }));
}

function updateHours(call: Call, input: Known<UpdateQueueHoursOfOperationRequest>): object {
  return change(call, input, (_, instance) => ({
    hoursId: find(call, instance, "hours", input.HoursOfOperationId).id,
  }));
}

function updateMaxContacts(call: Call, input: Known<UpdateQueueMaxContactsRequest>): object {
  return change(call, input, (queue) => ({ maxContacts: input.MaxContacts ?? queue.maxContacts }));
}

function updateCaller(call: Call, input: Known<UpdateQueueOutboundCallerConfigRequest>): object {
  return change(call, input, (_, instance) => {
    checkCaller(call, instance, input.OutboundCallerConfig);
    return { outboundCaller: input.OutboundCallerConfig };
  });
}

function updateEmail(call: Call, input: Known<UpdateQueueOutboundEmailConfigRequest>): object {
  return change(call, input, () => ({ outboundEmail: input.OutboundEmailConfig }));
}

/** Refuses an outbound caller whose flow is not an outbound whisper of this instance or whose number is not claimed. */
export function checkCaller(call: Call, instance: Instance, config: Known<OutboundCallerConfig> | undefined): void {
  if (config?.OutboundFlowId !== undefined) {
    const flow = find(call, instance, "flows", config.OutboundFlowId);
    if (flow.type !== "OUTBOUND_WHISPER")
      throw invalidParameter(`The contact flow is not of type OUTBOUND_WHISPER. Id: ${flow.id}`);
  }
  const number = config?.OutboundCallerIdNumberId;
  if (number !== undefined && instance.tables.phoneNumbers.get(splitId(number).id) === undefined) {
    throw notFound(`The phone number was not found. Id: ${number}`);
  }
}
