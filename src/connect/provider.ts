import type { Contacts } from "../model/contact.js";
import type { Environment } from "../model/environment.js";
import type { ManagedKind } from "../model/kind.js";
import type { Provider, RecordWrite } from "../model/provider.js";
import type { TestRuns } from "../model/test-run.js";
import { type ConnectWorld, openAccess } from "./client/access.js";
import { findTarget } from "./client/target.js";
import { FLOW } from "./kinds/flow.js";
import { HOURS } from "./kinds/hours.js";
import { MODULE } from "./kinds/module.js";
import { newestVersion } from "./kinds/module-versions.js";
import { QUEUE } from "./kinds/queue.js";
import { TEST_CASE } from "./kinds/test-case.js";
import { openExpectedReads } from "./pace/expected-reads.js";
import { type Keeper, type Place, subjectFor, type WritePlace } from "./pace/keeper.js";
import { listAll } from "./reads/lists.js";
import { lookUp } from "./reads/look-up.js";
import { openBotNames } from "./reads/name-lex-bot.js";
import { readMany } from "./reads/read-many.js";
import { remember, rememberLists } from "./reads/remember.js";
import { searchCarriesContent } from "./reads/search.js";
import { openSearchTrust, type SearchTrust } from "./reads/search-trust.js";
import { openContacts } from "./tasks/contacts.js";
import { openTestRuns } from "./tasks/test-runs.js";

/** The live side of one environment, and what asking it has cost. */
export interface ConnectProvider extends Provider {
  /** Task contacts. A stop goes on although the command was told to stop; all else is broken off. */
  readonly contacts: Contacts;
  /** Runs of test cases; a stop goes on as with contacts. */
  readonly testRuns: TestRuns;
  /** Requests sent so far, by operation. */
  calls(): Readonly<Record<string, number>>;
  /** Milliseconds until so many more calls of an operation are sent, at the rate of the environment. */
  estimate(operation: string, count: number): number;
  /** How far this machine's clock is ahead of the service's, in milliseconds; undefined where no answer told. */
  clockSkew(): number | undefined;
  /** The number of a module's newest version, asked with the one list that only aliases need; undefined without any. */
  newestModuleVersion(id: string): Promise<number | undefined>;
  /** Whether a search answers with contents, asked with a page of one; undefined where there is no flow to find. */
  searchCarriesContent(): Promise<boolean | undefined>;
}

const KEEPERS: Readonly<Record<ManagedKind, Keeper>> = {
  flow: FLOW,
  module: MODULE,
  hours: HOURS,
  queue: QUEUE,
  testCase: TEST_CASE,
};

/** A module's aliases are read with it, and in no search. */
const isSearchable = ({ fields }: { readonly fields: readonly string[] }) => !fields.includes("aliases");

/**
 * Opens the live side of an environment. Nothing is asked, and the SDK is not loaded, before the first call. Environments
 * that share `world.buckets` share the rate of an account.
 */
export function openProvider(environment: Environment, world: ConnectWorld): ConnectProvider {
  const { caller, persistent, estimate, calls, clockSkew, scopeTo } = openAccess(environment, world);
  const target = remember(async () => {
    const found = await findTarget(caller, environment);
    scopeTo(found);
    return found;
  });
  const lists = rememberLists(async (kind) => listAll(caller, await target(), kind));
  const place = async (): Promise<Place> => ({ caller, target: await target(), listed: lists.listed });
  const writing = async (kind: ManagedKind, record: RecordWrite): Promise<WritePlace> => ({
    ...(await place()),
    record: (operation, call) => {
      expected.forget(kind);
      return record(operation, call).finally(() => lists.forget(kind));
    },
  });
  const expected = openExpectedReads();
  const note = (text: string) => world.onNote?.(text);
  const expectKind = async (kind: ManagedKind, ids: readonly string[], trust: SearchTrust) => {
    const onProof = trust.voice();
    try {
      const all = (await lists.read(kind)).length;
      const published = ids.filter((id) => lists.listed(kind, id)?.published !== false);
      const ask = { kind, keeper: KEEPERS[kind], ids: published, all, note, proven: trust.carries, onProof };
      return await readMany(await place(), ask);
    } finally {
      onProof(false);
    }
  };
  return {
    target,
    contacts: openContacts({ caller, persistent, target }),
    testRuns: openTestRuns({ caller, persistent, target }),
    calls,
    estimate,
    clockSkew,
    newestModuleVersion: async (id) => {
      const here = await place();
      return newestVersion(here, { id, subject: subjectFor(here, "module", id) });
    },
    searchCarriesContent: async () => searchCarriesContent(caller, await target()),
    nameBot: openBotNames(caller),
    list: async (kind) => (await lists.read(kind)).map(({ listed }) => listed),
    expect: (reads) => {
      const kinds = [...new Set(reads.map((read) => read.kind))].filter((one) => KEEPERS[one].search);
      const trust = openSearchTrust(kinds.length);
      for (const kind of kinds) {
        const ids = reads.filter((read) => read.kind === kind && isSearchable(read)).map(({ id }) => id);
        expected.expect(kind, expectKind(kind, ids, trust));
      }
    },
    read: async (kind, id, fields) => {
      if (lists.listed(kind, id)) caller.listed(id);
      const known = isSearchable({ fields }) ? await expected.take(kind, id) : undefined;
      return known ?? KEEPERS[kind].read(await place(), id, fields);
    },
    find: async (kind, key) => lookUp(await place(), { kind, key }, await lists.read(kind)),
    create: async (kind, body, record) => {
      const identity = await KEEPERS[kind].create(await writing(kind, record), body);
      caller.created(identity.id);
      return identity;
    },
    update: async (kind, identity, before, after, record) =>
      KEEPERS[kind].update(await writing(kind, record), identity, before, after),
    delete: async (kind, id, record) => KEEPERS[kind].remove(await writing(kind, record), id),
  };
}
