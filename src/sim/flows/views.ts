import { createHash } from "node:crypto";
import type {
  CreateViewRequest,
  DescribeViewRequest,
  ListViewsRequest,
  UpdateViewContentRequest,
  UpdateViewMetadataRequest,
  ViewInputContent,
} from "@aws-sdk/client-connect";
import { madeBefore, tokenOf } from "../client-token.js";
import type { ViewBody, ViewEntry } from "../entries/entries.js";
import { fault, invalidParameter, invalidRequest, notFound } from "../fault.js";
import { checkTags, find, instanceOf, newEntry, refuseFull, refuseNothing, refuseTaken, splitId } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Views: customer-managed ones, and the AWS-managed ones for reading. */
export const VIEW_OPERATIONS = {
  CreateView: createView,
  DescribeView: describeView,
  UpdateViewContent: updateContent,
  UpdateViewMetadata: updateMetadata,
  DeleteView: deleteView,
  ListViews: listViews,
} satisfies Record<string, Operation>;

function createView(call: Call, input: Known<CreateViewRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const again = madeBefore(instance.tables.views.all(), input, invalidParameter);
  if (again !== undefined)
    return { View: shown(again, again.draft, again.content === undefined ? "SAVED" : "PUBLISHED") };
  checkTags(input.Tags);
  refuseFull(call, instance, "views", (message) => fault("ServiceQuotaExceededException", message));
  refuseTaken(instance, "views", input.Name);
  const body = bodyOf(input.Content, input.Status);
  const entry = instance.tables.views.put({
    ...newEntry(call, (id) => arnOf(instance.about, "views", id), input.Name, input.Tags),
    description: input.Description,
    type: "CUSTOMER_MANAGED",
    draft: body,
    ...(input.Status === "PUBLISHED" ? { content: body } : {}),
    ...tokenOf(input),
  });
  return { View: shown(entry, body, input.Status) };
}

const MOST_BYTES = 400_000;

/** A template must be JSON; what is published must have one. */
function bodyOf(content: Known<ViewInputContent>, status: "PUBLISHED" | "SAVED"): ViewBody {
  if (Buffer.byteLength(JSON.stringify(content)) > MOST_BYTES) throw invalidParameter("Content has more than 400 kB");
  if (content.Template !== undefined && !isJson(content.Template))
    throw invalidParameter("Content.Template is not JSON");
  if (content.Template === undefined && status === "PUBLISHED") throw invalidParameter("Content.Template is required");
  return { template: content.Template, actions: content.Actions };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const shown = (entry: ViewEntry, body: ViewBody | undefined, status: "PUBLISHED" | "SAVED"): object => ({
  Id: entry.id,
  Arn: entry.arn,
  Name: entry.name,
  Status: status,
  Type: entry.type,
  Description: entry.description,
  Version: entry.type === "AWS_MANAGED" ? 1 : undefined,
  Content: { Template: body?.template, Actions: body?.actions ?? [], InputSchema: "{}" },
  Tags: entry.tags,
  CreatedTime: new Date(entry.createdAt),
  LastModifiedTime: new Date(entry.modifiedAt),
  ViewContentSha256: createHash("sha256")
    .update(JSON.stringify(body ?? {}))
    .digest("hex"),
});

function describeView(call: Call, input: Known<DescribeViewRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = findView(call, instance, input.ViewId);
  const { qualifier } = splitId(input.ViewId);
  const current = ["$SAVED", "$LATEST", ...(entry.type === "AWS_MANAGED" ? ["1"] : [])];
  if (qualifier !== undefined && !current.includes(qualifier))
    throw notFound(`Version ${qualifier} of the view was not found. Id: ${input.ViewId}`);
  if (qualifier === "$SAVED" && entry.draft !== undefined) return { View: shown(entry, entry.draft, "SAVED") };
  if (entry.content === undefined) throw notFound(`The view has not been published. Id: ${input.ViewId}`);
  return { View: shown(entry, entry.content, "PUBLISHED") };
}

/** AWS-managed views are found by their ARN alone, customer-managed ones by id or ARN. */
function findView(call: Call, instance: Instance, idOrArn: string): ViewEntry {
  const managed = /:aws:view\/([^:]+)/.exec(idOrArn)?.[1];
  const entry = managed === undefined ? find(call, instance, "views", idOrArn) : instance.tables.views.get(managed);
  const wrongWay = entry?.type === "AWS_MANAGED" && managed === undefined;
  if (entry === undefined || wrongWay) throw notFound(`The view was not found. Id: ${idOrArn}`);
  return entry;
}

function findOwn(call: Call, instance: Instance, idOrArn: string): ViewEntry {
  const entry = findView(call, instance, idOrArn);
  if (entry.type === "AWS_MANAGED") throw invalidRequest("An AWS managed view cannot be changed");
  return entry;
}

function updateContent(call: Call, input: Known<UpdateViewContentRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = findOwn(call, instance, input.ViewId);
  const body = bodyOf(input.Content, input.Status);
  const published = input.Status === "PUBLISHED" ? { content: body } : {};
  const put = instance.tables.views.put({ ...entry, draft: body, ...published, modifiedAt: call.world.now() });
  return { View: shown(put, body, input.Status) };
}

function updateMetadata(call: Call, input: Known<UpdateViewMetadataRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = findOwn(call, instance, input.ViewId);
  refuseNothing(input.Name, input.Description);
  if (input.Name !== undefined) refuseTaken(instance, "views", input.Name, entry.id);
  instance.tables.views.put({
    ...entry,
    name: input.Name ?? entry.name,
    description: input.Description ?? entry.description,
    modifiedAt: call.world.now(),
  });
  return {};
}

function deleteView(call: Call, input: Known<DescribeViewRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  instance.tables.views.remove(findOwn(call, instance, input.ViewId).id);
  return {};
}

function listViews(call: Call, input: Known<ListViewsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const all = listed(call, instance.tables.views.all());
  const found = all.filter((entry) => input.Type === undefined || entry.type === input.Type);
  const { items, NextToken } = pageOf(call, input, found, 100);
  const list = items.map((entry) => ({
    Id: entry.id,
    Arn: entry.arn,
    Name: entry.name,
    Type: entry.type,
    Status: entry.content === undefined ? "SAVED" : "PUBLISHED",
    Description: entry.description,
  }));
  return { ViewsSummaryList: list, NextToken };
}
