import type { RateLimit } from "../../model/environment.js";
import { type Flight, ROUNDING, Tokens } from "./tokens.js";

/** What a bucket needs of the world: milliseconds, and a pause that the signal ends early. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

interface Waiter {
  readonly ticket: number;
  readonly since: number;
  readonly go: (waited: number) => void;
}

/** Longest pause of a timer, in milliseconds: what is longer it takes for none at all. */
const LONGEST = 2 ** 31 - 1;

/** What is left of its share of the rate after a refusal, and never less. */
const AFTER_REFUSAL = 0.6;
const LEAST_SHARE = 0.2;

/**
 * What is given back of it after so many seconds without a refusal: little at first, then ever more. A refusal costs no
 * token, and a share that comes back too late costs time when the others have ended: of those tried with two and three
 * processes of 60 and 300 calls, these two end soonest (1.2 % after the earliest possible, at most 2.7 %).
 */
const givenBack = (seconds: number) => 0.03 * seconds + 0.06 * seconds ** 2;

/**
 * The turns of one operation in one account and Region: a token bucket with a queue. Turns are given in the order of the
 * tickets, never more than `burst + perSecond * t` of them in any span of `t` seconds, and none later than that asks
 * for. Tokens are counted at the moment of the turn, so that a pause that lasts too long costs nothing.
 *
 * The service refuses only where others use the rate too: then the bucket takes a smaller share of it, and more again
 * with the time, so that all of them together use the whole and few calls are sent for nothing.
 */
export class Bucket {
  readonly #clock: Clock;
  readonly #waiting: Waiter[] = [];
  readonly #tokens: Tokens;
  #limit: RateLimit | undefined;
  #shareThen = 1;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #closedUntil = Number.NEGATIVE_INFINITY;
  #tickets = 0;
  #pause: AbortController | undefined;
  #running = false;

  /** Without a limit every turn is given at once, except after a refusal. */
  constructor(clock: Clock, limit: RateLimit | undefined) {
    this.#clock = clock;
    this.#limit = limit;
    this.#tokens = new Tokens(limit?.burst ?? 0, clock.now());
  }

  /** Takes a limit that may be lower than its own, for somebody who wants to be gentler. */
  narrow(limit: RateLimit): void {
    if (!this.#limit) return;
    this.#fill(this.#limit);
    const { perSecond, burst } = this.#limit;
    this.#limit = { perSecond: Math.min(perSecond, limit.perSecond), burst: Math.min(burst, limit.burst) };
    this.#tokens.cap(this.#limit.burst);
  }

  get isLimited(): boolean {
    return this.#limit !== undefined;
  }

  /** A place in the queue: keep it over refusals, and the refused call goes before all that came later. */
  ticket(): number {
    return this.#tickets++;
  }

  /** Waits for the turn of a ticket; gives the milliseconds waited, or throws the signal's reason. */
  turn(ticket: number, signal?: AbortSignal): Promise<number> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#remove(waiter);
        reject(signal?.reason);
      };
      const go = (waited: number) => {
        signal?.removeEventListener("abort", leave);
        resolve(waited);
      };
      const waiter: Waiter = { ticket, since: this.#clock.now(), go };
      signal?.addEventListener("abort", leave, { once: true });
      this.#insert(waiter);
      void this.#serve();
    });
  }

  /** Makes the call of a turn: it has taken its token there when it is answered, and perhaps not before. */
  async sending<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (!this.#limit) return call();
    const flight = this.#tokens.send(this.#clock.now(), this.#limit);
    try {
      return await call();
    } finally {
      this.#land(flight);
    }
  }

  /** Tells that the service refused a call: the bucket is empty after all, and stays closed for some milliseconds. */
  refuse(closedFor: number): void {
    const now = this.#clock.now();
    if (this.#limit) this.#yield(now, this.#limit);
    this.#tokens.empty(now);
    this.#closedUntil = Math.max(this.#closedUntil, now + closedFor);
  }

  /** Milliseconds until so many more turns are given, if nothing is refused. */
  estimate(count: number): number {
    const closed = Math.max(0, this.#closedUntil - this.#clock.now());
    if (!this.#limit) return closed;
    this.#fill(this.#limit);
    const missing = this.#waiting.length + count - this.#tokens.free;
    return Math.max(closed, Math.ceil(((missing - ROUNDING) * 1000) / (this.#limit.perSecond * this.#share)));
  }

  /** Calls that were under way together are refused together: that counts once. */
  #yield(now: number, limit: RateLimit): void {
    this.#fill(limit);
    if (now < this.#refusedAt + 1000 / limit.perSecond) return;
    this.#shareThen = Math.max(LEAST_SHARE, this.#share * AFTER_REFUSAL);
    this.#refusedAt = now;
  }

  get #share(): number {
    if (this.#shareThen === 1) return 1;
    const seconds = Math.max(0, this.#clock.now() - this.#refusedAt) / 1000;
    return Math.min(1, this.#shareThen + givenBack(seconds));
  }

  #insert(waiter: Waiter): void {
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.ticket ?? -1) > waiter.ticket) place--;
    this.#waiting.splice(place, 0, waiter);
  }

  #remove(waiter: Waiter): void {
    const place = this.#waiting.indexOf(waiter);
    if (place !== -1) this.#waiting.splice(place, 1);
    if (this.#waiting.length === 0) this.#pause?.abort();
  }

  /** Gives turns until nobody waits; only one of these runs at a time. */
  async #serve(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#waiting.length > 0) {
      const wait = this.#untilNext();
      if (wait > 0) await this.#sleep(Math.min(wait, LONGEST));
      else this.#giveTurn();
    }
    this.#running = false;
  }

  #land(flight: Flight): void {
    if (!this.#limit) return;
    this.#fill(this.#limit);
    const isAwaited = this.#tokens.isHeldUp(this.#limit.burst);
    this.#tokens.land(flight);
    if (isAwaited) this.#pause?.abort();
  }

  #giveTurn(): void {
    const first = this.#waiting.shift();
    if (this.#limit) this.#tokens.take();
    first?.go(Math.max(0, this.#clock.now() - first.since));
  }

  #untilNext(): number {
    const closed = this.#closedUntil - this.#clock.now();
    if (!this.#limit) return Math.ceil(Math.max(0, closed));
    this.#fill(this.#limit);
    const { perSecond, burst } = this.#limit;
    const wait = this.#tokens.untilFree(this.#clock.now(), perSecond * this.#share, burst);
    return Math.ceil(Math.max(0, closed, wait));
  }

  #fill({ perSecond, burst }: RateLimit): void {
    this.#tokens.fill(this.#clock.now(), perSecond * this.#share, burst);
  }

  /** A pause that ends early when everybody has left. A clock may end it with a throw; the queue is looked at again. */
  async #sleep(ms: number): Promise<void> {
    this.#pause = new AbortController();
    try {
      await this.#clock.sleep(ms, this.#pause.signal);
    } catch (error) {
      if (!this.#pause.signal.aborted) throw error;
    }
    this.#pause = undefined;
  }
}
