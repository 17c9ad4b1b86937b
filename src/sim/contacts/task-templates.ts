import type {
  CreateTaskTemplateRequest,
  GetTaskTemplateRequest,
  ListTaskTemplatesRequest,
  PropertyValidationExceptionReason,
  UpdateTaskTemplateRequest,
} from "@aws-sdk/client-connect";
import { madeBefore, tokenOf } from "../client-token.js";
import type { TaskTemplateEntry } from "../entries/entries.js";
import { fault, invalidParameter } from "../fault.js";
import { find, instanceOf, newEntry, refuseFull } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Task templates; an update replaces everything. */
export const TASK_TEMPLATE_OPERATIONS = {
  CreateTaskTemplate: createTemplate,
  GetTaskTemplate: getTemplate,
  UpdateTaskTemplate: updateTemplate,
  DeleteTaskTemplate: deleteTemplate,
  ListTaskTemplates: listTemplates,
} satisfies Record<string, Operation>;

const quotaFault = (message: string) => fault("ServiceQuotaExceededException", message);

function createTemplate(call: Call, input: Known<CreateTaskTemplateRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const again = madeBefore(instance.tables.taskTemplates.all(), input, invalidParameter);
  if (again !== undefined) return { Id: again.id, Arn: again.arn };
  refuseFull(call, instance, "taskTemplates", quotaFault);
  checkTemplate(instance, input);
  const entry = instance.tables.taskTemplates.put({
    ...newEntry(call, (id) => arnOf(instance.about, "taskTemplates", id), input.Name, undefined),
    ...bodyOf(call, instance, input),
    ...tokenOf(input),
  });
  return { Id: entry.id, Arn: entry.arn };
}

type Body = Known<Omit<CreateTaskTemplateRequest, "Name" | "Fields" | "InstanceId">> & {
  readonly Fields?: Known<CreateTaskTemplateRequest>["Fields"];
};

function bodyOf(
  call: Call,
  instance: Instance,
  input: Body,
): Omit<TaskTemplateEntry, "id" | "arn" | "name" | "tags" | "createdAt" | "modifiedAt"> {
  const flow = (id: string | undefined) => (id === undefined ? undefined : find(call, instance, "flows", id).id);
  return {
    description: input.Description,
    status: input.Status ?? "ACTIVE",
    fields: input.Fields ?? [],
    constraints: input.Constraints,
    defaults: input.Defaults,
    flowId: flow(input.ContactFlowId),
    selfAssignFlowId: flow(input.SelfAssignFlowId),
  };
}

interface Checked {
  readonly Name?: string;
  readonly Fields?: readonly { readonly Id: { readonly Name?: string }; readonly Type?: string }[];
}

function checkTemplate(instance: Instance, input: Checked, exceptId?: string): void {
  if (input.Name !== undefined && instance.tables.taskTemplates.taken(input.Name, exceptId)) {
    throw invalidProperty("Name", "RESOURCE_NAME_ALREADY_EXISTS", "Name is taken");
  }
  const names = (input.Fields ?? []).map((field) => field.Id.Name ?? "");
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw invalidProperty("Fields", "UNIQUE_CONSTRAINT_VIOLATED", `Field ${twice} stands twice`);
  const custom = (input.Fields ?? []).filter((field) => !OWN_FIELDS.has(field.Type ?? ""));
  if (custom.length > CUSTOM_FIELDS) throw quotaFault(`A task template has at most ${CUSTOM_FIELDS} custom fields`);
}

const CUSTOM_FIELDS = 50;

/** Types of the fields that every task has; those of any other type are custom fields. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "NAME",
  "DESCRIPTION",
  "SCHEDULED_TIME",
  "QUICK_CONNECT",
  "SELF_ASSIGN",
  "EXPIRY_DURATION",
]);

const invalidProperty = (PropertyPath: string, Reason: PropertyValidationExceptionReason, Message: string): Error =>
  fault("PropertyValidationException", Message, { PropertyList: [{ PropertyPath, Reason, Message }] });

/** There are no snapshots here, so that asking for one is not answered with something else. */
function getTemplate(call: Call, input: Known<GetTaskTemplateRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  if (input.SnapshotVersion !== undefined)
    throw fault("NotImplementedException", "The simulator keeps no snapshots of task templates");
  return shown(find(call, instance, "taskTemplates", input.TaskTemplateId), instance);
}

const shown = (entry: TaskTemplateEntry, instance: Instance): object => ({
  InstanceId: instance.about.id,
  ...summaryOf(entry),
  ContactFlowId: entry.flowId,
  SelfAssignFlowId: entry.selfAssignFlowId,
  Constraints: entry.constraints,
  Defaults: entry.defaults,
  Fields: entry.fields,
  Tags: entry.tags,
});

const summaryOf = (entry: TaskTemplateEntry): object => ({
  Id: entry.id,
  Arn: entry.arn,
  Name: entry.name,
  Description: entry.description,
  Status: entry.status,
  LastModifiedTime: new Date(entry.modifiedAt),
  CreatedTime: new Date(entry.createdAt),
});

function updateTemplate(call: Call, input: Known<UpdateTaskTemplateRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const before = find(call, instance, "taskTemplates", input.TaskTemplateId);
  checkTemplate(instance, input, before.id);
  const { id, arn, tags, createdAt, clientToken, tokenInput } = before;
  const name = input.Name ?? before.name;
  const kept = { id, arn, name, tags, createdAt, clientToken, tokenInput, modifiedAt: call.world.now() };
  return shown(instance.tables.taskTemplates.put({ ...kept, ...bodyOf(call, instance, input) }), instance);
}

function deleteTemplate(call: Call, input: Known<GetTaskTemplateRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  instance.tables.taskTemplates.remove(find(call, instance, "taskTemplates", input.TaskTemplateId).id);
  return {};
}

function listTemplates(call: Call, input: Known<ListTaskTemplatesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { Status, Name } = input;
  const all = listed(call, instance.tables.taskTemplates.all());
  const found = all.filter((entry) => (Status ?? entry.status) === entry.status && (Name ?? entry.name) === entry.name);
  const { items, NextToken } = pageOf(call, input, found, 100);
  return { TaskTemplates: items.map(summaryOf), NextToken };
}
