import { type Address, kindOf, parseAddress } from "../../model/address.js";
import { compareText } from "../../model/json.js";
import { isManagedKind, KINDS } from "../../model/kind.js";
import type { FileWrite, ManifestEdits } from "../../model/pull.js";
import { pointerSteps } from "../files/place.js";
import type { SourceFile } from "../files/source.js";
import { editJson } from "../json/edit-json.js";
import type { Project } from "../project/project.js";
import { editYaml, type Step } from "../yaml/edit-yaml.js";

/**
 * The texts of the manifest and its fragments with changes in them. What has an entry is changed where that stands; what
 * has none comes behind the last of its section in the manifest, sorted. Gives only files that differ; writes nothing.
 */
export function editManifest(project: Project, edits: ManifestEdits): readonly FileWrite[] {
  const steps = new Map<SourceFile, Step[]>();
  const [manifest] = project.sources;
  const add = (source: SourceFile | undefined, step: Step) => {
    const target = source ?? manifest;
    if (target) steps.set(target, [...(steps.get(target) ?? []), step]);
  };
  for (const address of edits.removedLookups) {
    const lookup = project.lookups.find((one) => one.address === address);
    if (lookup) add(lookup.source, { path: pointerSteps(lookup.pointer), value: undefined });
  }
  for (const { address, set, unset } of sorted(edits.entries)) {
    const entry = project.entries.find((one) => one.address === address);
    if (!entry) add(undefined, { path: pathOf(address), value: set });
    const path = pointerSteps(entry?.pointer ?? "");
    if (!entry) continue;
    for (const [field, value] of Object.entries(set)) add(entry.source, { path: [...path, field], value });
    for (const field of unset) {
      if (Object.hasOwn(entry.fields, field)) add(entry.source, { path: [...path, field], value: undefined });
    }
  }
  for (const { address, key } of sorted(edits.lookups)) add(undefined, { path: lookupPath(address), value: key });
  return [...steps].flatMap(([source, list]) => {
    const text = source.format === "yaml" ? editYaml(source.text, list) : editJson(source.text, list);
    return text === source.text ? [] : [{ file: source.file, text, before: source.text }];
  });
}

function sorted<Item extends { readonly address: Address }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((left, right) => compareText(left.address, right.address));
}

function pathOf(address: Address): readonly string[] {
  const kind = kindOf(address);
  const name = parseAddress(address)?.logicalName ?? "";
  if (!isManagedKind(kind)) throw new Error(`nothing manages ${address}`);
  return [KINDS[kind].section, name];
}

function lookupPath(address: Address): readonly string[] {
  return ["lookups", kindOf(address), parseAddress(address)?.logicalName ?? ""];
}
