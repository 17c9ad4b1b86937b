import type { Options } from "yargs";
import { findReferences } from "../../flow/index.js";
import { desiredFor, smokeTestsFor } from "../../manifest/index.js";
import { type Address, kindOf } from "../../model/address.js";
import { type Diagnostic, hasErrors } from "../../model/diagnostic.js";
import { isJsonObject, type Json } from "../../model/json.js";
import type { Desired } from "../../model/resource.js";
import type { SmokeTest, SmokeTestCase } from "../../model/smoke.js";
import type { State } from "../../model/state.js";
import {
  addressesIn,
  type Known,
  type ResolvedTest,
  type ResolvedTestCase,
  resolveTestCases,
  resolveTests,
} from "../../smoke/index.js";
import { EXIT } from "../exit-code.js";
import { type Args, textArg } from "../line/command.js";
import { readDuration, UsageError } from "../line/usage.js";
import { NOTHING_DESIRED, orFail, type Session } from "../session.js";

export const MAX_TASKS: Readonly<Record<string, Options>> = {
  "max-tasks": {
    type: "number",
    default: 20,
    requiresArg: true,
    describe: "Most tasks that smoke tests may start; each is billed",
  },
};

/** How long a run of a test case may take when nothing else is said. */
const TEST_CASE_TIME = "10m";

export const TEST_CASE_TIMEOUT: Readonly<Record<string, Options>> = {
  "test-case-timeout": {
    type: "string",
    default: TEST_CASE_TIME,
    requiresArg: true,
    describe: "How long each run of a test case may take, such as 90s",
  },
};

/** Everything that `smoke` can run, or some of it. */
export interface SmokeChoice {
  readonly tests: readonly SmokeTest[];
  readonly cases: readonly SmokeTestCase[];
}

/** What may run in the session's environment; ends the command where something of it has an error. */
export function smokeChoiceOf(session: Session): SmokeChoice {
  return { tests: smokeTestsOf(session), cases: testCasesOf(session) };
}

/** What a choice has, in one list, so that it can be chosen from as one. */
export function allOf({ tests, cases }: SmokeChoice): readonly (SmokeTest | SmokeTestCase)[] {
  return [...tests, ...cases];
}

/** The part of a choice that is in a list. */
export function choiceOf(some: readonly (SmokeTest | SmokeTestCase)[]): SmokeChoice {
  const isTest = (one: SmokeTest | SmokeTestCase): one is SmokeTest => "expect" in one;
  return { tests: some.filter(isTest), cases: some.filter((one) => !isTest(one)) };
}

/** The test cases of the manifest that are published: what is only saved cannot run. */
function testCasesOf(session: Session): readonly SmokeTestCase[] {
  const { resources } = desiredOf(session);
  return resources
    .filter(({ kind, body }) => kind === "testCase" && body["published"] !== false)
    .map(({ address, body, origin }) => ({ name: address, flow: flowOf(body["entryPoint"]) ?? address, origin }));
}

function flowOf(entryPoint: Json | undefined): Address | undefined {
  const found = findReferences((isJsonObject(entryPoint) && entryPoint["flow"]) || "");
  return found[0]?.reference.address;
}

/** The smoke tests that may run in the session's environment; ends the command where one of them has an error. */
function smokeTestsOf({ project, environment }: Session): readonly SmokeTest[] {
  return orFail(smokeTestsFor(project, environment));
}

/** Refuses to start more than `--max-tasks` allows: each task is billed, and runs of test cases may be. */
export function assertFewEnough(choice: SmokeChoice, args: Args): void {
  const most = Number(args["max-tasks"] ?? 20);
  const [tests, cases] = [choice.tests.length, choice.cases.length];
  if (tests + cases <= most) return;
  const diagnostic: Diagnostic = {
    severity: "error",
    code: "smoke/too-many-tasks",
    summary: "More tasks would be started than are allowed",
    detail: `${[...taskWords(tests), ...caseWords(cases)].join("; ")}; --max-tasks is ${most}. Nothing was started.`,
    help: `choose with --target or --exclude, or give --max-tasks ${tests + cases}`,
  };
  throw new UsageError([diagnostic], EXIT.blocked);
}

function taskWords(count: number): readonly string[] {
  if (count === 0) return [];
  return [
    `${count} smoke ${count === 1 ? "test starts 1 task, which" : `tests start ${count} tasks, and each`} is billed`,
  ];
}

function caseWords(count: number): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? "1 test case counts like a task" : `${count} test cases count like tasks`];
}

/** Smoke tests and test cases with ids in place of addresses, and how people call the queues of the instance. */
export interface Resolved {
  readonly tests: readonly ResolvedTest[];
  readonly cases: readonly ResolvedTestCase[];
  readonly queueWord: (id: string) => string;
}

/** Finds what tests name: in the state, and lookups in the instance. Ends the command where something is not there. */
export async function resolveSmoke(
  { tests, cases }: SmokeChoice,
  { session, state, args }: { readonly session: Session; readonly state: State | undefined; readonly args: Args },
): Promise<Resolved> {
  const known = await knownFor(tests, session, state);
  const { value, diagnostics } = resolveTests(tests, known);
  const within = readDuration(textArg(args, "test-case-timeout") ?? TEST_CASE_TIME, "test-case-timeout");
  const resolved = resolveTestCases(cases, session.environment.name, { state, within });
  if (hasErrors([...diagnostics, ...resolved.diagnostics])) {
    throw new UsageError([...diagnostics, ...resolved.diagnostics]);
  }
  const queues = new Map([
    ...[...known.recorded].map(([address, { id }]) => [id, address] as const),
    ...Object.entries(known.found).flatMap(([address, found]) =>
      found.type === "found" ? [[found.identity.id, address] as const] : [],
    ),
  ]);
  return { tests: value, cases: resolved.value, queueWord: (id) => queues.get(id) ?? `the queue ${id}` };
}

async function knownFor(tests: readonly SmokeTest[], session: Session, state: State | undefined): Promise<Known> {
  const { provider, environment } = session;
  const named = new Set(tests.flatMap(addressesIn));
  const wanted = desiredOf(session).lookups.filter(({ address }) => named.has(address));
  const [target, ...found] = await Promise.all([
    provider.target(),
    ...wanted.map(async ({ address, kind, by }) => [address, await provider.find(kind, by)] as const),
  ]);
  const variables: Readonly<Record<string, string>> = {
    "instance.arn": target.instanceArn,
    "instance.id": target.instanceId,
    region: target.region,
    account: target.accountId,
  };
  const lookedUp = new Set(wanted.map(({ address }) => address));
  const recorded = (state?.resources ?? []).filter(({ address }) => !lookedUp.has(address));
  const relevant = recorded.filter(({ address }) => kindOf(address) === "queue" || named.has(address));
  return {
    environment: environment.name,
    recorded: new Map(relevant.map((resource) => [resource.address, resource])),
    found: Object.fromEntries(found),
    variable: (name) => variables[name],
  };
}

/** A session without a desired graph has what it can do without one all the same. */
function desiredOf({ desired, project, environment }: Session): Desired {
  return desired === NOTHING_DESIRED ? desiredFor(project, environment).value : desired;
}
