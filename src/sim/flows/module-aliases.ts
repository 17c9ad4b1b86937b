import type {
  CreateContactFlowModuleAliasRequest,
  DescribeContactFlowModuleAliasRequest,
  ListContactFlowModuleAliasesRequest,
  UpdateContactFlowModuleAliasRequest,
} from "@aws-sdk/client-connect";
import type { ModuleAlias, ModuleEntry } from "../entries/flow-entries.js";
import { duplicate, notFound } from "../fault.js";
import { describedAs, find, instanceOf } from "../find.js";
import type { Instance } from "../instance.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Aliases of modules: names with opaque ids that point at a version. */
export const MODULE_ALIAS_OPERATIONS = {
  CreateContactFlowModuleAlias: createAlias,
  DescribeContactFlowModuleAlias: describeAlias,
  UpdateContactFlowModuleAlias: updateAlias,
  DeleteContactFlowModuleAlias: deleteAlias,
  ListContactFlowModuleAliases: listAliases,
} satisfies Record<string, Operation>;

function createAlias(call: Call, input: Known<CreateContactFlowModuleAliasRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  checkName(entry, input.AliasName);
  checkVersion(entry, input.ContactFlowModuleVersion);
  const alias: ModuleAlias = {
    id: call.world.newId(),
    name: input.AliasName,
    version: input.ContactFlowModuleVersion,
    description: describedAs(input.Description),
    modifiedAt: call.world.now(),
  };
  put(instance, entry, [...entry.aliases, alias]);
  return { ContactFlowModuleArn: entry.arn, Id: alias.id };
}

function checkName(entry: ModuleEntry, name: string, exceptId?: string): void {
  const taken = entry.aliases.some((alias) => alias.name === name && alias.id !== exceptId);
  if (taken) throw duplicate(`An alias with the name ${name} already exists`);
}

function checkVersion(entry: ModuleEntry, version: number): void {
  if (!entry.versions.some((item) => item.version === version)) throw notFound(`Version ${version} was not found`);
}

const put = (instance: Instance, entry: ModuleEntry, aliases: readonly ModuleAlias[]): ModuleEntry =>
  instance.tables.modules.put({ ...entry, aliases });

function describeAlias(call: Call, input: Known<DescribeContactFlowModuleAliasRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { entry, alias } = findAlias(call, instance, input);
  return {
    ContactFlowModuleAlias: {
      ContactFlowModuleId: entry.id,
      ContactFlowModuleArn: entry.arn,
      AliasId: alias.id,
      Version: alias.version,
      Name: alias.name,
      Description: alias.description,
      LastModifiedRegion: instance.about.region,
      LastModifiedTime: new Date(alias.modifiedAt),
    },
  };
}

interface AliasPlace {
  readonly entry: ModuleEntry;
  readonly alias: ModuleAlias;
}

function findAlias(call: Call, instance: Instance, input: Known<DescribeContactFlowModuleAliasRequest>): AliasPlace {
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  const alias = entry.aliases.find((candidate) => candidate.id === input.AliasId);
  if (alias === undefined) throw notFound(`The contact flow module alias was not found. Id: ${input.AliasId}`);
  return { entry, alias };
}

function updateAlias(call: Call, input: Known<UpdateContactFlowModuleAliasRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { entry, alias } = findAlias(call, instance, input);
  if (input.Name !== undefined) checkName(entry, input.Name, alias.id);
  if (input.ContactFlowModuleVersion !== undefined) checkVersion(entry, input.ContactFlowModuleVersion);
  const updated: ModuleAlias = {
    ...alias,
    name: input.Name ?? alias.name,
    version: input.ContactFlowModuleVersion ?? alias.version,
    description: describedAs(input.Description, alias.description),
    modifiedAt: call.world.now(),
  };
  put(
    instance,
    entry,
    entry.aliases.map((item) => (item.id === alias.id ? updated : item)),
  );
  return {};
}

function deleteAlias(call: Call, input: Known<DescribeContactFlowModuleAliasRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { entry, alias } = findAlias(call, instance, input);
  put(
    instance,
    entry,
    entry.aliases.filter((item) => item.id !== alias.id),
  );
  return {};
}

function listAliases(call: Call, input: Known<ListContactFlowModuleAliasesRequest>): object {
  const entry = find(call, instanceOf(call, input.InstanceId), "modules", input.ContactFlowModuleId);
  const { items, NextToken } = pageOf(call, input, entry.aliases);
  const list = items.map((alias) => ({
    Arn: `${entry.arn}:${alias.id}`,
    AliasId: alias.id,
    Version: alias.version,
    AliasName: alias.name,
    AliasDescription: alias.description,
    LastModifiedTime: new Date(alias.modifiedAt),
  }));
  return { ContactFlowModuleAliasSummaryList: list, NextToken };
}
