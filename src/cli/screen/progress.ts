import type { Kind } from "../../model/kind.js";
import { durationWords } from "../../report/index.js";
import type { Context } from "../line/command.js";

/** One line on stderr that is written over while work goes on; on anything but a terminal, now and then a line. */
export interface ProgressLine {
  readonly show: (done: number, total: number, what?: string) => void;
  /** The milliseconds that what is left takes, as far as that is known. */
  readonly remaining: () => number | undefined;
  readonly end: () => void;
}

export interface ProgressOptions {
  /** What is done to what: `Reading flows`. */
  readonly title: string;
  /** False for what has no pace, such as tests that wait. */
  readonly isPaced?: boolean;
  /** Milliseconds that what is left takes at least, at the rate of the environment. */
  readonly atBest?: () => number;
}

/** How long work must have taken before anybody wants to hear of it, and how often, in milliseconds. */
const PATIENCE = 1500;
const TERMINAL_EVERY = 100;
const LOG_EVERY = 10_000;

/** Shows how much is done of how much, how fast, and how long that will still take. */
export function progressLine(
  { world, out }: Context,
  { title, isPaced = true, atBest = () => 0 }: ProgressOptions,
): ProgressLine {
  const pace = openPace();
  const started = world.now();
  const every = world.stderr.isTTY ? TERMINAL_EVERY : LOG_EVERY;
  let last = started;
  let at: { readonly count: number; readonly perSecond: number | undefined } = { count: 0, perSecond: undefined };
  const remaining = () => timeLeft(at.count, at.perSecond, atBest());
  return {
    remaining,
    show: (done, total, what) => {
      const now = world.now();
      at = { count: total - done, perSecond: pace({ now, done }) };
      if (now - started < PATIENCE || now - last < every || done >= total) return;
      last = now;
      const speed = isPaced ? [...rateWords(at.perSecond), ...leftWords(remaining())] : [];
      const text = [`${title} ${done} of ${total}`, ...speed, ...(what && world.stderr.isTTY ? [what] : [])].join(
        " · ",
      );
      if (world.stderr.isTTY) out.stand(text);
      else out.note(text);
    },
    end: () => out.stand(""),
  };
}

/** Says what is read, by the kinds of it. */
export function readingTitle(things: readonly { readonly kind: Kind }[]): string {
  const kinds = new Set(things.map(({ kind }) => kind));
  const others = [...kinds].some((kind) => kind !== "flow" && kind !== "module");
  if (others || kinds.size === 0) return "Reading resources";
  if (!kinds.has("flow")) return "Reading modules";
  return kinds.has("module") ? "Reading flows and modules" : "Reading flows";
}

interface Sample {
  readonly now: number;
  readonly done: number;
}

/** For how long back the pace is taken, in milliseconds. */
const LOOK_BACK = 20_000;

/** What is done at once at the start says nothing about the rest; in milliseconds. */
const BURST = 400;

/** How long work must have gone on before its pace says anything, in milliseconds. */
const ENOUGH_TO_TELL = 1000;

/** Takes note of what is done by when; gives how much that is a second, once it can be told. */
function openPace(): (sample: Sample) => number | undefined {
  const samples: Sample[] = [];
  let began: number | undefined;
  return (sample) => {
    began ??= sample.now;
    if (sample.now - began < BURST) samples.length = 0;
    samples.push(sample);
    while ((samples[1]?.now ?? Number.POSITIVE_INFINITY) <= sample.now - LOOK_BACK) samples.shift();
    const first = samples[0] ?? sample;
    const elapsed = sample.now - first.now;
    return elapsed < ENOUGH_TO_TELL ? undefined : ((sample.done - first.done) * 1000) / elapsed;
  };
}

/** The rate of the environment says what is possible, the pace what a slow service makes of it. */
function timeLeft(count: number, perSecond: number | undefined, atBest: number): number | undefined {
  const atPace = perSecond ? (count * 1000) / perSecond : 0;
  const left = Math.round(Math.max(atPace, atBest));
  return left > 0 && Number.isFinite(left) ? left : undefined;
}

const rateWords = (perSecond: number | undefined) => (perSecond ? [`${perSecond.toFixed(1)}/s`] : []);

const leftWords = (left: number | undefined) => (left === undefined ? [] : [`${durationWords(left)} left`]);
