import { findArns, findReferences, fingerprintBody, renderStrings } from "../../src/flow/index.js";
import { type Address, kindOf } from "../../src/model/address.js";
import { arnInInstance, instanceIdOf, kindOfArn } from "../../src/model/arn.js";
import { canonicalJson, isJsonObject, type Json } from "../../src/model/json.js";
import type { Kind, ManagedKind } from "../../src/model/kind.js";
import type { Found } from "../../src/model/lookup.js";
import type { Body, Desired, Identity, LookupKey } from "../../src/model/resource.js";
import type { Listed, LiveResource } from "../../src/model/snapshot.js";
import type { State } from "../../src/model/state.js";
import { sha256 } from "./sha256.js";

export const TARGET = {
  instanceId: "aaaaaaaa-0000-4000-8000-000000000000",
  instanceArn: "arn:aws:connect:ap-northeast-1:123456789012:instance/aaaaaaaa-0000-4000-8000-000000000000",
  accountId: "123456789012",
  region: "ap-northeast-1",
} as const;

/** One thing that lives in a memory instance; its body holds ARNs. */
export interface Thing {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly body: Body;
  readonly aliases?: Readonly<Record<string, string>>;
}

/** What every resource of the service says, also where nobody asked for it. */
const ALWAYS: Readonly<Record<ManagedKind, Body>> = {
  flow: { description: "", tags: {} },
  module: { description: "", tags: {}, externalInvocation: false },
  hours: { description: "", tags: {} },
  queue: { description: "", tags: {}, enabled: true },
  testCase: { description: "", tags: {}, published: true },
};

/** An instance in memory: things by kind and id, names unique within a kind. Ids count up, so that tests are stable. */
export class MemoryInstance {
  readonly things = new Map<string, Thing>();
  private made = 0;

  arnOf({ kind, id }: Pick<Thing, "kind" | "id">): string {
    return kind === "lambda"
      ? `arn:aws:lambda:${TARGET.region}:${TARGET.accountId}:function:${id}`
      : arnInInstance(TARGET.instanceArn, kind, id);
  }

  add(kind: Kind, name: string, body: Body = {}): Thing {
    const id = kind === "lambda" ? name : this.newId();
    const always = kind in ALWAYS ? ALWAYS[kind as ManagedKind] : {};
    const thing = { kind, id, name, body: { ...always, ...body, name }, ...this.aliasesOf(body) };
    this.things.set(`${kind} ${id}`, thing);
    return thing;
  }

  newId(): string {
    return `00000000-0000-4000-8000-${String(++this.made).padStart(12, "0")}`;
  }

  aliasesOf(body: Body, before: Readonly<Record<string, string>> = {}): Pick<Thing, "aliases"> {
    const names = isJsonObject(body["aliases"]) ? Object.keys(body["aliases"]) : undefined;
    return names ? { aliases: Object.fromEntries(names.map((name) => [name, before[name] ?? this.newId()])) } : {};
  }

  get(kind: Kind, id: string): Thing | undefined {
    return this.things.get(`${kind} ${id}`);
  }

  named(kind: Kind, name: string): Thing {
    const found = this.all(kind).find((thing) => thing.name === name);
    if (!found) throw new Error(`no ${kind} is named ${name}`);
    return found;
  }

  all(kind: Kind): readonly Thing[] {
    return [...this.things.values()].filter((thing) => thing.kind === kind);
  }

  put(thing: Thing): void {
    this.things.set(`${thing.kind} ${thing.id}`, thing);
  }

  /** Somebody changes fields in the console. */
  edit(kind: Kind, name: string, fields: Body): void {
    const thing = this.named(kind, name);
    const body = { ...thing.body, ...fields };
    this.put({ ...thing, body, name: typeof body["name"] === "string" ? body["name"] : thing.name });
  }

  /** Somebody deletes it in the console. */
  remove(kind: Kind, name: string): void {
    this.things.delete(`${kind} ${this.named(kind, name).id}`);
  }

  listed({ kind, id, name, body }: Thing): Listed {
    const archived = body["archived"] === true ? { archived: true } : {};
    return { kind, id, arn: this.arnOf({ kind, id }), name, ...archived };
  }

  /** A whole resource; aliases only for those who ask for them. */
  read(kind: ManagedKind, id: string, fields: readonly string[]): LiveResource | undefined {
    const thing = this.get(kind, id);
    if (!thing) return undefined;
    const { aliases: _, archived, ...plain } = thing.body;
    const asked = kind === "module" && fields.includes("aliases");
    const more = asked ? { aliases: thing.body["aliases"] ?? {} } : {};
    const body = { ...plain, ...more, ...(archived === true ? { archived } : {}) };
    const text = "content" in body ? { contentText: JSON.stringify(body.content) } : {};
    return { ...this.listed(thing), body, ...text, ...(asked ? { aliases: thing.aliases ?? {} } : {}) };
  }

  find(kind: Kind, key: LookupKey): Found {
    const all = this.all(kind);
    const name = "name" in key ? key.name : "bot" in key ? `${key.bot}/${key.alias}` : undefined;
    const found = all.filter((thing) => ("arn" in key ? this.arnOf(thing) === key.arn : thing.name === name));
    const [first] = found;
    if (!first) return { type: "missing", candidates: all.map((thing) => thing.name) };
    if (found.length > 1) return { type: "ambiguous", ids: found.map(({ id }) => id) };
    return { type: "found", identity: this.identity(first) };
  }

