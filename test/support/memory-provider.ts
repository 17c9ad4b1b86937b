import { Fault, type FaultKind } from "../../src/model/fault.js";
import { canonicalJson, isJsonObject, type Json } from "../../src/model/json.js";
import type { ManagedKind } from "../../src/model/kind.js";
import type { Provider, RecordWrite } from "../../src/model/provider.js";
import type { Body, Identity } from "../../src/model/resource.js";
import { type MemoryInstance, TARGET, type Thing } from "./memory-instance.js";

/** One remote write that is about to be sent; `number` counts from 1. */
export interface Write {
  readonly number: number;
  readonly operation: string;
  readonly kind: ManagedKind;
  readonly name: string;
}

/**
 * What becomes of a write: it is refused before anything happens, it happens but the answer is lost, it happens twice
 * over (somebody else was faster), or the program dies before or after it. Undefined lets it pass.
 */
export type Fate = Fault | "lost-undone" | "lost-done" | "dies-before" | "dies-after" | undefined;

export interface MemoryProviderOptions {
  readonly fate?: (write: Write) => Fate;
  /** Refuses to delete what others refer to, as the service does for some kinds. */
  readonly refusesInUse?: boolean;
  /** How many of a kind the instance takes. */
  readonly quota?: Partial<Readonly<Record<ManagedKind, number>>>;
  /** Is awaited within each write: lets a test see what runs at the same time. */
  readonly during?: (write: Write) => Promise<void>;
}

/** A provider over a memory instance. After a death nothing that it is asked ever comes back. */
export interface MemoryProvider extends Provider {
  readonly writes: readonly Write[];
  readonly isDead: () => boolean;
  /** Resolves when the program dies. */
  readonly death: Promise<void>;
}

export function fault(
  kind: FaultKind,
  summary: string,
  more: { uncertain?: boolean; detail?: string; pointer?: string } = {},
) {
  const { uncertain = false, ...rest } = more;
  return new Fault(kind, [{ severity: "error", code: `connect/${kind}`, summary, ...rest }], { uncertain });
}

const FOREVER = new Promise<never>(() => {});

export function memoryProvider(instance: MemoryInstance, options: MemoryProviderOptions = {}): MemoryProvider {
  const writes: Write[] = [];
  let isDead = false;
  let die = () => {};
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  const alive = <Value>(value: () => Value): Promise<Value> => (isDead ? FOREVER : Promise.resolve().then(value));
  const kill = () => {
    isDead = true;
    die();
    return FOREVER;
  };
  const send = async <Answer>(write: Omit<Write, "number">, act: () => Answer): Promise<Answer> => {
    if (isDead) return FOREVER;
    const numbered = { number: writes.length + 1, ...write };
    writes.push(numbered);
    await options.during?.(numbered);
    const fate = options.fate?.(numbered);
    if (fate === "dies-before") return kill();
    if (fate instanceof Fault) throw fate;
    if (fate === "lost-undone") throw lost(write.operation);
    const answer = act();
    if (fate === "dies-after") return kill();
    if (fate === "lost-done") throw lost(write.operation);
    return isDead ? FOREVER : answer;
  };
  const keeper: Keeper = {
    instance,
    options,
    write: (record, write, act) => record(write.operation, () => send(write, act)),
  };
  return {
    writes,
    isDead: () => isDead,
    death,
    target: () => alive(() => TARGET),
    list: (kind) => alive(() => instance.all(kind).map((thing) => instance.listed(thing))),
    read: (kind, id, fields) => alive(() => instance.read(kind, id, fields)),
    find: (kind, key) => alive(() => instance.find(kind, key)),
    create: (kind, body, record) => create(keeper, kind, body, record),
    update: (kind, identity, before, after, record) => update(keeper, { kind, identity, before, after }, record),
    delete: (kind, id, record) => remove(keeper, kind, id, record),
  };
}

const lost = (operation: string) => fault("network", `no answer to ${operation}`, { uncertain: true });

interface Keeper {
  readonly instance: MemoryInstance;
  readonly options: MemoryProviderOptions;
  readonly write: <Answer>(record: RecordWrite, write: Omit<Write, "number">, act: () => Answer) => Promise<Answer>;
}

