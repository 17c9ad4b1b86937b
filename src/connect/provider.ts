import type { Contacts } from "../model/contact.js";
import type { Environment } from "../model/environment.js";
import type { ManagedKind } from "../model/kind.js";
import type { Provider, RecordWrite } from "../model/provider.js";
import type { TestRuns } from "../model/test-run.js";
import { type ConnectWorld, openAccess } from "./access.js";
import { openContacts } from "./contacts.js";
import { openExpectedReads } from "./expected-reads.js";
import { FLOW } from "./flow.js";
import { HOURS } from "./hours.js";
import { type Keeper, type Place, subjectFor, type WritePlace } from "./keeper.js";
import { listAll } from "./lists.js";
import { lookUp } from "./look-up.js";
import { MODULE } from "./module.js";
import { newestVersion } from "./module-versions.js";
import { openBotNames } from "./name-lex-bot.js";
import { QUEUE } from "./queue.js";
import { readMany } from "./read-many.js";
import { remember, rememberLists } from "./remember.js";
import { searchCarriesContent } from "./search.js";
import { findTarget } from "./target.js";
import { TEST_CASE } from "./test-case.js";
import { openTestRuns } from "./test-runs.js";

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
  const expectKind = async (kind: ManagedKind, ids: readonly string[]) => {
    const all = (await lists.read(kind)).length;
    const published = ids.filter((id) => lists.listed(kind, id)?.published !== false);
    return readMany(await place(), { kind, keeper: KEEPERS[kind], ids: published, all, note });
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
      for (const kind of [...new Set(reads.map((read) => read.kind))].filter((one) => KEEPERS[one].search)) {
        const ids = reads.filter((read) => read.kind === kind && isSearchable(read)).map(({ id }) => id);
        expected.expect(kind, expectKind(kind, ids));
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