  identity(thing: Thing): Identity {
    const aliases = thing.aliases ? { aliases: thing.aliases } : {};
    return { id: thing.id, arn: this.arnOf(thing), name: thing.name, ...aliases };
  }

  /** The first ARN of a value that leads to nothing in this instance. */
  deadArnIn(value: Json): string | undefined {
    const dead = findArns(value).find(({ arn }) => {
      if (instanceIdOf(arn) !== TARGET.instanceId) return false;
      const thing = kindOfArn(arn);
      const there = thing && this.get(thing.kind, thing.id);
      const { qualifier } = arn;
      const isAlias = qualifier === undefined || Object.values(there?.aliases ?? {}).includes(qualifier);
      return !there || !(isAlias || qualifier?.startsWith("$"));
    });
    return dead?.text;
  }

  /** Who refers to a thing. */
  usersOf(thing: Thing): readonly Thing[] {
    const arn = this.arnOf(thing);
    return [...this.things.values()].filter((other) => other !== thing && JSON.stringify(other.body).includes(arn));
  }

  /** Everything by name, references by name too: two instances that are the same to people give the same text. */
  print(): string {
    const names = [...this.things.values()].flatMap((thing) => [
      [thing.id, `<${thing.name}>`] as const,
      ...Object.entries(thing.aliases ?? {}).map(([name, id]) => [id, `<${thing.name}:${name}>`] as const),
    ]);
    const lines = [...this.things.values()].map(({ kind, name, body }) => {
      let text = JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
      for (const [id, shown] of names) text = text.replaceAll(id, shown);
      return `${kind} ${name} ${text}`;
    });
    return lines.sort().join("\n");
  }
}

/** What a desired graph is in an instance, by address: found by kind and name. */
export function identitiesIn(
  instance: MemoryInstance,
  { resources, lookups }: Desired,
): ReadonlyMap<Address, Identity> {
  const managed = resources.map(({ address, kind, name }) => [address, instance.identity(instance.named(kind, name))]);
  const found = lookups.map(({ address, kind, by }) => {
    const result = instance.find(kind, by);
    return [address, result.type === "found" ? result.identity : undefined];
  });
  return new Map([...managed, ...found].filter(([, identity]) => identity) as [Address, Identity][]);
}

function rendered(body: Body, identities: ReadonlyMap<Address, Identity>): Body {
  const { value } = renderStrings(body, (token) => {
    if (token.type !== "reference") return undefined;
    const { address, part, alias } = token.reference;
    const identity = identities.get(address);
    return part === "alias" ? identity?.aliases?.[alias ?? ""] : identity?.[part];
  });
  return value as Body;
}

/** An instance in which everything is as a manifest asks, and what it looks up is there too. */
export function instanceWith(desired: Desired): MemoryInstance {
  const instance = new MemoryInstance();
  for (const { kind, by } of desired.lookups) if ("name" in by) instance.add(kind, by.name);
  for (const { kind, name, body } of desired.resources) instance.add(kind, name, body);
  const identities = identitiesIn(instance, desired);
  for (const thing of instance.things.values()) instance.put({ ...thing, body: rendered(thing.body, identities) });
  return instance;
}

/** The state after a manifest was applied to an instance in which it is fulfilled. */
export function stateOf(instance: MemoryInstance, desired: Desired): State {
  const identities = identitiesIn(instance, desired);
  const resources = desired.resources.map(({ address, kind, name, body }) => {
    const thing = instance.named(kind, name);
    const print = fingerprintBody(rendered(body, identities), sha256);
    const used = findReferences(body).map(({ reference }) => reference.address);
    const dependsOn = [...new Set(used)].filter((to) => to !== address && kindOf(to) in ALWAYS).sort();
    const { id, arn } = instance.identity(thing);
    return { address, kind, name, id, arn, ...print, dependsOn };
  });
  const found = desired.lookups.flatMap(({ address }) => {
    const identity = identities.get(address);
    return identity ? [[address, identity] as const] : [];
  });
  const state = { formatVersion: "1.0", lineage: "lineage-1", serial: 3, instanceArn: TARGET.instanceArn, resources };
  return found.length === 0 ? state : { ...state, lookups: Object.fromEntries(found) };
}

/** What a manifest asks for and an instance does not have, and what the instance has besides; fields that nobody manages do not count. */
export function unfulfilled(instance: MemoryInstance, desired: Desired): readonly string[] {
  const wanted = new Set(desired.resources.map(({ kind, name }) => `${kind} ${name}`));
  const found = [...instance.things.values()]
    .filter(({ kind }) => kind in ALWAYS)
    .map(({ kind, name }) => `${kind} ${name}`);
  const missing = [...wanted].filter((name) => !found.includes(name)).map((name) => `no ${name}`);
  const stray = found
    .filter((name, index) => !wanted.has(name) || found.indexOf(name) !== index)
    .map((name) => `stray ${name}`);
  if (missing.length > 0) return [...missing, ...stray];
  const identities = identitiesIn(instance, desired);
  const different = desired.resources.flatMap(({ address, kind, name, body }) => {
    const { body: live } = instance.named(kind, name);
    const isSame = (field: string) =>
      canonicalJson(live[field] ?? null) === canonicalJson(rendered(body, identities)[field] ?? null);
    const fields = Object.keys(body).filter((field) => !isSame(field));
    return [...fields, ...(live["archived"] === true ? ["archived"] : [])].map(
      (field) => `${address}/${field} differs`,
    );
  });
  return [...stray, ...different];
}
