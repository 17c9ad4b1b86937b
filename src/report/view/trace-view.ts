/** The way of a contact through flows, as it is shown: things by their addresses or names, times in milliseconds. */
export interface TraceView {
  /** What was walked through: the files of an environment, or what is in its instance. */
  readonly source: string;
  readonly environment: string;
  readonly flow: string;
  readonly startedAt: number;
  readonly steps: readonly TraceStepView[];
  readonly end: TraceEndView;
  /** Attributes at the end. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One block that the contact went through. */
export interface TraceStepView {
  readonly at: number;
  /** How many modules deep. */
  readonly depth: number;
  readonly flow: string;
  readonly block: string;
  readonly type: string;
  readonly notes: readonly string[];
  readonly assumed?: string | undefined;
  readonly branch?: string | undefined;
  readonly next?: string | undefined;
}

/** Where the contact is in the end. */
export interface TraceEndView {
  readonly type: "queued" | "ended" | "waiting" | "stuck";
  readonly reason: string;
  readonly at: number;
  readonly queue?: string | undefined;
  readonly until?: number | undefined;
}
