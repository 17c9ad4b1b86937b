import type { Environment } from "../../model/environment.js";
import type { Answer } from "../client/answer.js";
import { isClockRefusal } from "../faults/credential-faults.js";
import { classify, type Failure } from "../faults/failure.js";
import { faultOf } from "../faults/faults.js";
import { stoppedBefore } from "../faults/stopped.js";
import type { Attempted } from "./attempted.js";
import type { Bucket } from "./bucket.js";
import type { BucketSet } from "./buckets.js";
import type { Inputs, Operation } from "./operations.js";
import { limitOf } from "./rate.js";

/** Sends one request, once. The signal breaks it off. */
export type Send = <Name extends Operation>(
  operation: Name,
  input: Inputs[Name],
  signal?: AbortSignal,
) => Promise<Answer>;

type Call = <Name extends Operation>(
  operation: Name,
  input: Inputs[Name],
  subject: string,
  /** Once aborted, a call that was not sent yet is not sent. */
  stop?: AbortSignal,
) => Promise<Answer>;

/** Asks the service, at its rate and with patience. Every failure is a `Fault`. */
export interface Caller {
  /** Repeated until it works or there is no hope; broken off when the command is told to stop. */
  readonly read: Call;
  /** For writes that may be carried out twice: repeated as a read, but never broken off. */
  readonly write: Call;
  /** Repeated only when the service says that it did nothing because of its rate. */
  readonly create: Call;
}

export interface CallerWorld {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
  readonly buckets: BucketSet;
  readonly signal?: AbortSignal | undefined;
  /** Told before each request; `waited` is in milliseconds. */
  onCall?(call: { readonly operation: Operation; readonly waited: number }): void;
  /** Told how it goes about things, for who wants to know. */
  onNote?(text: string): void;
}

export interface CallerParts {
  readonly environment: Environment;
  readonly world: CallerWorld;
  readonly send: Send;
  /** Account and Region, whose rates the calls share; may become known better between calls. */
  readonly scope: () => string;
  /** For messages. */
  readonly place: Pick<Attempted, "endpoint" | "region" | "profile">;
}

/** Tries of a call that fails in a way that may pass. */
const TRIES = 5;

/** Tries of a call that is throttled: without a rate, and with a bucket that keeps them apart while others use the rate up. */
const THROTTLED_TRIES = 10;
const PATIENT_TRIES = 120;

/**
 * Tries of a call whose signature the service finds too old or too new. The SDK sets its clock by each answer, but not
 * while the machine's own clock jumps: then the first answer tells it nothing yet.
 */
const CLOCK_TRIES = 4;

/** Longest pause before a second try; it doubles with each, up to the last. In milliseconds. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 20_000;

/** Longest pause after a refusal where a bucket keeps calls apart by itself: it only keeps two from meeting again. */
const SHORT_PAUSE = 200;

export function openCaller(parts: CallerParts): Caller {
  const call =
    (effort: Attempted["effort"]): Call =>
    (operation, input, subject, stop) =>
      untilDone(
        parts,
        { operation, subject, effort, uncertain: false, tries: 0, clockTries: 0, ...parts.place },
        input,
        stop,
      );
  return { read: call("read"), write: call("write"), create: call("create") };
}

async function untilDone<Name extends Operation>(
  parts: CallerParts,
  first: Attempted & { readonly operation: Name },
  input: Inputs[Name],
  stop: AbortSignal | undefined,
): Promise<Answer> {
  const bucket = bucketOf(parts, first.operation);
  const ticket = bucket.ticket();
  let last: unknown;
  for (let attempted = first; ; ) {
    const until = (last === undefined ? stop : undefined) ?? parts.world.signal;
    const waited = await bucket.turn(ticket, until).catch((reason: unknown) => {
      throw last === undefined ? stoppedBefore(first.operation, reason) : faultOf(last, attempted);
    });
    attempted = { ...attempted, tries: attempted.tries + 1 };
    parts.world.onCall?.({ operation: first.operation, waited });
    try {
      const signal = first.effort === "read" ? parts.world.signal : undefined;
      return await bucket.sending(() => parts.send(first.operation, input, signal));
    } catch (error) {
      last = error;
      const clockTries = attempted.clockTries + (isClockRefusal(error) ? 1 : 0);
      attempted = { ...attempted, clockTries, uncertain: attempted.uncertain || classify(error).uncertain };
      await prepareRetry(parts, bucket, error, attempted);
    }
  }
}

export function bucketOf(
  { environment, world, scope }: Pick<CallerParts, "environment" | "world" | "scope">,
  operation: string,
): Bucket {
  return world.buckets.bucket(scope(), operation, limitOf(environment, operation));
}

/** Pauses before the next try, or throws when there should be none. */
async function prepareRetry(
  { world }: CallerParts,
  bucket: Bucket,
  error: unknown,
  attempted: Attempted,
): Promise<void> {
  if (world.signal?.aborted && attempted.effort === "read") throw stoppedBefore(attempted.operation, error);
  const failure = classify(error);
  if (!mayRetry(failure, error, attempted, bucket)) throw faultOf(error, attempted);
  const pause = world.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempted.tries);
  if (failure.type === "throttled") return bucket.refuse(bucket.isLimited ? world.random() * SHORT_PAUSE : pause);
  try {
    await world.sleep(pause, world.signal);
  } catch {
    throw faultOf(error, attempted);
  }
}

function mayRetry(failure: Failure, error: unknown, { effort, tries, clockTries }: Attempted, bucket: Bucket): boolean {
  if (failure.type === "throttled") return tries < (bucket.isLimited ? PATIENT_TRIES : THROTTLED_TRIES);
  // Refused before anything was done, so that a create too may be sent again.
  if (isClockRefusal(error)) return clockTries < CLOCK_TRIES;
  return effort !== "create" && failure.type === "transient" && tries < TRIES;
}
