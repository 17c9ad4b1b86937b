import type { Contact, ContactRecord, Contacts, OpenContact, Task } from "../../src/model/contact.js";
import type { AttributeCheck, Expectation } from "../../src/model/smoke.js";
import type { OpenRun, TestRunRecord, TestRuns } from "../../src/model/test-run.js";
import type { ResolvedTest } from "../../src/smoke/resolve.js";

/** A moment in the life of a contact, so many milliseconds after its start. */
export interface Moment {
  readonly at: number;
  readonly queueId?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly endReason?: string;
}

export interface FakeContacts extends Contacts {
  /** Every call, in its order: `start`, `describe c1`. */
  readonly calls: string[];
  /** Ids of contacts that nobody stopped and that did not end. */
  readonly running: () => readonly string[];
}

export interface FakeOptions {
  readonly now: () => number;
  /** What happens to each contact, by the id of the flow it goes through. */
  readonly stories?: Readonly<Record<string, readonly Moment[]>>;
  /** Called before each call with its words; throws what the service would. */
  readonly before?: (call: string, count: number) => void;
  /** Called after a start was carried out: throwing loses the answer. */
  readonly afterStart?: (count: number) => void;
}

/** Contacts that live as they are told, on a clock that is given. */
export function fakeContacts(options: FakeOptions): FakeContacts {
  const { now, stories = {}, before = () => undefined, afterStart = () => undefined } = options;
  const calls: string[] = [];
  const contacts = new Map<string, { task: Task; from: number; stopped: boolean }>();
  const call = (words: string) => {
    calls.push(words);
    before(words, calls.filter((one) => one === words).length);
  };
  const momentsOf = ({ task, from }: { task: Task; from: number }) =>
    (stories["flowId" in task.entry ? task.entry.flowId : ""] ?? []).filter(({ at }) => from + at <= now());
  const hasEnded = (one: { task: Task; from: number; stopped: boolean }) =>
    one.stopped || momentsOf(one).some(({ endReason }) => endReason !== undefined);
  return {
    calls,
    running: () => [...contacts].flatMap(([id, one]) => (hasEnded(one) ? [] : [id])),
    start: async (task) => {
      call("start");
      const known = [...contacts].find(([, one]) => one.task.clientToken === task.clientToken);
      const id = known?.[0] ?? `c${contacts.size + 1}`;
      if (!known) contacts.set(id, { task, from: now(), stopped: false });
      afterStart(calls.filter((one) => one === "start").length);
      return id;
    },
    describe: async (id): Promise<Contact | undefined> => {
      call(`describe ${id}`);
      const one = contacts.get(id);
      if (!one) return undefined;
      const queueId = momentsOf(one).findLast((moment) => moment.queueId)?.queueId;
      const endReason = momentsOf(one).find((moment) => moment.endReason)?.endReason;
      return {
        id,
        attributes: {},
        ...(queueId === undefined ? {} : { queueId }),
        ...(hasEnded(one) ? { endedAt: now(), endReason: endReason ?? "API" } : {}),
      };
    },
    attributes: async (id) => {
      call(`attributes ${id}`);
      const one = contacts.get(id);
      return one ? Object.assign({}, one.task.attributes, ...momentsOf(one).map(({ attributes }) => attributes)) : {};
    },
    stop: async (id) => {
      call(`stop ${id}`);
      const one = contacts.get(id);
      if (!one || hasEnded(one)) return "gone";
      one.stopped = true;
      return "stopped";
    },
  };
}

/** What a fake run of a test case comes to, and after how many milliseconds; one that never ends goes on. */
export interface FakeRun {
  readonly status?: string;
  readonly after?: number;
  readonly failures?: readonly TestRunRecord[];
}

export interface FakeRuns extends TestRuns {
  /** Every call, with the run's or the test case's id. */
  readonly calls: string[];
  /** Ids of runs that go on. */
  running(): readonly string[];
}

/** Runs in memory, by the id of their test case; `before` may throw in place of any call. */
export function fakeRuns(
  now: () => number,
  runs: Readonly<Record<string, FakeRun>> = {},
  before: (call: string) => void = () => {},
): FakeRuns {
  const calls: string[] = [];
  const made = new Map<string, { readonly id: string; readonly at: number; stopped?: boolean }>();
  const call = (name: string, id: string) => {
    calls.push(`${name} ${id}`);
    before(`${name} ${id}`);
  };
  const statusOf = (id: string) => {
    const run = made.get(id);
    const { status = "PASSED", after = 3000 } = runs[run?.id ?? ""] ?? {};
    if (run?.stopped) return "STOPPED";
    return now() >= (run?.at ?? 0) + after ? status : "IN_PROGRESS";
  };
  return {
    calls,
    running: () => [...made.keys()].filter((id) => statusOf(id) === "IN_PROGRESS"),
    start: async (testCaseId, token) => {
      call("start", testCaseId);
      made.set(`run-${token}`, made.get(`run-${token}`) ?? { id: testCaseId, at: now() });
      return `run-${token}`;
    },
    summary: async (_, id) => {
      call("summary", id);
      return { status: statusOf(id), total: 2, passed: 1, failed: 0 };
    },
    failures: async (testCaseId, id) => {
      call("failures", id);
      return runs[testCaseId]?.failures ?? [];
    },
    stop: async (_, id) => {
      call("stop", id);
      const run = made.get(id);
      if (run) run.stopped = true;
    },
  };
}

/** A record in memory. */
export function fakeRecord(first: readonly (OpenContact | OpenRun)[] = []): ContactRecord {
  let open = [...first];
  const isRun = (one: OpenContact | OpenRun): one is OpenRun => "testCaseId" in one.task.entry;
  const change = (token: string, next: <One extends OpenContact | OpenRun>(one: One) => One) => {
    open = open.map((one) => (one.task.clientToken === token ? next(one) : one));
  };
  return {
    willStart: async (task, isSmoke) => void open.push({ task, startedAt: 0, isSmoke } as OpenContact | OpenRun),
    started: async (token, id) => change(token, (one) => ({ ...one, id })),
    closed: async (token) => {
      open = open.filter(({ task }) => task.clientToken !== token);
    },
    open: async () => open.filter((one): one is OpenContact => !isRun(one)),
    openRuns: async () => open.filter(isRun),
  };
}

export interface TestPart extends Omit<Partial<ResolvedTest>, "expect"> {
  readonly expect?: Partial<Omit<Expectation, "attributes">> & {
    readonly attributes?: Readonly<Record<string, AttributeCheck>>;
  };
}

/** A smoke test whose flow, its id and its name are one; queues have the ids `sales` and `closed`. */
export function smokeTest(name: string, { expect = { ended: true }, ...more }: TestPart = {}): ResolvedTest {
  return {
    name,
    flow: `flow.${name}`,
    flowId: name,
    queueIds: { "queue.sales": "sales", "queue.closed": "closed" },
    taskName: name,
    attributes: {},
    within: 30_000,
    origin: { file: "connectctl.yaml", pointer: `/smoke/${name}`, line: 3, column: 3 },
    ...more,
    expect: { attributes: {}, ...expect },
  };
}
