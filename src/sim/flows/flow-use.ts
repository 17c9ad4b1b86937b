import type { FlowEntry } from "../entries/flow-entries.js";
import { invalidRequest } from "../fault.js";
import { splitId } from "../find.js";
import type { Instance } from "../instance.js";

/**
 * Refuses to archive or delete a flow that came with the instance or that a queue, quick connect or number uses.
 *
 * References from other flows do not count: the service does not look for them.
 */
export function refuseFlowInUse(instance: Instance, flow: FlowEntry, done: "archived" | "deleted"): void {
  if (flow.isDefault) throw invalidRequest(`A default contact flow cannot be ${done}. Id: ${flow.id}`);
  const user = userOf(instance, flow.id);
  if (user !== undefined)
    throw invalidRequest(`The contact flow cannot be ${done} while ${user} uses it. Id: ${flow.id}`);
}

function userOf(instance: Instance, id: string): string | undefined {
  const { queues, quickConnects, phoneNumbers, associations } = instance.tables;
  const is = (reference: string | undefined): boolean => reference !== undefined && splitId(reference).id === id;
  const queue = queues.all().find((candidate) => is(candidate.outboundCaller?.OutboundFlowId));
  if (queue !== undefined) return `queue ${queue.name}`;
  const quick = quickConnects
    .all()
    .find(({ config }) =>
      [config.UserConfig, config.QueueConfig, config.FlowConfig].some((part) => is(part?.ContactFlowId)),
    );
  if (quick !== undefined) return `quick connect ${quick.name}`;
  const number = phoneNumbers.all().find((candidate) => is(candidate.flowId));
  if (number !== undefined) return `phone number ${number.name}`;
  const tied = associations.all().find((candidate) => is(candidate.flowId));
  return tied === undefined ? undefined : `${tied.resourceType} ${tied.name}`;
}
