import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject } from "../../model/json.js";
import type { TraceRequest } from "../../sim/index.js";
import { type Args, type Context, listArg, textArg } from "../line/command.js";
import { readDuration, usageError } from "../line/usage.js";
import { hasCalendarDay } from "./calendar-day.js";

/** Reads what a trace begins with, but for its flow. */
export async function readTrace(context: Context, args: Args): Promise<Omit<TraceRequest, "flowId">> {
  const [seed, at, within, name] = ["seed", "at", "for", "name"].map((flag) => textArg(args, flag));
  return {
    attributes: Object.fromEntries(listArg(args, "attribute").map(readAttribute)),
    lambdaResults: { ...(await readFileOf(context, textArg(args, "lambda"))), ...readResults(args) },
    at: at === undefined ? context.world.now() : readMoment(at),
    ...(name === undefined ? {} : { name }),
    ...(seed === undefined ? {} : { seed }),
    ...(within === undefined ? {} : { within: readDuration(within, "for") }),
  };
}

function readAttribute(text: string): readonly [string, string] {
  const cut = text.indexOf("=");
  const key = text.slice(0, Math.max(cut, 0));
  if (/^[A-Za-z0-9_-]+$/.test(key)) return [key, text.slice(cut + 1)];
  throw usageError(`\`${text}\` is no attribute`, {
    detail: "A key has letters and digits of English, `-` and `_`.",
    help: "write --attribute key=value",
  });
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A time with its zone; one without is in UTC. */
function readMoment(text: string): number {
  const [, day, time = "00:00", zone = "Z"] = MOMENT.exec(text) ?? [];
  const at = day !== undefined && hasCalendarDay(day) ? Date.parse(`${day}T${time}${zone}`) : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw usageError(`\`${text}\` is no time`, { help: "write --at 2026-05-01T09:30+09:00; without a zone it is UTC" });
}

type Rows = NonNullable<TraceRequest["lambdaResults"]>;

function readResults(args: Args): Rows {
  return Object.fromEntries(
    listArg(args, "lambda-result").map((text) => {
      const cut = text.indexOf("=");
      const value = cut > 0 ? parsed(text.slice(cut + 1)) : undefined;
      if (isJsonObject(value)) return [text.slice(0, cut), isRow(value) ? value : { result: value }];
      throw usageError(`\`${text}\` is no result of a function`, {
        help: `write --lambda-result 'NAME={"key":"value"}', or {"error":"…"}, or {"timeout":true}`,
      });
    }),
  );
}

const isRow = (value: object): boolean =>
  Object.keys(value).length === 1 && ["result", "error", "timeout"].some((key) => key in value);

async function readFileOf({ world }: Context, file: string | undefined): Promise<Rows> {
  if (file === undefined) return {};
  const value = parsed(await readText(resolve(world.cwd, file), file));
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, row]) => [name, isJsonObject(row) && !isRow(row) ? { result: row } : row]),
    );
  }
  throw usageError(`\`${file}\` is no table of Lambda results`, {
    help: `write an object: {"NAME": {"result": {…}}, "OTHER": {"error": "…"}}`,
  });
}

async function readText(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw usageError(`\`${file}\` cannot be read`, {
      detail: `${(error as NodeJS.ErrnoException).code ?? "unknown"}`,
      help: "give the path of a JSON file with --lambda",
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
