import type { Address } from "../../model/address.js";
import { ARN_IN_TEXT, kindOfArn, parseArn } from "../../model/arn.js";
import type { Json } from "../../model/json.js";
import type { TraceView } from "../../report/index.js";
import type { TaskTrace, TracedThing } from "../../sim/index.js";

/** Puts addresses in the place of ARNs and ids in all that a trace says; names, where nothing has the address. */
export function nameThings(
  trace: TaskTrace,
  addresses: ReadonlyMap<string, Address>,
): Omit<TraceView, "source" | "environment"> {
  const { things, ...rest } = trace;
  const labels = things
    .flatMap((thing) => textsOf(thing).map((text) => [text, labelOf(thing, addresses)] as const))
    .sort(([a], [b]) => b.length - a.length);
  const named = (text: string): string => {
    const known = labels.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
    return known.replace(ARN_IN_TEXT, shortArn);
  };
  return namedIn(rest as unknown as Json, named) as unknown as Omit<TraceView, "source" | "environment">;
}

/** The texts that stand for a thing: its ARN, and its id where nothing else can look like that. */
const textsOf = ({ arn, id, kind }: TracedThing): readonly string[] =>
  kind !== "aliases" && id.length >= 36 && id !== arn ? [arn, id] : [arn];

const NOUNS: Readonly<Record<string, string>> = {
  flows: "flow",
  modules: "module",
  hours: "hours",
  queues: "queue",
  users: "user",
  lambdas: "function",
  lexBots: "bot",
  prompts: "prompt",
  phoneNumbers: "number",
  views: "view",
};

function labelOf({ kind, id, arn, name }: TracedThing, addresses: ReadonlyMap<string, Address>): string {
  const address = addresses.get(id) ?? addresses.get(arn);
  if (kind === "aliases") return `${address ?? "module"}, alias ${name}`;
  if (address !== undefined) return address;
  const short = name.startsWith("arn:") ? shortArn(name) : `"${name}"`;
  return kind === "lambdas" && name.startsWith("arn:") ? short : `${NOUNS[kind] ?? kind} ${short}`;
}

/** What is left of an ARN that leads out of the instance: what it is, and its last part. */
function shortArn(text: string): string {
  const arn = parseArn(text);
  const known = arn && kindOfArn(arn);
  if (arn === undefined || known === undefined) return text.split(/[:/]/).at(-1) ?? text;
  const qualifier = arn.qualifier === undefined ? "" : `:${arn.qualifier}`;
  return known.kind === "lambda" ? `function ${known.id}${qualifier}` : `${known.kind} ${known.id}${qualifier}`;
}

function namedIn(value: Json, named: (text: string) => string): Json {
  if (typeof value === "string") return named(value);
  if (Array.isArray(value)) return value.map((item: Json) => namedIn(item, named));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, namedIn(item as Json, named)]));
}
