import type { RateLimit } from "../../model/environment.js";

/** A call that was sent, and when it has taken its token at the latest, answered or not (milliseconds). */
export interface Flight {
  readonly latest: number;
}

/** Forgives what adding fractions loses: a token is full at this much less than one. */
export const ROUNDING = 1e-9;

/** How long a call may take to get there, in milliseconds. */
const LONGEST_WAY = 500;

/**
 * The tokens of one of the service's buckets, counted so that there are never fewer there than here.
 *
 * A call takes its token when it gets there, which is some time between its sending and its answer. Until it has come, a
 * full bucket there stays full, and is not filled any more; one that is counted from the sending would be ahead of it
 * by that time for ever after, and calls that follow at the rate would be refused.
 */
export class Tokens {
  #count: number;
  #filledAt: number;
  #flights: Flight[] = [];

  constructor(count: number, now: number) {
    this.#count = count;
    this.#filledAt = now;
  }

  /** What may be sent for now, in tokens. */
  get free(): number {
    return this.#count - this.#flights.length;
  }

  /** Counts what has come in by now, at so many tokens a second. */
  fill(now: number, perSecond: number, burst: number): void {
    for (let first = this.#flights[0]; first && first.latest <= now; first = this.#flights[0]) {
      this.#advance(first.latest, perSecond, burst);
      this.#flights.shift();
      this.#count -= 1;
    }
    this.#advance(now, perSecond, burst);
  }

  take(): void {
    this.#count -= 1;
  }

  /** What was taken is only on its way. */
  send(now: number, { perSecond, burst }: RateLimit): Flight {
    // A bucket that is small must not wait for answers: at its rate there would always be one under way.
    const flight = { latest: now + Math.min(LONGEST_WAY, (500 * (burst - 1)) / perSecond) };
    this.#count += 1;
    this.#flights.push(flight);
    return flight;
  }

  /** It has come; `fill` first. */
  land(flight: Flight): void {
    const place = this.#flights.indexOf(flight);
    if (place === -1) return;
    this.#flights.splice(place, 1);
    this.#count -= 1;
  }

  /** There are none, whatever was counted. */
  empty(now: number): void {
    this.#count = this.#flights.length;
    this.#filledAt = now;
  }

  cap(burst: number): void {
    this.#count = Math.min(this.#count, burst);
  }

  /** Whether one can only be free when a call has come: with those under way the bucket would have to be more than full. */
  isHeldUp(burst: number): boolean {
    return this.#flights.length > 0 && this.#flights.length + 1 > burst;
  }

  /** Milliseconds until one is free; where it is held up, until a call has surely come. */
  untilFree(now: number, perSecond: number, burst: number): number {
    const missing = 1 - ROUNDING - this.free;
    if (missing <= 0) return 0;
    const [first] = this.#flights;
    return first && this.isHeldUp(burst) ? Math.max(1, first.latest - now) : (missing * 1000) / perSecond;
  }

  #advance(now: number, perSecond: number, burst: number): void {
    const seconds = Math.max(0, now - this.#filledAt) / 1000;
    this.#count = Math.min(burst, this.#count + seconds * perSecond);
    this.#filledAt = now;
  }
}
