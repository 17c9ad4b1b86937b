import type { ContactRecord, Contacts } from "../model/contact.js";
import type { SmokeResult } from "../model/smoke.js";
import type { TestRuns } from "../model/test-run.js";

/** The outside of a run of smoke tests. Times are in milliseconds. */
export interface SmokePorts {
  readonly contacts: Contacts;
  readonly testRuns: TestRuns;
  readonly record: ContactRecord;
  now(): number;
  /** Ends early, without an error, once the run is to stop. */
  pause(ms: number): Promise<void>;
  /** Never the same twice. */
  newToken(): string;
  /** Whether nothing new is to be started, and what runs is to be stopped. */
  isStopping(): boolean;
}

/** How crowded it is while a trial runs: how many run at this moment. */
export type Crowd = () => number;

/** One smoke test of any sort, ready to run: the seam for other sorts than tasks. */
export interface Trial {
  readonly about: Pick<SmokeResult, "name" | "about" | "origin">;
  /** Must stop what it started, and gives a result for every failure of the world. */
  run(crowd: Crowd): Promise<SmokeResult>;
}
