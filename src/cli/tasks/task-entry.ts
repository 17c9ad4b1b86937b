import { type Address, addressOf, parseAddress } from "../../model/address.js";
import { instanceIdOf, kindOfArn, parseArn } from "../../model/arn.js";
import type { TaskEntry } from "../../model/contact.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { KINDS, type Kind } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import { nearNames } from "../../model/near-name.js";
import type { LookupKey } from "../../model/resource.js";
import { findInState, type State } from "../../model/state.js";
import { UUID } from "../../model/uuid.js";
import { assertSameInstance } from "../applying/state-fits.js";
import { UsageError, usageError } from "../line/usage.js";
import type { Session } from "../session.js";
import type { NamedEntry } from "./read-task.js";

/** What leads a task, found in the instance. Address and name are there where they are known. */
export interface FoundEntry {
  readonly kind: NamedEntry["kind"];
  readonly id: string;
  readonly address?: Address;
  readonly name?: string;
  /** A flow's type. */
  readonly type?: string;
}

/**
 * Finds what somebody named by address, display name, id or ARN. An id is taken as it is; an address is looked for in
 * the state, and where it is not there, by its name in the instance.
 */
export async function findEntry(named: NamedEntry, session: Session): Promise<FoundEntry> {
  const found = await find(named, session);
  return found.address === undefined ? withRecorded(found, session) : found;
}

/** What the state knows of a thing that was not named by its address; it can do without. */
async function withRecorded(found: FoundEntry, { store, desired }: Session): Promise<FoundEntry> {
  const state = await store.read().catch(() => undefined);
  const recorded = state?.resources.find(({ kind, id }) => kind === found.kind && id === found.id);
  if (!recorded) return found;
  const { address, name } = recorded;
  const type = desired.resources.find((one) => one.address === address)?.body["type"];
  return { address, name, ...(typeof type === "string" ? { type } : {}), ...found };
}

async function find(named: NamedEntry, session: Session): Promise<FoundEntry> {
  const { kind, text } = named;
  if (UUID.test(text)) return { kind, id: text };
  if (text.startsWith("arn:")) return byArn(named, session);
  const address = parseAddress(text.normalize("NFC"));
  if (address?.kind === kind) return byAddress(kind, addressOf(kind, address.logicalName), session);
  return byKey(named, { name: text }, session).catch((error: unknown) => {
    throw address && error instanceof UsageError ? otherKind(named, address.kind) : error;
  });
}

/** The flag that names each kind that leads tasks. */
const FLAGS: Readonly<Partial<Record<Kind, string>>> = {
  flow: "--flow",
  taskTemplate: "--template",
  quickConnect: "--quick-connect",
};

/** No display name, and an address of another kind. */
function otherKind({ kind, text }: NamedEntry, given: Kind): UsageError {
  const flag = FLAGS[given];
  return usageError(`\`${text}\` is the address of a ${KINDS[given].label}, and not of a ${KINDS[kind].label}`, {
    help: flag ? `give \`${flag} ${text}\`` : `name the ${KINDS[kind].label} that leads the task`,
  });
}

export function taskEntry({ kind, id }: Pick<FoundEntry, "kind" | "id">): TaskEntry {
  if (kind === "flow") return { flowId: id };
  return kind === "taskTemplate" ? { taskTemplateId: id } : { quickConnectId: id };
}

/** What leads a task that was started: the other way round. */
export function entryOf(entry: TaskEntry): Pick<FoundEntry, "kind" | "id"> {
  if ("flowId" in entry) return { kind: "flow", id: entry.flowId };
  if ("taskTemplateId" in entry) return { kind: "taskTemplate", id: entry.taskTemplateId };
  return { kind: "quickConnect", id: entry.quickConnectId };
}

/** Warns of a flow whose type is known and is not the usual one for tasks. */
export function entryWarnings({ kind, type, address, name, id }: FoundEntry): readonly Diagnostic[] {
  if (kind !== "flow" || type === undefined || type === "CONTACT_FLOW") return [];
  return [
    {
      severity: "warning",
      code: "cli/task-flow-type",
      summary: `A task is started with a flow of the type ${type}`,
      detail: `\`${address ?? name ?? id}\` is no CONTACT_FLOW, and for other types nothing says that the service takes them.`,
      help: "start it with an inbound flow, which may transfer it to this one",
    },
  ];
}

async function byArn(named: NamedEntry, { provider }: Session): Promise<FoundEntry> {
  const { kind, text } = named;
  const arn = parseArn(text);
  const found = arn && kindOfArn(arn);
  const { instanceId } = await provider.target();
  if (arn && found?.kind === kind && instanceIdOf(arn) === instanceId) return { kind, id: found.id };
  throw usageError(`\`${text}\` is no ${KINDS[kind].label} of this instance`, {
    help: `give the ARN of a ${KINDS[kind].label} in the instance ${instanceId}, or its name`,
  });
}

async function byAddress(kind: NamedEntry["kind"], address: Address, session: Session): Promise<FoundEntry> {
  const { store, provider, environment, desired } = session;
  const state = await store.read();
  assertSameInstance(state, await provider.target(), environment);
  const wanted = desired.resources.find((one) => one.address === address);
  const type = wanted && String(wanted.body["type"] ?? "CONTACT_FLOW");
  const recorded = findInState(state, address) ?? state?.lookups?.[address];
  if (recorded) return { kind, address, id: recorded.id, name: recorded.name, ...(type ? { type } : {}) };
  const key = wanted ? { name: wanted.name } : desired.lookups.find((one) => one.address === address)?.by;
  if (key === undefined) throw unknownAddress(address, session, state);
  return { ...(await byKey({ kind, text: address }, key, session)), address };
}

async function byKey({ kind, text }: NamedEntry, key: LookupKey, { provider }: Session): Promise<FoundEntry> {
  const found = await provider.find(kind, key);
  if (found.type !== "found") throw notFound({ kind, text }, key, found);
  const { id, name } = found.identity;
  const type = kind === "flow" ? (await provider.list("flow")).find((one) => one.id === id)?.type : undefined;
  return { kind, id, name, ...(type === undefined ? {} : { type }) };
}

function unknownAddress(address: Address, { desired }: Session, state: State | undefined): UsageError {
  const known = [...desired.resources, ...desired.lookups, ...(state?.resources ?? [])].map((one) => one.address);
  const near = nearNames(address, known);
  return usageError(`\`${address}\` is neither in the manifest nor recorded`, {
    help: near.length > 0 ? `write ${listed(near)}` : "give its display name or its id; `state list` shows addresses",
  });
}

function notFound({ kind, text }: NamedEntry, key: LookupKey, found: Exclude<Found, { type: "found" }>): UsageError {
  const label = KINDS[kind].label;
  const name = "name" in key && key.name !== text ? ` with the name "${key.name}"` : "";
  if (found.type === "ambiguous") {
    const detail = `Their ids are ${found.ids.join(", ")}.`;
    return usageError(`Several have the name of the ${label} \`${text}\``, { detail, help: "give the id of one" });
  }
  return usageError(`The instance has no ${label} \`${text}\`${name}`, {
    help: found.candidates.length > 0 ? `write ${listed(found.candidates)}` : "apply first, or give its id",
  });
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(" or ");
}
