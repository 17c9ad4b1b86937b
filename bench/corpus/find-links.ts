import { findArns } from "../../src/flow/index.js";
import { formatArn, instanceIdOf, parseArn } from "../../src/model/arn.js";
import type { Content } from "./content.js";
import { hintFor } from "./hints.js";
import { type NamesByArn, nearestName } from "./inventory-names.js";
import { isAliasId, keyOf, type Mention, mentionsIn } from "./thing.js";

/** Which content a reference means, by the reference's key. */
export type Links = ReadonlyMap<string, Content>;

/**
 * Finds the references of contents to each other and to themselves: by the ARN or id that a wrapper declares, else by the
 * name that an inventory or the console's metadata gives to what is referred to.
 */
export function findLinks(contents: readonly Content[], names: NamesByArn): Links {
  const links = new Map<string, Content>();
  const linked = new Set<Content>();
  for (const mention of contents.flatMap(mentionsIn)) {
    const key = keyOf(mention.kind, mention.id, mention.arn);
    if (!isLinkable(mention) || links.has(key)) continue;
    const target = declaredAs(mention, contents) ?? namedAs(mention, contents, names);
    // What two ARNs mean at once could not be told apart on the way back.
    if (!target || (linked.has(target) && mention.arn !== undefined)) continue;
    links.set(key, target);
    linked.add(target);
  }
  return links;
}

/** A module whose alias is asked for has to be there already, with that alias. */
function isLinkable({ kind, qualifier }: Mention): boolean {
  return kind === "flow" || (kind === "module" && (qualifier === undefined || !isAliasId(qualifier)));
}

function declaredAs({ kind, id, arn }: Mention, contents: readonly Content[]): Content | undefined {
  return contents.find((content) => {
    if (content.kind !== kind || (content.id === undefined && content.arn === undefined)) return false;
    return content.arn === undefined ? content.id === id : content.arn === (arn ? formatArn(arn) : undefined);
  });
}

function namedAs(mention: Mention, contents: readonly Content[], names: NamesByArn): Content | undefined {
  const { kind, arn, content, found } = mention;
  const listed = arn && nearestName(names, formatArn(arn), content.file)?.name;
  const name = listed ?? hintFor(content.value, found, kind);
  if (name === undefined) return undefined;
  const alike = contents.filter((one) => one.kind === kind && plain(one.name) === plain(name) && mayBe(one, mention));
  return alike.find((one) => one.name === name) ?? alike[0];
}

/** Names of files and flows differ in case and in what stands between words. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** A content that names another instance, or was declared under another ARN, is only of the same name. */
function mayBe(content: Content, { arn }: Mention): boolean {
  const instance = arn && instanceIdOf(arn);
  if (instance === undefined) return true;
  const own = [...findArns(content.value).map((found) => found.arn), ...[parseArn(content.arn ?? "")]];
  const instances = own.flatMap((one) => (one && instanceIdOf(one)) ?? []);
  return content.arn === undefined && (instances.length === 0 || instances.includes(instance));
}