async function create(keeper: Keeper, kind: ManagedKind, body: Body, record: RecordWrite): Promise<Identity> {
  const { instance, options, write } = keeper;
  const { aliases, ...rest } = body;
  const name = String(body["name"]);
  const identity = await write(record, { operation: `create ${kind}`, kind, name }, () => {
    refuseTaken(instance, kind, name);
    if (instance.all(kind).length >= (options.quota?.[kind] ?? Number.POSITIVE_INFINITY)) {
      throw fault("quota", `no more ${kind}s fit`);
    }
    refuseDead(instance, body);
    return instance.identity(instance.add(kind, name, rest));
  });
  return aliases === undefined ? identity : setAliases(keeper, { kind, id: identity.id, aliases }, record);
}

interface Update {
  readonly kind: ManagedKind;
  readonly identity: Identity;
  readonly before: Body;
  readonly after: Body;
}

/** Fields that one call of the service sets together. A type is set by no update. */
const GROUPS = {
  content: ["content", "published", "settings"],
  metadata: ["name", "description", "archived"],
  details: ["timeZone", "config", "hours", "maxContacts", "enabled", "outboundCaller"],
  tags: ["tags"],
} as const;

async function update(
  keeper: Keeper,
  { kind, identity, before, after }: Update,
  record: RecordWrite,
): Promise<Identity> {
  const { instance, write } = keeper;
  for (const [group, fields] of Object.entries(GROUPS)) {
    const changed = Object.fromEntries(
      fields.flatMap((field) => (differs(before, after, field) ? [[field, after[field]]] : [])),
    );
    if (Object.keys(changed).length === 0) continue;
    await write(record, { operation: `update ${kind} ${group}`, kind, name: identity.name }, () => {
      const thing = existing(instance, kind, identity.id);
      if (typeof changed["name"] === "string") refuseTaken(instance, kind, changed["name"], thing.id);
      refuseDead(instance, changed as Body);
      const body = { ...thing.body, ...(changed as Body) };
      instance.put({ ...thing, body, name: String(body["name"]) });
    });
  }
  const name = typeof after["name"] === "string" ? after["name"] : identity.name;
  const wanted = after["aliases"];
  if (wanted === undefined) return { ...identity, name };
  const known = instance.get(kind, identity.id)?.aliases;
  if (!differs(before, after, "aliases")) return { ...identity, name, ...(known ? { aliases: known } : {}) };
  return setAliases(keeper, { kind, id: identity.id, aliases: wanted }, record);
}

async function setAliases(
  { instance, write }: Keeper,
  { kind, id, aliases }: { readonly kind: ManagedKind; readonly id: string; readonly aliases: Json },
  record: RecordWrite,
): Promise<Identity> {
  const name = existing(instance, kind, id).name;
  if (isJsonObject(aliases) && Object.keys(aliases).length === 0)
    return instance.identity(existing(instance, kind, id));
  return write(record, { operation: `update ${kind} aliases`, kind, name }, () => {
    const thing = existing(instance, kind, id);
    const body = { ...thing.body, aliases };
    const next: Thing = { ...thing, body, ...instance.aliasesOf(body, thing.aliases) };
    instance.put(next);
    return instance.identity(next);
  });
}

async function remove({ instance, options, write }: Keeper, kind: ManagedKind, id: string, record: RecordWrite) {
  const name = instance.get(kind, id)?.name ?? id;
  // The wall's own recorder calls this a delete by the first word of the operation.
  await write(record, { operation: `Delete ${kind}`, kind, name }, () => {
    const thing = instance.get(kind, id);
    const [user] = thing && options.refusesInUse ? instance.usersOf(thing) : [];
    if (user) throw fault("in-use", `${kind} ${name} is used by ${user.name}`);
    if (thing) instance.things.delete(`${kind} ${id}`);
  });
}

function differs(before: Body, after: Body, field: string): boolean {
  const [left, right] = [before[field], after[field]];
  return right !== undefined && canonicalJson(left ?? null) !== canonicalJson(right);
}

function existing(instance: MemoryInstance, kind: ManagedKind, id: string): Thing {
  const thing = instance.get(kind, id);
  if (!thing) throw fault("not-found", `there is no ${kind} ${id}`);
  return thing;
}

function refuseTaken(instance: MemoryInstance, kind: ManagedKind, name: string, own?: string): void {
  const taken = instance.all(kind).some((thing) => thing.name === name && thing.id !== own);
  if (taken) throw fault("duplicate", `the name ${name} is taken`);
}

function refuseDead(instance: MemoryInstance, body: Body): void {
  const dead = instance.deadArnIn(body);
  if (dead !== undefined) throw fault("rejected", "content refers to nothing", { detail: `${dead} is not there` });
}
