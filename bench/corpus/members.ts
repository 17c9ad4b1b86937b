import { addressOf } from "../../src/model/address.js";
import type { Content } from "./content.js";
import type { Links } from "./find-links.js";
import type { Member } from "./project.js";
import { slugOf } from "./thing.js";
import { uniqueNames } from "./unique-name.js";

/** How a content is to stand in a project. */
export interface Wish {
  readonly content: Content;
  readonly published: boolean;
}

/** Makes members of contents; names are unique, also among those that are `taken` (as `kind name`). */
export function membersOf(wishes: readonly Wish[], links: Links, taken: readonly string[]): readonly Member[] {
  const [name, logicalName] = [uniqueNames(taken), uniqueNames()];
  return wishes.map(({ content, published }) => {
    const unique = name(content.name, content.kind);
    const logical = logicalName(slugOf(unique), content.kind);
    const keys = [...links].flatMap(([key, target]) => (target === content ? [key] : []));
    return { content, published, keys, name: unique, logicalName: logical, address: addressOf(content.kind, logical) };
  });
}
