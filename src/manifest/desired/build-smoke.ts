import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { isJsonObject, type Json, type JsonObject, pointerStep } from "../../model/json.js";
import { parseReference } from "../../model/reference.js";
import type { AttributeCheck, Expectation, SmokeTest } from "../../model/smoke.js";
import {
  addressProblem,
  durationOf,
  environmentProblem,
  impossible,
  type SmokeSay,
  startProblems,
} from "../check/smoke-problem.js";
import { originIn, spotIn } from "../files/source.js";
import { objectAt, plainAddress } from "../project/gather-sections.js";
import type { SmokeEntry } from "../project/project.js";
import { checkTokens, type Scope, wholeReference } from "./scope.js";
import { fillValue } from "./template.js";

/**
 * The smoke tests that may run in this environment, variables filled in and references in place. Tells every problem of
 * theirs; what has one is left out.
 */
export function buildSmokeTests(scope: Scope): readonly SmokeTest[] {
  return scope.project.smoke.flatMap((entry) => {
    const named = entry.fields.environments;
    const environments = Array.isArray(named) ? named.map(String) : undefined;
    checkEnvironments(scope, entry, environments ?? []);
    if (environments && !environments.includes(scope.environment.name)) return markUsed(scope, entry);
    return buildTest(scope, entry) ?? [];
  });
}

/** What only other environments' tests name is in use all the same. */
function markUsed(scope: Scope, { fields }: SmokeEntry): readonly SmokeTest[] {
  checkTokens({ ...scope, say: () => undefined }, fields, undefined, () => ({}));
  for (const text of [fields.flow, objectAt(fields, "expect").queue, objectAt(fields, "expect").notQueue]) {
    if (typeof text === "string") scope.used.add(addressIn(text) ?? "");
  }
  return [];
}

function checkEnvironments(scope: Scope, entry: SmokeEntry, environments: readonly string[]): void {
  const { project } = scope;
  const known = [...Object.keys(project.environments), ...project.brokenEnvironments];
  for (const [index, name] of environments.entries()) {
    if (!known.includes(name)) sayFor(scope, entry)(`/environments/${index}`, environmentProblem(name, known));
  }
}

function buildTest(scope: Scope, entry: SmokeEntry): SmokeTest | undefined {
  const { source, pointer, name } = entry;
  let isSound = true;
  const noting: Scope = {
    ...scope,
    say: (diagnostic) => {
      isSound &&= diagnostic.severity !== "error";
      scope.say(diagnostic);
    },
  };
  checkTokens(noting, entry.fields, undefined, (below) => spotIn(source, `${pointer}${below}`));
  const say = sayFor(noting, entry);
  const filled = fillValue(entry.fields, scope.variables);
  const fields = isJsonObject(filled) ? filled : {};
  const flow = targetOf(noting, say, "/flow", fields.flow, "flow");
  const expect = expectationOf(noting, say, objectAt(fields, "expect"));
  const within = durationOf(fields.within, say);
  const attributes = textsOf(objectAt(fields, "attributes"));
  const taskName = typeof fields.name === "string" ? fields.name : name;
  const { description } = fields;
  const start = { taskName, attributes, ...(typeof description === "string" ? { description } : {}) };
  for (const { below, ...words } of startProblems(start)) say(below, words);
  if (!isSound || flow === undefined) return undefined;
  return { name, flow, ...start, expect, within, origin: originIn(source, pointer) };
}

/** Speaks of a place of one smoke test. */
function sayFor(scope: Scope, { source, pointer, name }: SmokeEntry): SmokeSay {
  return (below, { detail, ...words }) => {
    const diagnostic: Diagnostic = {
      severity: "error",
      code: "manifest/smoke-test",
      ...words,
      detail: `Smoke test \`${name}\`: ${detail}`,
      ...spotIn(source, `${pointer}${below}`),
    };
    scope.say(diagnostic);
  };
}

function expectationOf(scope: Scope, say: SmokeSay, fields: JsonObject): Expectation {
  const queueAt = (key: "queue" | "notQueue"): Pick<Expectation, "queue" | "notQueue"> => {
    if (fields[key] === undefined) return {};
    const address = targetOf(scope, say, `/expect/${key}`, fields[key], "queue");
    return address === undefined ? {} : { [key]: address };
  };
  const queues = { ...queueAt("queue"), ...queueAt("notQueue") };
  if (queues.queue !== undefined && queues.queue === queues.notQueue) say("/expect/notQueue", impossible(queues.queue));
  return {
    ...queues,
    ...(typeof fields.ended === "boolean" ? { ended: fields.ended } : {}),
    attributes: checksOf(say, objectAt(fields, "attributes")),
  };
}

/** The address that a reference or an address names; tells where it is of another kind, or unknown. */
function targetOf(
  scope: Scope,
  say: SmokeSay,
  below: string,
  text: Json | undefined,
  kind: "flow" | "queue",
): Address | undefined {
  const written = typeof text === "string" ? text : "";
  const address = addressIn(written);
  const isToken = wholeReference(written) !== undefined;
  const problem = addressProblem(scope, { written, address, isToken, kind });
  if (problem) say(below, problem);
  if (address !== undefined) scope.used.add(address);
  return problem ? undefined : address;
}

function addressIn(text: string): Address | undefined {
  const reference = wholeReference(text) ?? parseReference(text.trim().normalize("NFC"));
  const isPlain = reference && (reference.part === "arn" || reference.part === "id");
  return isPlain ? plainAddress(reference.address) : undefined;
}

function checksOf(say: SmokeSay, fields: JsonObject): Readonly<Record<string, AttributeCheck>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const check = checkOf(value);
      if (check && "pattern" in check)
        sayBadPattern(say, `/expect/attributes${pointerStep(key)}/pattern`, check.pattern);
      return check ? [[key, check] as const] : [];
    }),
  );
}

function checkOf(value: Json): AttributeCheck | undefined {
  if (typeof value === "string") return { equals: value };
  const { pattern, set, not } = isJsonObject(value) ? value : {};
  if (typeof pattern === "string") return { pattern };
  if (typeof set === "boolean") return { set };
  return typeof not === "string" ? { not } : undefined;
}

function sayBadPattern(say: SmokeSay, below: string, pattern: string): void {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    const summary = "Pattern that cannot be read";
    say(below, { summary, detail: `${String((error as Error).message)}.`, help: "Write a regular expression." });
  }
}

function textsOf(fields: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
}
