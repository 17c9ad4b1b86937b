import { pointerStep } from "../../model/json.js";
import { type Spot, spotIn } from "../files/source.js";
import { objectAt } from "../project/gather-sections.js";
import type { Entry, Project, Written } from "../project/project.js";
import { checkTokens, type Scope } from "./scope.js";
import { fillText, literalText } from "./template.js";

/** Tags of one resource, as the service knows them: at most 50. */
const MAX_TAGS = 50;

/** A tag's key in the service's own model (`TagKey`, API version 2017-08-08). */
const TAG_KEY = /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;

/** The tags of a resource: the manifest's, then its own over them; undefined where there are none. */
export function tagsFor(scope: Scope, entry: Entry): Readonly<Record<string, string>> | undefined {
  const own = objectAt(entry.fields, "tags");
  checkTags(scope, own, { source: entry.source, pointer: `${entry.pointer}/tags` }, entry.address);
  const merged = Object.entries({ ...scope.project.tags, ...own });
  if (merged.length > MAX_TAGS) tooManyTags(scope, entry, merged.length);
  const filled = merged.map(([key, value]) => [key, fillText(String(value), scope.variables)] as const);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

/** Checks the tags that stand on everything. */
export function checkSharedTags(scope: Scope): void {
  const [source] = scope.project.sources;
  if (!source) return;
  const written = { source, pointer: "/tags" };
  checkTokens(scope, scope.project.tags, undefined, (pointer) => spotIn(source, `/tags${pointer}`));
  checkTags(scope, scope.project.tags, written, undefined);
}

function checkTags(
  scope: Scope,
  tags: Project["tags"] | Entry["fields"],
  written: Written,
  address: string | undefined,
) {
  for (const [key, value] of Object.entries(tags)) {
    const spot = spotIn(written.source, `${written.pointer}${pointerStep(key)}`, "key");
    const about = { ...(address === undefined ? {} : { address }), ...spot };
    const length = [...literalText(String(value), scope.variables).text].length;
    if (!TAG_KEY.test(key)) scope.say(wrongKey(key, about));
    if (length > 256) scope.say(tooLong(key, length, about));
  }
}

function wrongKey(key: string, about: Spot) {
  const detail = key.startsWith("aws:")
    ? `\`${key}\` begins with \`aws:\`, which AWS keeps for itself.`
    : `\`${key}\` is no tag key; it has 1 to 128 letters, digits, spaces and \`_ . : / = + - @\`.`;
  return tagProblem(detail, "Choose another key.", about);
}

function tooLong(key: string, length: number, about: Spot) {
  return tagProblem(`The value of \`${key}\` has ${length} characters; a tag's has at most 256.`, "Shorten it.", about);
}

function tooManyTags(scope: Scope, entry: Entry, count: number): void {
  const about = { address: entry.address, ...spotIn(entry.source, `${entry.pointer}/tags`, "key") };
  const detail = `With the manifest's own it has ${count} tags; a resource has at most ${MAX_TAGS}.`;
  scope.say(tagProblem(detail, "Remove some.", about));
}

function tagProblem(detail: string, help: string, about: Spot) {
  return {
    severity: "error",
    code: "manifest/tag",
    summary: "Tag that the service refuses",
    detail,
    ...about,
    help,
  } as const;
}
