import type { Context } from "./command.js";

/** One line on stderr that is written over while work goes on; on anything but a terminal, now and then a line. */
export interface ProgressLine {
  readonly show: (done: number, total: number) => void;
  readonly end: () => void;
}

/** How long work must have taken before anybody wants to hear of it, and how often, in milliseconds. */
const PATIENCE = 1500;
const TERMINAL_EVERY = 100;
const LOG_EVERY = 10_000;

export function progressLine({ world, out }: Context, verb: string): ProgressLine {
  const started = world.now();
  let last = started;
  let isShown = false;
  return {
    show: (done, total) => {
      const now = world.now();
      const every = world.stderr.isTTY ? TERMINAL_EVERY : LOG_EVERY;
      if (now - started < PATIENCE || now - last < every) return;
      last = now;
      const left = done === 0 ? "" : `, ${seconds(((now - started) / done) * (total - done))} left`;
      const text = `${verb} ${done} of ${total}${left}`;
      if (!world.stderr.isTTY) return out.note(text);
      isShown = true;
      if (!out.json) world.stderr.write(`\r\u001b[2K${text}`);
    },
    end: () => {
      if (isShown) world.stderr.write("\r\u001b[2K");
    },
  };
}

/** A length of time as people say it. */
function seconds(ms: number): string {
  const total = Math.round(ms / 1000);
  return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}
