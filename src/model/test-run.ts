/** A run of a test case that is to be started, in the form in which a record of contacts keeps it. */
export interface TestRun {
  readonly entry: { readonly testCaseId: string };
  readonly name: string;
  readonly attributes: Readonly<Record<string, never>>;
  readonly references: Readonly<Record<string, never>>;
  /** Makes a repeated start give the first one's run; never used for two. */
  readonly clientToken: string;
}

/** A run that was started here and is not known to be over. Without an id: whether it was started is not known. */
export interface OpenRun {
  readonly task: TestRun;
  readonly id?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly isSmoke: boolean;
}

/** Where a run is, in the service's own words. */
export type TestRunStatus = "INITIATED" | "IN_PROGRESS" | "PASSED" | "FAILED" | "STOPPED";

/** A run as the service sums it up. */
export interface TestRunSummary {
  /** A word that is newer than ours is given as it is. */
  readonly status: TestRunStatus | string;
  /** How many of its observations there are, hold and do not hold, where the service tells. */
  readonly total?: number;
  readonly passed?: number;
  readonly failed?: number;
}

/** One observation of a run. */
export interface TestRunRecord {
  readonly observationId: string;
  readonly status: TestRunStatus | string;
  /** What the service wrote down, a text of its own making. */
  readonly text?: string;
}

/** The port that starts, looks at and stops runs of test cases. Every failure is a `Fault`; calls wait for the rate. */
export interface TestRuns {
  /** Gives the run's id. May be repeated with the same token. */
  start(testCaseId: string, clientToken: string): Promise<string>;
  /** Undefined where the service does not know the run (yet). */
  summary(testCaseId: string, id: string): Promise<TestRunSummary | undefined>;
  /** Its observations that do not hold. */
  failures(testCaseId: string, id: string): Promise<readonly TestRunRecord[]>;
  /** A run that is over, or that the service does not know, counts as stopped. */
  stop(testCaseId: string, id: string, clientToken: string): Promise<void>;
}
