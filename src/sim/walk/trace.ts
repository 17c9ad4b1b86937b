/** One block that a contact went through. Names and ids are the instance's; things of it stand as ARNs. */
export interface TraceStep {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How many modules deep. */
  readonly depth: number;
  /** ARN of the flow or module. */
  readonly flow: string;
  readonly block: string;
  readonly type: string;
  /** What it set, compared or asked for, in short sentences. */
  readonly notes: readonly string[];
  /** What is not documented and was assumed. */
  readonly assumed?: string | undefined;
  /** The branch that was taken: `next`, a condition (`Equals True`) or an error (`NoMatchingError`); undefined at an end. */
  readonly branch?: string | undefined;
  /** The block that comes next, where it is in the same flow. */
  readonly next?: string | undefined;
}

/** Where a walk ends, or pauses. */
export interface TraceEnd {
  readonly type: "queued" | "ended" | "waiting" | "stuck";
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** ARN of the queue. */
  readonly queue?: string | undefined;
  /** When a wait is over, in milliseconds since the epoch. */
  readonly until?: number | undefined;
}

/** Something of the instance that a trace speaks of. */
export interface TracedThing {
  readonly arn: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** The way of one task contact. */
export interface TaskTrace {
  /** ARN of the flow it began in. */
  readonly flow: string;
  readonly startedAt: number;
  readonly steps: readonly TraceStep[];
  readonly end: TraceEnd;
  /** Attributes at the end. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly things: readonly TracedThing[];
}
