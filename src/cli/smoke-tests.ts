import type { Options } from "yargs";
import { desiredFor, smokeTestsFor } from "../manifest/index.js";
import { kindOf } from "../model/address.js";
import { type Diagnostic, hasErrors } from "../model/diagnostic.js";
import type { Lookup } from "../model/resource.js";
import type { SmokeTest } from "../model/smoke.js";
import type { State } from "../model/state.js";
import { addressesIn, type Known, type ResolvedTest, resolveTests } from "../smoke/index.js";
import type { Args } from "./command.js";
import { EXIT } from "./exit-code.js";
import { NOTHING_DESIRED, orFail, type Session } from "./session.js";
import { UsageError, usageError } from "./usage.js";

export const MAX_TASKS: Readonly<Record<string, Options>> = {
  "max-tasks": {
    type: "number",
    default: 20,
    requiresArg: true,
    describe: "Most tasks that smoke tests may start; each is billed",
  },
};

/** The smoke tests that may run in the session's environment; ends the command where one of them has an error. */
export function smokeTestsOf({ project, environment }: Session): readonly SmokeTest[] {
  return orFail(smokeTestsFor(project, environment));
}

/** Refuses to start more than `--max-tasks` allows: each task is billed. */
export function assertFewEnough(tests: readonly SmokeTest[], args: Args): void {
  const most = Number(args["max-tasks"] ?? 20);
  if (!Number.isInteger(most) || most < 0) {
    throw usageError(`\`${String(args["max-tasks"])}\` is no number of tasks`, { help: "write --max-tasks 20" });
  }
  if (tests.length <= most) return;
  const diagnostic: Diagnostic = {
    severity: "error",
    code: "smoke/too-many-tasks",
    summary: "More tasks would be started than are allowed",
    detail: `${tests.length} smoke tests start ${tests.length} tasks, and each is billed; --max-tasks is ${most}. Nothing was started.`,
    help: `choose with --target or --exclude, or give --max-tasks ${tests.length}`,
  };
  throw new UsageError([diagnostic], EXIT.blocked);
}

/** Smoke tests with ids in place of addresses, and how people call the queues of the instance. */
export interface Resolved {
  readonly tests: readonly ResolvedTest[];
  readonly queueWord: (id: string) => string;
}

/** Finds what tests name: in the state, and lookups in the instance. Ends the command where something is not there. */
export async function resolveSmoke(
  tests: readonly SmokeTest[],
  session: Session,
  state: State | undefined,
): Promise<Resolved> {
  const known = await knownFor(tests, session, state);
  const { value, diagnostics } = resolveTests(tests, known);
  if (hasErrors(diagnostics)) throw new UsageError(diagnostics);
  const queues = new Map([
    ...[...known.recorded].map(([address, { id }]) => [id, address] as const),
    ...Object.entries(known.found).flatMap(([address, found]) =>
      found.type === "found" ? [[found.identity.id, address] as const] : [],
    ),
  ]);
  return { tests: value, queueWord: (id) => queues.get(id) ?? `the queue ${id}` };
}

async function knownFor(tests: readonly SmokeTest[], session: Session, state: State | undefined): Promise<Known> {
  const { provider, environment } = session;
  const named = new Set(tests.flatMap(addressesIn));
  const wanted = lookupsOf(session).filter(({ address }) => named.has(address));
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

/** A session without a desired graph has its lookups all the same. */
function lookupsOf({ desired, project, environment }: Session): readonly Lookup[] {
  return desired === NOTHING_DESIRED ? desiredFor(project, environment).value.lookups : desired.lookups;
}
