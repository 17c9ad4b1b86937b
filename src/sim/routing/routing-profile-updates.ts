import type {
  UpdateRoutingProfileAgentAvailabilityTimerRequest,
  UpdateRoutingProfileConcurrencyRequest,
  UpdateRoutingProfileDefaultOutboundQueueRequest,
  UpdateRoutingProfileNameRequest,
} from "@aws-sdk/client-connect";
import type { RoutingProfileEntry } from "../entries/entries.js";
import { describedAs, find, instanceOf, refuseNothing, refuseTaken } from "../find.js";
import type { Instance } from "../instance.js";
import type { Call, Known, Operation } from "../world.js";
import { checkConcurrencies } from "./routing-profiles.js";

/** The updates of a routing profile; each changes one aspect. */
export const ROUTING_PROFILE_UPDATE_OPERATIONS = {
  UpdateRoutingProfileName: updateName,
  UpdateRoutingProfileConcurrency: updateConcurrency,
  UpdateRoutingProfileDefaultOutboundQueue: updateDefaultQueue,
  UpdateRoutingProfileAgentAvailabilityTimer: updateTimer,
} satisfies Record<string, Operation>;

interface Target {
  readonly InstanceId: string;
  readonly RoutingProfileId: string;
}

type Fields = (profile: RoutingProfileEntry, instance: Instance) => Partial<RoutingProfileEntry>;

function change(call: Call, input: Target, fields: Fields): object {
  const instance = instanceOf(call, input.InstanceId);
  const profile = find(call, instance, "routingProfiles", input.RoutingProfileId);
  instance.tables.routingProfiles.put({ ...profile, ...fields(profile, instance), modifiedAt: call.world.now() });
  return {};
}

function updateName(call: Call, input: Known<UpdateRoutingProfileNameRequest>): object {
  refuseNothing(input.Name, input.Description);
  return change(call, input, (profile, instance) => {
    if (input.Name !== undefined) refuseTaken(instance, "routingProfiles", input.Name, profile.id);
    return { name: input.Name ?? profile.name, description: describedAs(input.Description, profile.description) };
  });
}

function updateConcurrency(call: Call, input: Known<UpdateRoutingProfileConcurrencyRequest>): object {
  checkConcurrencies(input.MediaConcurrencies);
  return change(call, input, () => ({ concurrencies: input.MediaConcurrencies }));
}

function updateDefaultQueue(call: Call, input: Known<UpdateRoutingProfileDefaultOutboundQueueRequest>): object {
  return change(call, input, (_, instance) => ({
    defaultQueueId: find(call, instance, "queues", input.DefaultOutboundQueueId).id,
  }));
}

function updateTimer(call: Call, input: Known<UpdateRoutingProfileAgentAvailabilityTimerRequest>): object {
  return change(call, input, () => ({ timer: input.AgentAvailabilityTimer }));
}
