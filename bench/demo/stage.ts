import { setTimeout as sleep } from "node:timers/promises";
import { styleText } from "node:util";

/** How much of a long output is shown. */
export interface Shown {
  readonly head: number;
  readonly tail: number;
}

const WHOLE: Shown = { head: Number.POSITIVE_INFINITY, tail: 0 };

/** Where the demo is played: a terminal, with pauses and a line of progress, or a pipe, with neither. */
export interface Stage {
  readonly color: boolean;
  /** Columns for what programs say; they are shown two further in. */
  readonly width: number;
  title(text: string): void;
  tell(text: string): void;
  command(text: string): Promise<void>;
  output(lines: readonly string[], shown?: Shown): void;
  /** One line that the next takes the place of; only on a terminal. */
  passing(line: string): void;
  alert(text: string): void;
}

const MARGIN = "  ";
const PAUSE = 700;

/** The stage that a stream and an environment give. */
export function openStage(stream: NodeJS.WriteStream, env: Readonly<Record<string, string | undefined>>): Stage {
  const isTerminal = stream.isTTY === true && env["TERM"] !== "dumb";
  const isForced = !["", "0"].includes(env["FORCE_COLOR"] ?? "");
  const color = (env["NO_COLOR"] ?? "") === "" && (isTerminal || isForced);
  const width = Math.max(40, Math.min(stream.columns ?? 100, 100) - MARGIN.length);
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const write = (text: string) => void stream.write(`${text}\n`);
  const wipe = () => void (isTerminal && stream.write("\r\u001b[2K"));
  return {
    color,
    width,
    title: (text) => write(`\n${paint("bold", text)}`),
    tell: (text) => write(wrap(text, width + MARGIN.length)),
    command: async (text) => {
      write(`\n${paint("cyan", "$")} ${paint("bold", text)}`);
      if (isTerminal) await sleep(PAUSE);
    },
    output: (lines, { head, tail } = WHOLE) => {
      wipe();
      for (const line of shorten(lines, head, tail)) write(`${MARGIN}${line}`.trimEnd());
    },
    passing: (line) => {
      if (isTerminal) stream.write(`\r\u001b[2K${MARGIN}${line.trim().slice(0, width - 1)}`);
    },
    alert: (text) => {
      wipe();
      write(paint("red", text));
    },
  };
}

function shorten(lines: readonly string[], head: number, tail: number): readonly string[] {
  const left = lines.length - head - tail;
  if (left <= 1) return lines;
  return [...lines.slice(0, head), `… ${left} more lines …`, ...(tail > 0 ? lines.slice(-tail) : [])];
}

/** Breaks a paragraph at spaces; lines of the text stay lines. */
function wrap(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}

function wrapLine(line: string, width: number): string {
  if (line.length <= width) return line;
  const [indent = ""] = /^ */.exec(line) ?? [];
  const lines = [""];
  for (const word of line.split(" ").filter((one) => one !== "")) {
    const last = lines[lines.length - 1] ?? "";
    const joined = last === "" ? indent + word : `${last} ${word}`;
    if (joined.length > width && last !== "") lines.push(indent + word);
    else lines[lines.length - 1] = joined;
  }
  return lines.join("\n");
}
