import type { Address } from "./address.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Origin } from "./resource.js";

/** What is asked of one attribute of a contact. A pattern is a regular expression that has to match somewhere. */
export type AttributeCheck =
  | { readonly equals: string }
  | { readonly pattern: string }
  | { readonly set: boolean }
  | { readonly not: string };

/** What a contact must have come to. Every part that is there has to hold at the same time. */
export interface Expectation {
  /** A queue that it must have been put into. */
  readonly queue?: Address;
  /** A queue that it must never be put into. */
  readonly notQueue?: Address;
  /** True: it must end by itself. False: it must not have ended. */
  readonly ended?: boolean;
  readonly attributes: Readonly<Record<string, AttributeCheck>>;
}

/** One smoke test of the manifest in one environment. Texts may still hold references. */
export interface SmokeTest {
  /** Its logical name, unique among the smoke tests of a project. */
  readonly name: string;
  readonly flow: Address;
  /** The task's name, as agents would see it. */
  readonly taskName: string;
  readonly description?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly expect: Expectation;
  /** How long it may take until everything holds, in milliseconds. */
  readonly within: number;
  readonly origin: Origin;
}

/** A test case of the manifest that smoke tests run beside their own. */
export interface SmokeTestCase {
  /** Its address, which is what it is called by. */
  readonly name: Address;
  /** The flow that it enters; its own address where it names none. */
  readonly flow: Address;
  readonly origin: Origin;
}

export type SmokeVerdict = "passed" | "failed" | "timedOut" | "brokenOff" | "notRun";

/** How each verdict is shown and told. */
export const VERDICT_WORDS = {
  passed: { symbol: "✓", words: "passed" },
  failed: { symbol: "✗", words: "failed" },
  timedOut: { symbol: "✗", words: "timed out" },
  brokenOff: { symbol: "!", words: "broken off" },
  notRun: { symbol: "·", words: "not run" },
} as const satisfies Record<SmokeVerdict, { readonly symbol: string; readonly words: string }>;

/** One part of an expectation as it was judged last, in words for people. */
export interface SmokeCheck {
  readonly expected: string;
  readonly seen: string;
  readonly holds: boolean;
}

/** What became of a contact, or a run of a test case, that was started and could not be stopped. */
export interface LeftContact {
  /** The smoke test, or the name of the task where the test is not known any more. */
  readonly name: string;
  /** Undefined where it is not known whether it was started at all. */
  readonly contactId?: string;
  /** The run of a test case, where it is one. */
  readonly runId?: string;
  readonly why: string;
}

/** How one smoke test ended. */
export interface SmokeResult {
  readonly name: string;
  /** What it went through: a flow's address; of a test case that names none, its own. */
  readonly about: Address;
  readonly verdict: SmokeVerdict;
  readonly checks: readonly SmokeCheck[];
  /** Why it was not run or was broken off. */
  readonly reason?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly contactId?: string;
  /** The run of a test case. */
  readonly runId?: string;
  /** From its start to its verdict, in milliseconds; 0 where it was not started. */
  readonly elapsed: number;
  readonly left?: LeftContact;
  readonly origin: Origin;
}

export const SMOKE_FORMAT = "1.0";

/** All that a run of smoke tests gave; results are in the order of the names. */
export interface SmokeReport {
  readonly formatVersion: string;
  readonly environment: string;
  readonly results: readonly SmokeResult[];
  readonly summary: Readonly<Record<SmokeVerdict, number>> & { readonly total: number; readonly started: number };
  /** Contacts that may still be running. */
  readonly left: readonly LeftContact[];
}

/** What smoke tests after an apply tell while they run; one line of JSON each, before the `run_summary`. */
export type SmokeEvent =
  | { readonly type: "smoke_start"; readonly tasks: number; readonly tests: readonly string[] }
  | ({ readonly type: "smoke_done" } & SmokeResult)
  | ({ readonly type: "smoke_summary" } & SmokeReport["summary"] & { readonly left: SmokeReport["left"] })
  | { readonly type: "smoke_skipped"; readonly reason: string };
