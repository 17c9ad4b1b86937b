import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { formatContent } from "../../src/flow/index.js";
import { type Address, addressOf } from "../../src/model/address.js";
import { KINDS } from "../../src/model/kind.js";
import { escapeTemplate } from "../../src/model/reference.js";
import { openSimulator } from "../../src/sim/index.js";
import type { Content } from "./content.js";
import { type Portable, portableOf } from "./portable.js";
import { botNames, type Simulated, TARGET } from "./simulated.js";
import type { TextPair } from "./text-map.js";
import { aliasNames, keyOfThing, type Thing } from "./thing.js";

/** A content as a resource of a project. */
export interface Member {
  readonly content: Content;
  readonly address: Address;
  readonly logicalName: string;
  /** Unique in the project. */
  readonly name: string;
  /** False: it is only to be saved. */
  readonly published: boolean;
  /** Keys of the references that mean it. */
  readonly keys: readonly string[];
}

/** A project for the target: what its files hold, and what contents become of it. */
export interface Project {
  readonly members: readonly Member[];
  readonly things: readonly Thing[];
  readonly simulated: Simulated;
  readonly portable: ReadonlyMap<Member, Portable>;
  /** For everything but the members themselves. */
  readonly pairs: readonly TextPair[];
}

/** Makes contents portable: things become lookups, references among the members stay inside. */
export function assemble(members: readonly Member[], things: readonly Thing[], simulated: Simulated): Project {
  const named = new Map([
    ...members.flatMap(({ address, keys }) => keys.map((key) => [key, { address }] as const)),
    ...things.flatMap((thing) => {
      const by = { address: addressOf(thing.kind, thing.logicalName), aliases: aliasNames(thing) };
      return keysOf(thing).map((key) => [key, by] as const);
    }),
  ]);
  const portable = new Map(
    members.map((member) => [member, portableOf(member.content, named, simulated.instance)] as const),
  );
  const rewrites = [...portable.values()].flatMap((one) => one.rewrites);
  const pairs = [...things.flatMap((thing) => pairsOf(thing, simulated)), ...rewrites];
  return { members, things, simulated, portable, pairs };
}

function keysOf(thing: Thing): readonly string[] {
  return thing.isBare ? [keyOfThing(thing), `${thing.kind} ${thing.id}`] : [keyOfThing(thing)];
}

function pairsOf(thing: Thing, { identities }: Simulated): readonly TextPair[] {
  const target = identities.get(keyOfThing(thing));
  if (!target) return [];
  const whole: readonly TextPair[] = thing.arn === undefined ? [] : [[thing.arn, target.arn]];
  const bare: readonly TextPair[] = thing.isBare ? [[thing.id, target.id]] : [];
  const aliases = Object.entries(aliasNames(thing)).map(([id, name]): TextPair => [id, target.aliases[name] ?? id]);
  return [...whole, ...bare, ...aliases];
}

/** Writes the project into a new folder, with the target in its simulator; gives the folder. */
export async function writeProject(project: Project): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  const simulator = await openSimulator({ folder: simulatorFolder(folder) });
  await simulator.load(project.simulated.document);
  await simulator.close();
  for (const kind of ["flow", "module"] as const) mkdirSync(join(folder, KINDS[kind].section));
  writeFileSync(join(folder, "connectctl.yaml"), stringify(manifestOf(project)));
  for (const [member, { value }] of project.portable) {
    writeFileSync(join(folder, contentPath(member)), formatContent(value));
  }
  return folder;
}

/** Where the program keeps a project's simulated instances. */
export function simulatorFolder(folder: string): string {
  return join(folder, ".connectctl", "simulator");
}

function contentPath({ content, logicalName }: Member): string {
  return `${KINDS[content.kind].section}/${logicalName}.json`;
}

function manifestOf(project: Project): object {
  const { alias: instance, region, account } = TARGET;
  const rewrites = new Map([...project.portable.values()].flatMap((one) => one.rewrites));
  const rewrite = [...rewrites].map(([from, to]) => ({ from, to }));
  return {
    version: 1,
    environments: { target: { simulator: true, instance, region, account, rewrite } },
    flows: sectionOf(project, "flow"),
    modules: sectionOf(project, "module"),
    lookups: lookupsOf(project.things),
  };
}

function sectionOf({ members }: Project, kind: Content["kind"]): object {
  const own = members.filter(({ content }) => content.kind === kind);
  const rows = own.map((member) => {
    const { content, logicalName, published } = member;
    const flow = kind === "flow" ? { type: content.type, ...(published ? {} : { published }) } : {};
    return [logicalName, { name: escapeTemplate(member.name), ...flow, content: contentPath(member) }] as const;
  });
  return Object.fromEntries(rows);
}

function lookupsOf(things: readonly Thing[]): object {
  const kinds: Record<string, Record<string, unknown>> = {};
  for (const { kind, name, logicalName } of things) {
    const escaped = escapeTemplate(name);
    kinds[kind] = { ...kinds[kind], [logicalName]: kind === "lexBot" ? botNames(escaped) : escaped };
  }
  return kinds;
}
