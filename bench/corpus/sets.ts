import { formatArn } from "../../src/model/arn.js";
import { isJsonArray, isJsonObject, type Json } from "../../src/model/json.js";
import type { Content } from "./content.js";
import { findLinks } from "./find-links.js";
import { commonFolder, type NamesByArn, nearestName } from "./inventory-names.js";
import { keyOf, mentionsIn } from "./thing.js";

/**
 * Finds the folders in which contents refer to each other, to themselves, or to what an inventory beside them lists: the
 * smallest that hold both ends, without those inside of others, and the one that holds all contents. A name that the
 * console shows in a block counts as well. Folders end with a slash, and the root is empty.
 */
export function setFolders(contents: readonly Content[], names: NamesByArn): readonly string[] {
  const ends = [...linkedEnds(contents, names), ...listedEnds(contents, names), ...shownEnds(contents)];
  const folders = [...new Set(ends.map((files) => commonFolder(files)))];
  const outer = folders.filter((folder) => !folders.some((other) => other !== folder && folder.startsWith(other)));
  const whole = outer.length === 0 ? [] : [commonFolder(contents.map(({ file }) => file))];
  return [...new Set([...outer, ...whole])].sort();
}

type Ends = readonly string[];

function linkedEnds(contents: readonly Content[], names: NamesByArn): readonly Ends[] {
  const links = findLinks(contents, names);
  return contents.flatMap(mentionsIn).flatMap(({ content, kind, id, arn }) => {
    const target = links.get(keyOf(kind, id, arn));
    return target ? [[content.file, target.file]] : [];
  });
}

/** What an inventory lists of the contents themselves, and of what they refer to. */
function listedEnds(contents: readonly Content[], names: NamesByArn): readonly Ends[] {
  return contents.flatMap((content) => {
    const mentioned = mentionsIn(content).flatMap(({ arn }) => (arn ? [formatArn(arn)] : []));
    const arns = content.arn === undefined ? mentioned : [content.arn, ...mentioned];
    return arns.flatMap((arn) => {
      const listed = nearestName(names, arn, content.file);
      return listed ? [[content.file, listed.file]] : [];
    });
  });
}

/** References that are only known when a contact is there (`$.External.x`) still show a name in the console. */
function shownEnds(contents: readonly Content[]): readonly Ends[] {
  const byName = new Map(contents.map((content) => [content.name, content]));
  return contents.flatMap(({ file, value }) => {
    const metadata = isJsonObject(value.Metadata) ? (value.Metadata.ActionMetadata ?? null) : null;
    const targets = shownNames(metadata).map((name) => byName.get(name));
    return targets.flatMap((target) => (target ? [[file, target.file]] : []));
  });
}

const SHOWN = new Set(["displayName", "text", "contactFlowModuleName"]);

function shownNames(value: Json): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(shownNames);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === "string" && SHOWN.has(key) ? [item] : shownNames(item),
  );
}
