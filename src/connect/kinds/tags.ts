import { compareText } from "../../model/json.js";
import type { Body } from "../../model/resource.js";
import { send, type WritePlace } from "../pace/keeper.js";
import { objectIn } from "./body.js";

type Tags = Readonly<Record<string, string>>;

/** The tags of a body, ready to be sent at a create: none at all in place of an empty map, which the service refuses. */
export function tagsPart(body: Body): { Tags?: Record<string, string> } {
  const tags = tagsOf(body);
  return Object.keys(tags).length === 0 ? {} : { Tags: tags };
}

/** Brings the tags of an ARN to those of `after`, where it has any say about them. */
export async function updateTags(
  place: WritePlace,
  { arn, subject }: { readonly arn: string; readonly subject: string },
  { before, after }: { readonly before: Body; readonly after: Body },
): Promise<void> {
  if (after.tags === undefined) return;
  const [old, wanted] = [tagsOf(before), tagsOf(after)];
  const added = Object.entries(wanted).filter(([key, value]) => old[key] !== value);
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(wanted, key));
  const resourceArn = arn;
  if (gone.length > 0) {
    await send(place, "UntagResource", { resourceArn, tagKeys: gone.sort(compareText) }, subject);
  }
  if (added.length > 0) {
    await send(place, "TagResource", { resourceArn, tags: Object.fromEntries(added) }, subject);
  }
}

/** A tag of the service's own is never set or removed. */
function tagsOf(body: Body): Record<string, string> {
  const entries = Object.entries(objectIn(body, "tags") ?? {}).filter(([key]) => !key.startsWith("aws:"));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)])) satisfies Tags;
}
