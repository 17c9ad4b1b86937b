/**
 * Where a contact is on its way: what the service remembers of it between two blocks.
 *
 * It is plain data, so that it outlives the process; times are milliseconds since the epoch.
 */
export interface Walk {
  /** The flow, and above it the modules that were invoked; the last one is walked through. Never empty. */
  readonly frames: readonly Frame[];
  /** The answer of the last Lambda function. */
  readonly external: Readonly<Record<string, unknown>>;
  /** What the last module gave back. */
  readonly returned?: Returned | undefined;
  /** What the contact will be queued to. */
  readonly target?: Target | undefined;
  /** The numbers of the last block that asked for them. */
  readonly metrics?: Readonly<Record<string, unknown>> | undefined;
  /** Blocks carried out since it began or last waited. */
  readonly steps: number;
  /** Percentages drawn so far. */
  readonly draws: number;
  /** What percentages are drawn from. */
  readonly seed: string;
  /** When it goes on: the start of a scheduled task, or the end of a wait. */
  readonly due: number;
  /** It stands in a block that waits. */
  readonly waits?: boolean | undefined;
}

/** A flow or a module on the way through it. */
export interface Frame {
  readonly kind: "flows" | "modules";
  readonly id: string;
  /** Version or alias of a module. */
  readonly qualifier?: string | undefined;
  /** The block to carry out next; undefined is the start. */
  readonly block?: string | undefined;
  readonly flowAttributes: Readonly<Record<string, string>>;
  /** Rounds begun, by the block that loops. */
  readonly loops: Readonly<Record<string, number>>;
  /** What a module was given. */
  readonly input?: Readonly<Record<string, unknown>> | undefined;
}

/** A queue, or a user whose own queue is meant. */
export interface Target {
  readonly kind: "queues" | "users";
  readonly id: string;
}

interface Returned {
  readonly result?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A walk that is about to begin. */
export const newWalk = (flowId: string, due: number, seed: string): Walk => ({
  frames: [frameOf("flows", flowId)],
  external: {},
  steps: 0,
  draws: 0,
  seed,
  due,
});

/** A flow or module before its first block. */
export const frameOf = (kind: Frame["kind"], id: string, more: Partial<Frame> = {}): Frame => ({
  kind,
  id,
  flowAttributes: {},
  loops: {},
  ...more,
});
