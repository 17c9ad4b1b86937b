import { type Address, kindOf } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Json } from "../../model/json.js";
import { pointerStep } from "../../model/json.js";
import { kindFacts } from "../../model/kind.js";
import { nearNames } from "../../model/near-name.js";
import type { Scope } from "../desired/scope.js";
import { articled, nearAddresses } from "./reference-problem.js";

type Words = Pick<Diagnostic, "summary" | "help"> & { readonly detail: string };

/** Tells a problem at a place below a smoke test. */
export type SmokeSay = (below: string, words: Words) => void;

interface TargetText {
  readonly written: string;
  readonly address: Address | undefined;
  /** Whether it is written as `${…}`: then an unknown address is told already. */
  readonly isToken: boolean;
  readonly kind: "flow" | "queue";
}

/** What is wrong with a text that has to name a flow or a queue; undefined where nothing is. */
export function addressProblem(scope: Scope, { written, address, isToken, kind }: TargetText): Words | undefined {
  const expected = `expected a reference such as \`\${${kind}.NAME}\`, or an address`;
  const of = (name: string) => [...scope.known].filter((one) => kindOf(one) === kind && one !== name);
  // As it is written there: bare, or as a reference.
  const asWritten = (one: Address) => (written.includes("${") ? `"\${${one}}"` : `\`${one}\``);
  const help = (name: string) => {
    const near = nearAddresses(name, of(name));
    return near.length > 0
      ? `Write ${near.map(asWritten).join(" or ")}.`
      : `Name ${articled(kindFacts(kind).label)} of the manifest.`;
  };
  if (address === undefined || kindOf(address) !== kind) {
    const detail = `\`${written}\` is no ${kind}; ${expected}.`;
    return {
      summary: `Not a reference to ${articled(kindFacts(kind).label)}`,
      detail,
      help: help(written.replace(/^\$\{|\}$/g, "")),
    };
  }
  if (!scope.known.has(address)) {
    const detail = `\`${address}\` is not in the manifest.`;
    return isToken ? undefined : { summary: "Unknown address", detail, help: help(address) };
  }
  return kind === "flow" ? unstartable(scope, address) : undefined;
}

/** Tasks enter flows that are published; the service starts none through a draft. */
function unstartable({ project }: Scope, address: Address): Words | undefined {
  const entry = project.entries.find((one) => one.address === address);
  if (entry?.fields.published !== false) return undefined;
  return {
    summary: "Flow that is only saved",
    detail: `\`${address}\` has \`published: false\`, and a task only goes through a published flow.`,
    help: "Publish the flow, or test another.",
  };
}

export function environmentProblem(name: string, known: readonly string[]): Words {
  const [near] = nearNames(name, known);
  return {
    summary: "Unknown environment",
    detail: `the manifest has no environment \`${name}\`.`,
    help: near === undefined ? `Write one of ${known.map((one) => `\`${one}\``).join(", ")}.` : `Write \`${near}\`.`,
  };
}

/** A queue that is to be reached, and never to be reached: a task would be started, and billed, in vain. */
export function impossible(queue: Address): Words {
  return {
    summary: "Expectation that nothing can meet",
    detail: `\`${queue}\` is the queue to reach and the one never to reach.`,
    help: "Leave out one of the two.",
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DEFAULT_WITHIN = 60_000;
const LONGEST = 3_600_000;

/** Milliseconds; a minute where nothing is written. */
export function durationOf(text: Json | undefined, say: SmokeSay): number {
  if (typeof text !== "string") return DEFAULT_WITHIN;
  const [, count = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const time = Number(count) * (UNITS[unit] ?? 0);
  if (time > 0 && time <= LONGEST) return time;
  const detail = `\`within\` is \`${text}\`; expected more than nothing and at most an hour.`;
  say("/within", { summary: "Length of time out of bounds", detail, help: "Write for example `30s`." });
  return DEFAULT_WITHIN;
}

interface StartTexts {
  readonly taskName: string;
  readonly description?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Bounds of StartTaskContact (API version 2017-08-08); characters are counted, but all attributes together in bytes. */
const MOST = { name: 1024, description: 4096, attributeBytes: 32_768 } as const;

/** What StartTaskContact would refuse. */
export function startProblems(start: StartTexts): readonly (Words & { readonly below: string })[] {
  const { taskName, description = "", attributes } = start;
  const keys = Object.keys(attributes).filter((key) => !/^[A-Za-z0-9_-]{1,32767}$/.test(key));
  const bytes = Object.entries(attributes).reduce((sum, pair) => sum + utf8Length(pair.join("")), 0);
  return [
    ...tooLong("/name", taskName, MOST.name),
    ...tooLong("/description", description, MOST.description),
    ...keys.map((key) => badKey(key)),
    ...(bytes > MOST.attributeBytes ? [tooManyBytes(bytes)] : []),
  ];
}

function tooLong(below: string, text: string, most: number) {
  const length = [...text].length;
  if (length <= most) return [];
  const detail = `\`${below.slice(1)}\` has ${length} characters; the service takes at most ${most}.`;
  return [{ below, summary: "Text too long", detail, help: "Shorten it." }];
}

function badKey(key: string) {
  const detail = `the service takes letters, digits, \`-\` and \`_\` in a key; found \`${key}\`.`;
  const help = "Choose another key.";
  return { below: `/attributes${pointerStep(key)}`, summary: "Attribute key that the service refuses", detail, help };
}

function tooManyBytes(bytes: number) {
  const detail = `its attributes have ${bytes} bytes; the service takes at most ${MOST.attributeBytes} for all together.`;
  return { below: "/attributes", summary: "Attributes too large", detail, help: "Shorten them." };
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
