import { fingerprintBody, formatContent, sameDrawing } from "../flow/index.js";
import { isJsonObject, type Json } from "../model/json.js";
import type { WrittenResource } from "../model/pull.js";
import { escapeTemplate } from "../model/reference.js";
import type { Body } from "../model/resource.js";
import type { LiveResource } from "../model/snapshot.js";
import type { Candidate } from "./choose.js";
import { changeFile, type Writes } from "./content-file.js";
import { ownTags } from "./entry-fields.js";
import type { PullFacts } from "./facts.js";
import { type Live, mergeValue } from "./merge-content.js";
import type { NameIndex } from "./name-index.js";
import { portableValue } from "./portable.js";

/** Everything that one resource is pulled with. `live` may carry a draft's content. */
export interface PullingOne {
  readonly candidate: Candidate;
  readonly live: LiveResource;
  readonly facts: PullFacts;
  readonly names: NameIndex;
  readonly writes: Writes;
}

/** The answer where two resources share a file that would have to be two things. */
export const SHARED_FILE = Symbol("shared file");

/** What the files said of a resource, and the changes of its entry as they come together. */
interface Taking {
  readonly desired: Body;
  readonly written: WrittenResource;
  readonly set: Record<string, Json>;
  readonly unset: string[];
}

/** Puts one live field into the files; gives what they say of it from now on. */
export function takeField(field: string, pulling: PullingOne, taking: Taking): Json | undefined | typeof SHARED_FILE {
  const { candidate, live, facts, names } = pulling;
  const { desired, written, set, unset } = taking;
  const value = live.body[field];
  if (field === "name") {
    if (!facts.ownNames.has(candidate.address)) set[field] = escapeTemplate(live.name);
    return undefined;
  }
  if (field === "published") {
    if (value === false) set[field] = false;
    else unset.push(field);
    return undefined;
  }
  if (field === "tags") return takeTags(pulling, taking);
  if (value === undefined) {
    unset.push(field);
    return null;
  }
  const { value: portable } = portableValue(value, names, facts.target);
  if (field === "content") return takeContent(pulling, taking, portable);
  const old = { written: written.fields[field] ?? null, rendered: desired[field] ?? null };
  const file = field === "settings" ? written.settingsFile : undefined;
  if (file) {
    const text = `${JSON.stringify(portable, null, 2)}\n`;
    return changeFile(pulling.writes, file.file, file.text, text) ? portable : SHARED_FILE;
  }
  set[field] = field === "aliases" ? portable : mergeValue(old, { value, portable });
  return set[field];
}

function takeTags({ live, facts }: PullingOne, { desired, written, set, unset }: Taking): undefined {
  const own = ownTags(live.body, facts.tags);
  const before = isJsonObject(written.fields["tags"]) ? written.fields["tags"] : {};
  const shown = isJsonObject(desired["tags"]) ? desired["tags"] : {};
  const texts = Object.entries(own).map(([key, value]) => {
    const old = before[key];
    return [key, old !== undefined && shown[key] === value ? old : escapeTemplate(value)];
  });
  if (texts.length > 0) set["tags"] = Object.fromEntries(texts);
  else if (written.fields["tags"] !== undefined) unset.push("tags");
  return undefined;
}

function takeContent(
  pulling: PullingOne,
  { desired, written, set }: Taking,
  portable: Json,
): Json | typeof SHARED_FILE {
  const { live, facts, writes } = pulling;
  const { file, text, isLost } = written.content ?? {};
  const sides = { value: live.body["content"] ?? null, portable };
  const isOurs = file === undefined || isLost || facts.options.force || !isOthersToo(pulling, file);
  if (!isOurs) return SHARED_FILE;
  const content = isLost ? portable : mergedContent(sides, { desired, written }, facts);
  if (file === undefined) {
    set["content"] = content;
    return content;
  }
  return changeFile(writes, file, text, formatContent(content)) ? content : SHARED_FILE;
}

/** Whether a file is the content of something that does not live like this: it would be given what somebody else has. */
function isOthersToo({ candidate, live, facts, writes }: PullingOne, file: string): boolean {
  const others = (writes.sharers.get(file) ?? []).filter((address) => address !== candidate.address);
  return others.some((address) => {
    const other = facts.choice.chosen.find((one) => one.address === address);
    const found = facts.live.find(({ kind, id }) => kind === other?.kind && id === other.listed.id);
    return !found || !sameDrawing(found.body["content"] ?? null, live.body["content"] ?? null);
  });
}

function mergedContent(live: Live, { desired, written }: Pick<Taking, "desired" | "written">, facts: PullFacts): Json {
  const { value, portable } = live;
  const rendered = desired["content"] ?? null;
  const merged = mergeValue({ written: written.content?.value ?? null, rendered }, live);
  // Merging what is rendered shows what the merged text stands for.
  const stands = mergeValue({ written: rendered, rendered }, { value, portable: value });
  return print(stands, facts) === print(value, facts) ? merged : portable;
}

function print(content: Json, { sha256 }: PullFacts): string {
  return fingerprintBody({ content }, sha256).sha256;
}
