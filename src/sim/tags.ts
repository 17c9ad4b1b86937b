import type { ListTagsForResourceRequest, TagResourceRequest, UntagResourceRequest } from "@aws-sdk/client-connect";
import type { CollectionName } from "./entries/entries.js";
import type { Entry, Tags } from "./entries/entry.js";
import { invalidParameter, invalidRequest, notFound } from "./fault.js";
import { checkTags, instancesHere, splitId } from "./find.js";
import { collectionOf, type Instance } from "./instance.js";
import type { Call, Known, Operation } from "./world.js";

/** Tags of instances and of what is in them, by ARN. */
export const TAG_OPERATIONS = {
  TagResource: tag,
  UntagResource: untag,
  ListTagsForResource: list,
} satisfies Record<string, Operation>;

const TAGS_PER_RESOURCE = 50;

/** Adds and overwrites, never removes. */
function tag(call: Call, input: Known<TagResourceRequest>): object {
  checkTags(input.tags);
  const tagged = taggedOf(call, input.resourceArn);
  const tags = { ...tagged.tags, ...input.tags };
  if (Object.keys(tags).length > TAGS_PER_RESOURCE) throw invalidRequest("A resource has at most 50 tags");
  tagged.put(tags);
  return {};
}

function untag(call: Call, input: Known<UntagResourceRequest>): object {
  const tagged = taggedOf(call, input.resourceArn);
  const kept = Object.entries(tagged.tags).filter(([key]) => !input.tagKeys.includes(key));
  tagged.put(Object.fromEntries(kept));
  return {};
}

function list(call: Call, input: Known<ListTagsForResourceRequest>): object {
  return { tags: taggedOf(call, input.resourceArn).tags };
}

interface Tagged {
  readonly tags: Tags;
  readonly put: (tags: Tags) => void;
}

const INSTANCE_ARN = /^(arn:[^:]+:connect:[^:]*:[^:]*:instance\/([^/]+))(?:\/(.+))?$/;

function taggedOf(call: Call, arn: string): Tagged {
  if (!/^arn:[^:]+:connect:/.test(arn)) throw invalidParameter(`resourceArn is not valid: ${arn}`);
  const [, instanceArn, id, rest] = INSTANCE_ARN.exec(arn) ?? [];
  if (id === undefined) return taggedNumber(call, arn);
  const instance = instancesHere(call).find(({ about }) => about.id === id);
  if (instance === undefined || instance.about.arn !== instanceArn) throw notFound(`Resource not found: ${arn}`);
  return rest === undefined ? taggedInstance(instance) : taggedEntry(instance, rest, arn);
}

const taggedInstance = (instance: Instance): Tagged => ({
  tags: instance.about.tags,
  put: (tags) => {
    instance.about = { ...instance.about, tags };
    instance.revision += 1;
  },
});

function taggedEntry(instance: Instance, rest: string, arn: string): Tagged {
  const cut = rest.lastIndexOf("/");
  const name = collectionOf(rest.slice(0, cut));
  if (name === undefined) throw notFound(`Resource not found: ${arn}`);
  if (UNTAGGED.has(name)) throw invalidParameter(`The resource cannot have tags: ${arn}`);
  return entryTags(instance, name, splitId(rest.slice(cut + 1)).id, arn);
}

/** Contacts have tags of another kind; the older ARNs of numbers cannot be tagged. */
const UNTAGGED: ReadonlySet<CollectionName> = new Set(["contacts", "phoneNumbers"]);

function taggedNumber(call: Call, arn: string): Tagged {
  const id = /:phone-number\/([^/:]+)$/.exec(arn)?.[1];
  const owner =
    id === undefined ? undefined : instancesHere(call).find(({ tables }) => tables.phoneNumbers.get(id)?.arn === arn);
  if (owner === undefined || id === undefined) throw notFound(`Resource not found: ${arn}`);
  return entryTags(owner, "phoneNumbers", id, arn);
}

function entryTags(instance: Instance, name: CollectionName, id: string, arn: string): Tagged {
  const table = instance.tables[name] as unknown as { get(id: string): Entry | undefined; put(entry: Entry): unknown };
  const entry = table.get(id);
  if (entry === undefined) throw notFound(`Resource not found: ${arn}`);
  return { tags: entry.tags, put: (tags) => void table.put({ ...entry, tags }) };
}
