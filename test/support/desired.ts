import { type Address, kindOf } from "../../src/model/address.js";
import type { JsonObject } from "../../src/model/json.js";
import type { ManagedKind } from "../../src/model/kind.js";
import type { Body, Desired, DesiredResource, Lookup, LookupKey } from "../../src/model/resource.js";
import { block, content } from "./plans.js";

/** One thing that a manifest says. */
export type Part =
  | { readonly says: "resource"; readonly resource: DesiredResource }
  | { readonly says: "lookup"; readonly lookup: Lookup }
  | { readonly says: "moved"; readonly from: Address; readonly to: Address }
  | { readonly says: "removed"; readonly address: Address };

/** What a test says of a flow or a module; the rest is plain. */
export interface ContentSeed {
  /** Name in the instance; the logical name when not given. */
  readonly name?: string;
  /** What it says to callers first. */
  readonly text?: string;
  /** Addresses that its blocks use, one block each. */
  readonly invokes?: Address | readonly Address[];
  readonly type?: string;
  readonly published?: boolean;
  readonly content?: JsonObject;
  /** Further fields of the body. */
  readonly more?: Body;
}

export function flow(logicalName: string, seed: ContentSeed = {}): Part {
  const { type = "CONTACT_FLOW", published = true } = seed;
  return resource("flow", logicalName, seed, { type, published, content: contentOf(seed) });
}

export function flowModule(logicalName: string, seed: ContentSeed = {}): Part {
  return resource("module", logicalName, seed, { content: contentOf(seed) });
}

export function hours(logicalName: string, seed: { readonly name?: string; readonly more?: Body } = {}): Part {
  const config = [{ day: "MONDAY", start: "09:00", end: "17:00" }];
  return resource("hours", logicalName, seed, { timeZone: "Asia/Tokyo", config });
}

/** A queue that is open at some hours and, where `calls` names a flow, calls out with it. */
export function queue(
  logicalName: string,
  seed: { readonly hours: Address; readonly calls?: Address; readonly name?: string; readonly more?: Body },
): Part {
  const caller = seed.calls === undefined ? {} : { outboundCaller: { flow: `\${${seed.calls}}` } };
  return resource("queue", logicalName, seed, { hours: `\${${seed.hours}}`, ...caller });
}

function resource(
  kind: ManagedKind,
  logicalName: string,
  seed: { readonly name?: string; readonly more?: Body },
  fields: Body,
): Part {
  const address = `${kind}.${logicalName}`;
  const name = seed.name ?? logicalName;
  const file = kind === "flow" || kind === "module" ? { contentFile: `${kind}s/${logicalName}.json` } : {};
  const origin = { file: "connectctl.yaml", pointer: `/${kind}/${logicalName}` };
  return {
    says: "resource",
    resource: { address, kind, name, body: { name, ...fields, ...seed.more }, origin, ...file },
  };
}

/** A content that says a text, then uses each address in a block of its own, then hangs up. */
function contentOf({ text = "Hello", invokes = [], content: given }: ContentSeed): JsonObject {
  if (given) return given;
  const used = typeof invokes === "string" ? [invokes] : invokes;
  const next = (index: number) => (index < used.length ? `use ${index + 1}` : "bye");
  return content(
    block("say", "MessageParticipant", { Text: text }, { next: next(0) }),
    ...used.map((address, index) => useBlock(`use ${index + 1}`, address, next(index + 1))),
    block("bye", "DisconnectParticipant"),
  );
}

const USES: Readonly<Record<string, readonly [type: string, parameter: string]>> = {
  flow: ["TransferToFlow", "ContactFlowId"],
  module: ["InvokeFlowModule", "FlowModuleId"],
  queue: ["UpdateContactTargetQueue", "QueueId"],
  hours: ["CheckHoursOfOperation", "HoursOfOperationId"],
  prompt: ["MessageParticipant", "PromptId"],
  lambda: ["InvokeLambdaFunction", "LambdaFunctionARN"],
};

function useBlock(id: string, address: Address, next: string): JsonObject {
  const [type, parameter] = USES[kindOf(address)] ?? ["UpdateContactAttributes", "Attribute"];
  return block(id, type, { [parameter]: `\${${address}}` }, { next, errors: { NoMatchingError: next } });
}

/** Something that exists already, found by name, or by ARN where the text is one. */
export function lookup(address: Address, name: string): Part {
  const by: LookupKey = name.startsWith("arn:") ? { arn: name } : { name };
  const origin = { file: "connectctl.yaml", pointer: `/lookups/${address.replace(".", "/")}`, line: 9, column: 5 };
  return { says: "lookup", lookup: { address, kind: kindOf(address), by, origin } };
}

export function moved(from: Address, to: Address): Part {
  return { says: "moved", from, to };
}

export function removed(address: Address): Part {
  return { says: "removed", address };
}

/** The desired graph of these parts, sorted by address. */
export function manifest(...parts: readonly Part[]): Desired {
  const byAddress = (a: { address: Address }, b: { address: Address }) => (a.address < b.address ? -1 : 1);
  return {
    resources: parts.flatMap((part) => (part.says === "resource" ? [part.resource] : [])).sort(byAddress),
    lookups: parts.flatMap((part) => (part.says === "lookup" ? [part.lookup] : [])).sort(byAddress),
    moved: parts.flatMap((part) => (part.says === "moved" ? [{ from: part.from, to: part.to }] : [])),
    removed: parts.flatMap((part) => (part.says === "removed" ? [part.address] : [])),
  };
}
