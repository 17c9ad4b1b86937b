import type { Target } from "../../model/environment.js";
import { KINDS, type ManagedKind } from "../../model/kind.js";
import type { RecordWrite } from "../../model/provider.js";
import type { Body, Identity } from "../../model/resource.js";
import type { Listed, LiveResource } from "../../model/snapshot.js";
import type { Answer } from "../client/answer.js";
import { faultFor } from "../faults/faults.js";
import { orMissing } from "../faults/thrown.js";
import type { Inputs, Operation } from "./operations.js";
import type { PatientCaller } from "./patience.js";

/** What reading and writing one kind needs. */
export interface Place {
  readonly caller: PatientCaller;
  readonly target: Target;
  /** What a list that was read already says of an id. */
  readonly listed: (kind: ManagedKind, id: string) => Listed | undefined;
}

/** Where a write goes on its way: the journal is around every single one. */
export interface WritePlace extends Place {
  readonly record: RecordWrite;
}

/** Reads and changes the resources of one kind. */
export interface Keeper {
  readonly read: (place: Place, id: string, fields: readonly string[]) => Promise<LiveResource | undefined>;
  readonly create: (place: WritePlace, body: Body) => Promise<Identity>;
  readonly update: (place: WritePlace, identity: Identity, before: Body, after: Body) => Promise<Identity>;
  readonly remove: (place: WritePlace, id: string) => Promise<void>;
  /** The search that may show many at once; none where the service has none that could. */
  readonly search?: KeeperSearch;
}

/** A search whose answers have the shape of describes. */
export interface KeeperSearch {
  readonly operation: "SearchContactFlows" | "SearchContactFlowModules";
  /** The list in its answer. */
  readonly member: string;
  /** What a part of that list says, as a describe would. */
  readonly live: (id: string, part: Answer) => LiveResource;
}

/** How a resource is called in messages. */
export function subjectOf(kind: ManagedKind, name: string): string {
  return `the ${KINDS[kind].label} \`${name}\``;
}

/** The subject of an id, by its name where a list has told it. */
export function subjectFor(place: Place, kind: ManagedKind, id: string): string {
  return subjectOf(kind, place.listed(kind, id)?.name ?? id);
}

/** Sends one recorded write that may be repeated. */
export function send<Name extends Operation>(
  { caller, record }: WritePlace,
  operation: Name,
  input: Inputs[Name],
  subject: string,
): Promise<Answer> {
  return record(operation, (stop) => caller.write(operation, input, subject, stop));
}

/** Sends one recorded delete; what is gone already counts as deleted. */
export async function sendRemove<Name extends Operation>(
  { caller, record }: WritePlace,
  operation: Name,
  input: Inputs[Name],
  subject: string,
): Promise<void> {
  await record(operation, (stop) => orMissing(caller.write(operation, input, subject, stop)));
}

/** Sends one recorded create; `identify` reads the new identity from the answer. */
export function sendCreate<Name extends Operation, Made>(
  { caller, record }: WritePlace,
  operation: Name,
  input: Inputs[Name],
  { subject, identify }: { readonly subject: string; readonly identify: (answer: Answer) => Made | undefined },
): Promise<Made> {
  return record(operation, async (stop) => {
    const made = identify(await caller.create(operation, input, subject, stop));
    if (made === undefined) throw withoutIdentity(operation, subject);
    return made;
  });
}

function withoutIdentity(operation: string, subject: string): Error {
  const diagnostic = {
    code: "connect/unreadable-answer",
    summary: `The answer to ${operation} for ${subject} has no id in it`,
    help: "Run the command again: it looks whether the create was carried out",
  };
  return faultFor("service", diagnostic, { uncertain: true });
}

/** The described part of an answer; a fault where there is none, since then nothing is known. */
export function describedIn(part: Answer | undefined, operation: string, subject: string): Answer {
  if (part) return part;
  const summary = `The answer to ${operation} for ${subject} is empty`;
  throw faultFor("service", { code: "connect/unreadable-answer", summary, help: "Run the command again" });
}
