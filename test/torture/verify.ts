import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Wanted } from "./project.js";
import type { DumpedEntry, DumpedInstance } from "./rig.js";

/** What is wrong after a round, in sentences; nothing where all is well. */
export interface Findings {
  /** Lives in the instance and is in no state, or the other way round. */
  readonly lost: readonly string[];
  /** Shares its name with another of its kind. */
  readonly doubled: readonly string[];
  /** Is not what the manifest asks for, or was left behind. */
  readonly unlike: readonly string[];
}

const SECTIONS = { hours: "hours", queues: "queue", modules: "module", flows: "flow" } as const;
type Section = keyof typeof SECTIONS;

interface Recorded {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly superseded?: readonly string[];
}

/** What lies in the place of a state: its text, and what should not be there between runs. */
export interface RecordPlace {
  readonly text: string | undefined;
  readonly left: readonly string[];
}

/** Where a state is saved that could not be written in its place. */
const RESCUED = "errored.rig.state.json";

/** Reads what lies in a folder. */
export function recordInFolder(folder: string): RecordPlace {
  const file = join(folder, "state/rig.json");
  const left = ["state/rig.journal.ndjson", "state/rig.lock", RESCUED].filter((name) => existsSync(join(folder, name)));
  return { text: existsSync(file) ? readFileSync(file, "utf8") : undefined, left };
}

/** Reads what lies in a store: texts by key. */
export function recordInStore(folder: string, objects: Readonly<{ [key: string]: string }>): RecordPlace {
  const left = Object.keys(objects).filter((key) => /lock|journal/.test(key));
  return { text: objects["rig.json"], left: [...left, ...(existsSync(join(folder, RESCUED)) ? [RESCUED] : [])] };
}

/** Reads a state as anybody could; throws where it is torn. */
export function recordedIn({ text }: RecordPlace): readonly Recorded[] {
  return text === undefined ? [] : (JSON.parse(text) as { resources: Recorded[] }).resources;
}

