import type { CollectionName, Collections } from "./entries/entries.js";
import type { Entry } from "./entries/entry.js";
import { duplicate, invalidRequest, limitExceeded, notFound } from "./fault.js";
import type { Instance } from "./instance.js";
import type { Call } from "./world.js";

/** The instance with that id or whole ARN; refuses when there is none, or when the request was signed for another region. */
export function instanceOf(call: Call, idOrArn: string | undefined): Instance {
  const id = (idOrArn ?? "").split("/").pop() ?? "";
  const found = instancesHere(call).find(({ about }) => about.id === id);
  if (found === undefined || ![id, found.about.arn].includes(idOrArn ?? ""))
    throw notFound(`Instance not found. InstanceId: ${idOrArn ?? ""}`);
  return found;
}

/** The instances of the region that a request was signed for; all when it was not signed. */
export const instancesHere = (call: Call): Instance[] =>
  [...call.world.instances.values()].filter(({ about }) => call.region === undefined || about.region === call.region);

/** A thing's id without ARN and qualifier, with the qualifier apart: `ID:$SAVED` is `ID` and `$SAVED`. */
export function splitId(idOrArn: string): { readonly id: string; readonly qualifier?: string } {
  const tail = idOrArn.startsWith("arn:") ? (idOrArn.split("/").pop() ?? "") : idOrArn;
  const cut = tail.indexOf(":");
  return cut < 0 ? { id: tail } : { id: tail.slice(0, cut), qualifier: tail.slice(cut + 1) };
}

/** The entry with that id or ARN; refuses when it is missing, not visible yet, or of another instance. */
export function find<Name extends CollectionName>(
  call: Call,
  instance: Instance,
  name: Name,
  idOrArn: string,
): Collections[Name] {
  const { id } = splitId(idOrArn);
  const entry = instance.tables[name].get(id) as Collections[Name] | undefined;
  const foreign = idOrArn.startsWith("arn:") && entry !== undefined && !idOrArn.startsWith(entry.arn);
  if (entry === undefined || foreign || hidesRead(call, id))
    throw notFound(`The ${NOUNS[name]} was not found. Id: ${idOrArn}`);
  return entry;
}

const NOUNS: Readonly<Record<CollectionName, string>> = {
  flows: "contact flow",
  modules: "contact flow module",
  hours: "hours of operation",
  queues: "queue",
  quickConnects: "quick connect",
  prompts: "prompt",
  routingProfiles: "routing profile",
  securityProfiles: "security profile",
  agentStatuses: "agent status",
  users: "user",
  hierarchyGroups: "hierarchy group",
  taskTemplates: "task template",
  views: "view",
  phoneNumbers: "phone number",
  lambdas: "Lambda function",
  lexBots: "bot",
  lexV1Bots: "bot",
  associations: "flow association",
  contacts: "contact",
  lambdaResults: "result of a Lambda function",
  testCases: "test case",
  testRuns: "test case execution",
  testCaseResults: "result of a test case",
};

function hidesRead(call: Call, id: string): boolean {
  const left = call.world.hiddenReads.get(id) ?? 0;
  if (left === 0 || !call.operation.startsWith("Describe")) return false;
  call.world.hiddenReads.set(id, left - 1);
  return true;
}

/** The parts that every new entry has. */
export function newEntry(
  call: Call,
  arn: (id: string) => string,
  name: string,
  tags: Entry["tags"] | undefined,
): Entry {
  const id = call.world.newId();
  const now = call.world.now();
  if (call.world.strictness.notFoundAfterCreate > 0)
    call.world.hiddenReads.set(id, call.world.strictness.notFoundAfterCreate);
  return { id, arn: arn(id), name, tags: tags ?? {}, createdAt: now, modifiedAt: now };
}

/** Refuses a name that another entry of the collection has. */
export function refuseTaken(instance: Instance, name: CollectionName, wanted: string, exceptId?: string): void {
  if (!instance.tables[name].taken(wanted, exceptId)) return;
  throw duplicate(`A ${NOUNS[name]} with the name ${wanted} already exists`);
}

/** Refuses one more entry when the collection is full. */
export function refuseFull(call: Call, instance: Instance, name: CollectionName, refusal = limitExceeded): void {
  const quota = instance.about.quotas?.[name] ?? call.world.quotas[name];
  if (quota === undefined || countOf(instance, name) < quota) return;
  throw refusal(`You have reached the limit of ${quota} for ${NOUNS[name]} in this instance`);
}

/** Agent queues, AWS-managed views and contacts that have ended do not count against the quotas. */
function countOf(instance: Instance, name: CollectionName): number {
  if (name === "queues") return instance.tables.queues.all().filter((queue) => queue.type === "STANDARD").length;
  if (name === "views") return instance.tables.views.all().filter((view) => view.type === "CUSTOMER_MANAGED").length;
  if (name === "contacts")
    return instance.tables.contacts.all().filter((contact) => contact.endedAt === undefined).length;
  return instance.tables[name].size;
}

/** The description to keep: an empty one clears it, none leaves what was there. */
export const describedAs = (wanted: string | undefined, before?: string): string | undefined =>
  wanted === undefined ? before : wanted === "" ? undefined : wanted;

/** Refuses an update that names no field. */
export function refuseNothing(...fields: readonly unknown[]): void {
  if (fields.every((field) => field === undefined)) throw invalidRequest("At least one field to update must be given");
}

const TAG_KEY = /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Refuses tag keys that the service reserves or cannot hold. */
export function checkTags(tags: Entry["tags"] | undefined): void {
  const bad = Object.keys(tags ?? {}).find((key) => !TAG_KEY.test(key));
  if (bad !== undefined) throw invalidRequest(`Tag key is not valid: ${bad}`);
}
