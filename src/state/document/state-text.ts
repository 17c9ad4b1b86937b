import type { Sha256 } from "../../model/fingerprint.js";
import { canonicalJson, compareText, type Json, type JsonObject } from "../../model/json.js";
import type { State, StateResource } from "../../model/state.js";

const TOP_KEYS = ["formatVersion", "lineage", "serial", "instanceArn"];
const RESOURCE_KEYS = [
  "address",
  "kind",
  "name",
  "id",
  "arn",
  "sha256",
  "parts",
  "verbatim",
  "dependsOn",
  "superseded",
];

/**
 * Writes a state as it stands in its file. Equal states give equal text: keys have a fixed order (those we do not know
 * come before the lists, sorted), resources and lookups are sorted by address and take one line each.
 */
export function stateText(state: State): string {
  const { resources, lookups, ...top } = state;
  const head = fieldsOf(top, TOP_KEYS).map(([key, value]) => `  ${JSON.stringify(key)}: ${canonicalJson(value)}`);
  const list = `  "resources": ${block("[", sortResources(resources).map(resourceLine), "]")}`;
  const found = lookups === undefined ? [] : [`  "lookups": ${block("{", lookupLines(lookups), "}")}`];
  return `{\n${[...head, list, ...found].join(",\n")}\n}\n`;
}

function block(opens: string, lines: readonly string[], closes: string): string {
  return lines.length === 0 ? opens + closes : `${opens}\n    ${lines.join(",\n    ")}\n  ${closes}`;
}

function lookupLines(lookups: object): readonly string[] {
  return fieldsOf(lookups, []).map(([address, identity]) => `${JSON.stringify(address)}: ${canonicalJson(identity)}`);
}

/** The hash by which a plan knows the state it was made from. */
export function stateDigest(state: State, sha256: Sha256): string {
  return sha256(stateText(state));
}

export function sortResources(resources: readonly StateResource[]): readonly StateResource[] {
  return resources.toSorted((left, right) => compareText(left.address, right.address));
}

function resourceLine(resource: StateResource): string {
  const { superseded, ...rest } = resource;
  const dependsOn = [...new Set(resource.dependsOn)].sort(compareText);
  const tidy = superseded?.length ? { ...rest, dependsOn, superseded } : { ...rest, dependsOn };
  const fields = fieldsOf(tidy, RESOURCE_KEYS);
  return `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`).join(",")}}`;
}

/** The fields of an object: known ones in their order, then the others sorted. */
function fieldsOf(value: object, known: readonly string[]): readonly (readonly [string, Json])[] {
  const object = value as JsonObject;
  const others = Object.keys(object).filter((key) => !known.includes(key));
  return [...known, ...others.sort(compareText)].flatMap((key) => {
    const field = Object.hasOwn(object, key) ? object[key] : undefined;
    return field === undefined ? [] : [[key, field] as const];
  });
}