/** Names that stand twice in one kind of an instance, and versions of a module that hold what the one before holds. */
export function doubledIn(instance: DumpedInstance): readonly string[] {
  const names = sectionsOf(instance).flatMap(([section, entries]) => {
    const names = entries.map(({ name }) => name);
    return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${section} ${name}`);
  });
  return [...names, ...instance.modules.flatMap(spareVersions)];
}

function spareVersions({ name, ...entry }: DumpedEntry): readonly string[] {
  const versions = (entry["versions"] as { version: number; content: string }[] | undefined) ?? [];
  const spare = versions.filter(({ content }, index) => index > 0 && versions[index - 1]?.content === content);
  return spare.map(({ version }) => `version ${version} of the module ${name}`);
}

/** Compares manifest, a state in a folder, and instance, each by its own account. */
export async function verify(folder: string, wanted: Wanted, instance: DumpedInstance): Promise<Findings> {
  return verifyRecord(recordInFolder(folder), wanted, instance);
}

/** Compares manifest, state and instance, each by its own account. */
export function verifyRecord(record: RecordPlace, wanted: Wanted, instance: DumpedInstance): Findings {
  const recorded = recordedIn(record);
  const known = new Set(recorded.map(({ id }) => id));
  const live = new Set(sectionsOf(instance).flatMap(([, entries]) => entries.map(({ id }) => id)));
  const unknown = sectionsOf(instance).flatMap(([section, entries]) =>
    entries.filter(({ id }) => !known.has(id)).map(({ name, id }) => `${section} ${name} (${id}) is in no state`),
  );
  const gone = recorded.filter(({ id }) => !live.has(id)).map(({ address, id }) => `${address} (${id}) is not there`);
  const replaced = recorded.flatMap(({ address, superseded = [] }) => superseded.map((id) => `${address} keeps ${id}`));
  const left = record.left.map((file) => `${file} was left behind`);
  return {
    lost: [...unknown, ...gone, ...replaced],
    doubled: doubledIn(instance),
    unlike: [...differences(wanted, instance, recorded), ...left],
  };
}

function sectionsOf(instance: DumpedInstance): readonly (readonly [Section, readonly DumpedEntry[]])[] {
  return (Object.keys(SECTIONS) as Section[]).map((section) => [section, instance[section]]);
}

function differences(wanted: Wanted, instance: DumpedInstance, recorded: readonly Recorded[]): readonly string[] {
  const byAddress = new Map(recorded.map((one) => [one.address, one.id]));
  return sectionsOf(instance).flatMap(([section, entries]) => {
    const asked = Object.entries(wanted[section] as Wanted["flows"]);
    const names = asked.map(([, fields]) => String(fields["name"])).sort();
    const found = entries.map(({ name }) => name).sort();
    const few = names.join() === found.join() ? [] : [`${section} are ${found.join()} and should be ${names.join()}`];
    const unlike = asked.flatMap(([logical, fields]) => {
      const entry = entries.find(({ id }) => id === byAddress.get(`${SECTIONS[section]}.${logical}`));
      if (!entry) return [`${section} ${logical} is not recorded as what it is`];
      const [is, should] = [said(section, entry), asWanted(section, fields, instance, byAddress)];
      const wrong = Object.keys(should).filter((key) => text(is[key]) !== text(should[key]));
      return wrong.map((key) => `${section} ${logical}: ${key} is ${text(is[key])}, should be ${text(should[key])}`);
    });
    return [...few, ...unlike];
  });
}

type Said = Readonly<Record<string, unknown>>;

/** What a document of the simulator says, in the words of a manifest. */
function said(section: Section, entry: DumpedEntry): Said {
  const common = { name: entry.name, description: entry["description"] ?? "", tags: entry["tags"] };
  if (section === "hours") return { ...common, timeZone: entry["timeZone"], config: entry["config"] };
  if (section === "flows") {
    const published = entry["content"] !== undefined;
    return { ...common, type: entry["type"], published, content: parsed(entry["content"]) };
  }
  if (section === "modules") {
    const aliases = (entry["aliases"] as { name: string; version: number }[] | undefined) ?? [];
    const versions = (entry["versions"] as { version: number; content: string }[] | undefined) ?? [];
    const held = aliases.map(({ name, version }) => [
      name,
      parsed(versions.find((one) => one.version === version)?.content),
    ]);
    return { ...common, content: parsed(entry["content"]), aliases: Object.fromEntries(held) };
  }
  const caller = (entry["outboundCaller"] ?? {}) as Record<string, unknown>;
  return {
    ...common,
    hours: entry["hoursId"],
    maxContacts: entry["maxContacts"],
    enabled: entry["status"] !== "DISABLED",
    outboundCaller: { flow: caller["OutboundFlowId"], name: caller["OutboundCallerIdName"] },
  };
}

function asWanted(section: Section, fields: Said, instance: DumpedInstance, ids: ReadonlyMap<string, string>): Said {
  const arns = new Map(sectionsOf(instance).flatMap(([, entries]) => entries.map(({ id, arn }) => [id, arn] as const)));
  const fill = (value: unknown, asId: boolean): unknown =>
    JSON.parse(
      JSON.stringify(value).replace(/\$\{(\w+\.[\w-]+)\}/g, (_, address: string) => {
        const id = ids.get(address) ?? "";
        return asId ? id : (arns.get(id) ?? "");
      }),
    );
  const filled = fill(fields, section === "queues") as Record<string, unknown>;
  const rest = { ...filled, tags: { team: "cx" } };
  if (section === "hours") return { ...rest, config: configOf(filled["config"]) };
  if (section !== "modules") return rest;
  const names = (filled["aliases"] as string[] | undefined) ?? [];
  return { ...rest, aliases: Object.fromEntries(names.map((name) => [name, filled["content"]])) };
}

function configOf(config: unknown): unknown {
  const time = (value: string) => ({ Hours: Number(value.slice(0, 2)), Minutes: Number(value.slice(3)) });
  return (config as { day: string; start: string; end: string }[]).map(({ day, start, end }) => ({
    Day: day,
    StartTime: time(start),
    EndTime: time(end),
  }));
}

function parsed(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}

/** One text for equal values, whatever the order of keys. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
