import type {
  CreatePromptRequest,
  DescribePromptRequest,
  ListPromptsRequest,
  SearchPromptsRequest,
  UpdatePromptRequest,
} from "@aws-sdk/client-connect";
import type { PromptEntry } from "../entries/entries.js";
import { invalidParameter } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Prompts; the audio itself is not kept, only where it came from. */
export const PROMPT_OPERATIONS = {
  CreatePrompt: createPrompt,
  DescribePrompt: describePrompt,
  UpdatePrompt: updatePrompt,
  DeletePrompt: deletePrompt,
  ListPrompts: listPrompts,
  SearchPrompts: searchPrompts,
  GetPromptFile: getPromptFile,
} satisfies Record<string, Operation>;

function createPrompt(call: Call, input: Known<CreatePromptRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  checkSource(input.S3Uri);
  refuseFull(call, instance, "prompts");
  refuseTaken(instance, "prompts", input.Name);
  const entry = instance.tables.prompts.put({
    ...newEntry(call, (id) => arnOf(instance.about, "prompts", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    s3Uri: input.S3Uri,
  });
  return { PromptId: entry.id, PromptARN: entry.arn };
}

function checkSource(uri: string): void {
  if (!/^(s3:\/\/\S+\/.+|https:\/\/\S+\.amazonaws\.com\/\S+)$/.test(uri))
    throw invalidParameter(`S3Uri is not valid: ${uri}`);
}

function describePrompt(call: Call, input: Known<DescribePromptRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { Prompt: shown(find(call, instance, "prompts", input.PromptId), instance) };
}

const shown = (entry: PromptEntry, instance: Instance): object => ({
  PromptId: entry.id,
  PromptARN: entry.arn,
  Name: entry.name,
  Description: entry.description,
  Tags: entry.tags,
  ...lastModified(entry, instance),
});

function updatePrompt(call: Call, input: Known<UpdatePromptRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "prompts", input.PromptId);
  if (input.S3Uri !== undefined) checkSource(input.S3Uri);
  if (input.Name !== undefined && instance.tables.prompts.taken(input.Name, entry.id)) {
    throw invalidParameter(`A prompt with the name ${input.Name} already exists`);
  }
  instance.tables.prompts.put({
    ...entry,
    name: input.Name ?? entry.name,
    description: describedAs(input.Description, entry.description),
    s3Uri: input.S3Uri ?? entry.s3Uri,
    modifiedAt: call.world.now(),
  });
  return { PromptId: entry.id, PromptARN: entry.arn };
}

function deletePrompt(call: Call, input: Known<DescribePromptRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  instance.tables.prompts.remove(find(call, instance, "prompts", input.PromptId).id);
  return {};
}

function listPrompts(call: Call, input: Known<ListPromptsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.prompts.all()));
  return { PromptSummaryList: items.map((entry) => summaryOf(entry, instance)), NextToken };
}

function searchPrompts(call: Call, input: Known<SearchPromptsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.prompts.all(), { fields: () => ({}) });
  return { Prompts: items.map((entry) => shown(entry, instance)), ...rest };
}

function getPromptFile(call: Call, input: Known<DescribePromptRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "prompts", input.PromptId);
  const host = `simulator-prompts.s3.${instance.about.region}.amazonaws.com`;
  const PromptPresignedUrl = `https://${host}/${instance.about.id}/${entry.id}?name=${encodeURIComponent(entry.name)}`;
  return { PromptPresignedUrl, ...lastModified(entry, instance) };
}
