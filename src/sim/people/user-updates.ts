import type {
  UpdateUserConfigRequest,
  UpdateUserHierarchyRequest,
  UpdateUserIdentityInfoRequest,
  UpdateUserPhoneConfigRequest,
  UpdateUserRoutingProfileRequest,
  UpdateUserSecurityProfilesRequest,
} from "@aws-sdk/client-connect";
import type { UserSettings } from "../entries/entries.js";
import { find, instanceOf } from "../find.js";
import type { Instance } from "../instance.js";
import type { Call, Known, Operation } from "../world.js";

/** The updates of a user; each changes one setting. */
export const USER_UPDATE_OPERATIONS = {
  UpdateUserIdentityInfo: updateIdentity,
  UpdateUserPhoneConfig: updatePhone,
  UpdateUserConfig: updateConfig,
  UpdateUserRoutingProfile: updateRoutingProfile,
  UpdateUserSecurityProfiles: updateSecurityProfiles,
  UpdateUserHierarchy: updateHierarchy,
} satisfies Record<string, Operation>;

interface Target {
  readonly InstanceId: string;
  readonly UserId: string;
}

function change(call: Call, input: Target, fields: (instance: Instance) => Partial<UserSettings>): object {
  const instance = instanceOf(call, input.InstanceId);
  const user = find(call, instance, "users", input.UserId);
  const settings = { ...user.settings, ...fields(instance) };
  instance.tables.users.put({ ...user, settings, modifiedAt: call.world.now() });
  return {};
}

function updateIdentity(call: Call, input: Known<UpdateUserIdentityInfoRequest>): object {
  return change(call, input, () => ({ IdentityInfo: input.IdentityInfo }));
}

function updatePhone(call: Call, input: Known<UpdateUserPhoneConfigRequest>): object {
  return change(call, input, () => ({ PhoneConfig: input.PhoneConfig }));
}

function updateConfig(call: Call, input: Known<UpdateUserConfigRequest>): object {
  const { InstanceId: _, UserId: __, ...configs } = input;
  return change(call, input, () => configs);
}

function updateRoutingProfile(call: Call, input: Known<UpdateUserRoutingProfileRequest>): object {
  return change(call, input, (instance) => ({
    RoutingProfileId: find(call, instance, "routingProfiles", input.RoutingProfileId).id,
  }));
}

function updateSecurityProfiles(call: Call, input: Known<UpdateUserSecurityProfilesRequest>): object {
  return change(call, input, (instance) => ({
    SecurityProfileIds: input.SecurityProfileIds.map((id) => find(call, instance, "securityProfiles", id).id),
  }));
}

/** Without a group the user leaves the hierarchy. */
function updateHierarchy(call: Call, input: Known<UpdateUserHierarchyRequest>): object {
  const group = input.HierarchyGroupId;
  return change(call, input, (instance) => ({
    HierarchyGroupId: group === undefined ? undefined : find(call, instance, "hierarchyGroups", group).id,
  }));
}
