import { findTokens, type Placed, type TokenPlace } from "../../flow/index.js";
import { type Address, kindOf } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Environment } from "../../model/environment.js";
import { isJsonArray, isJsonObject, type Json, pointerStep } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import { parseReference, type Reference } from "../../model/reference.js";
import {
  aliasOfOther,
  dollarBefore,
  insideOf,
  nearAddresses,
  notLiteral,
  unknownAddress,
  unknownAlias,
  unknownToken,
  unknownVariable,
} from "../check/reference-problem.js";
import { type Spot, spotIn } from "../files/source.js";
import { objectAt, plainAddress } from "../project/gather-sections.js";
import type { Project, Written } from "../project/project.js";
import { knownText, literalText, type Values, valuesOf, variablesOf } from "./template.js";

/** What is known while one environment's desired graph is built, and what is found on the way. */
export interface Scope {
  readonly project: Project;
  readonly environment: Environment;
  /** All addresses that a reference may name. */
  readonly known: ReadonlySet<Address>;
  /** The environment's variables, by whole name. */
  readonly variables: Values;
  readonly say: (diagnostic: Diagnostic) => void;
  /** Addresses and variables (by whole name) that something names. */
  readonly used: Set<string>;
  /** What may be meant by an address or a `${…}` that nobody knows: looked for once, however often it stands there. */
  readonly near: Record<"address" | "token", (text: string) => readonly string[]>;
}

export function scopeFor(project: Project, environment: Environment, diagnostics: Diagnostic[]): Scope {
  const written = [...project.entries, ...project.lookups].map(({ address }) => address);
  const known = new Set([...written, ...project.broken]);
  const variables = variablesOf(environment.vars);
  return {
    project,
    environment,
    known,
    variables,
    say: (diagnostic) => void diagnostics.push(diagnostic),
    used: new Set(),
    near: {
      address: asked((address) => nearAddresses(address, [...known])),
      token: asked((source) => nearNames(insideOf(source), [...known, ...Object.keys(variables)])),
    },
  };
}

/** Remembers what was answered. */
function asked(answer: (text: string) => readonly string[]): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const found = known.get(text) ?? answer(text);
    known.set(text, found);
    return found;
  };
}

/** Where the strings of a value stand: turns a pointer into the value to a place in a file. */
export type SpotOf = (pointer: string) => Spot;

/** Checks every `${…}` of a value and remembers what it names. */
export function checkTokens(scope: Scope, value: Json, address: Address | undefined, spotOf: SpotOf): void {
  for (const place of findTokens(value)) {
    const { token, pointer, block } = place;
    const told = block === undefined ? "" : `, in block \`${block}\`,`;
    const words = tokenProblem(scope, token, told) ?? dollarProblem(scope, place, told);
    if (words) scope.say({ ...words, ...(address ? { address } : {}), ...spotOf(pointer) });
  }
}

function tokenProblem(scope: Scope, token: Placed, told: string) {
  const { environment, near, variables } = scope;
  if (token.type === "unknown") return unknownToken(token.source, told, near.token(token.source));
  if (token.type === "reference") return referenceProblem(scope, token.reference, told);
  scope.used.add(token.name);
  const unset = token.name.startsWith("var.") && !Object.hasOwn(variables, token.name);
  return unset ? unknownVariable(token.name, told, environment.name, Object.keys(environment.vars)) : undefined;
}

/** What is filled in and what is not are one text for a while, in which a `$` before a `${` has a meaning of its own. */
function dollarProblem({ environment, variables }: Scope, { token, rest }: TokenPlace, told: string) {
  if (token.type !== "variable" || !knownText(token, variables)?.endsWith("$")) return undefined;
  const next = rest.find((one) => knownText(one, variables) !== "");
  const isBefore = next !== undefined && knownText(next, variables) === undefined;
  return isBefore ? dollarBefore(token.name, told, environment.name) : undefined;
}

function referenceProblem({ known, near, project, used }: Scope, reference: Reference, told: string) {
  const { address, alias } = reference;
  used.add(address);
  if (!known.has(address)) return unknownAddress(address, told, near.address(address));
  if (alias === undefined) return undefined;
  if (kindOf(address) !== "module") return aliasOfOther(address, told);
  const entry = project.entries.find((candidate) => candidate.address === address);
  const declared = aliasNames(entry?.fields.aliases);
  return !entry || declared.includes(alias) ? undefined : unknownAlias(address, alias, told, declared);
}

/** The names that a module's `aliases` declares, as a list or as a map. */
function aliasNames(aliases: Json | undefined): readonly string[] {
  return isJsonArray(aliases) ? aliases.map(String) : Object.keys(isJsonObject(aliases) ? aliases : {});
}

/** The final text of a string that must be known before the instance is asked; says where it is not. */
export function literalAt(
  scope: Scope,
  text: string,
  written: Written & { readonly address: Address },
  below: string,
): string {
  const { text: literal, left } = literalText(text, valuesOf(scope.environment));
  for (const token of left) {
    const own = token.type === "reference" || (token.type === "variable" && !token.name.startsWith("var."));
    if (!own) continue;
    const words = notLiteral(token.source, "", scope.environment.name);
    const { address } = written;
    scope.say({ ...words, address, ...spotIn(written.source, `${written.pointer}${below}`) });
  }
  return literal;
}

/** The reference that a text is as a whole. */
export function wholeReference(text: string): Reference | undefined {
  const inner = /^\$\{([^{}]*)\}$/.exec(text)?.[1];
  return inner === undefined ? undefined : parseReference(inner.trim().normalize("NFC"));
}

/** An environment's own name for an address. */
export function nameHere({ environment }: Scope, address: Address): string | undefined {
  return Object.hasOwn(environment.names, address) ? environment.names[address] : undefined;
}

/** Where the name of an address is written that holds in this environment. */
export function nameSpot(scope: Scope, written: Written & { readonly address: Address }, below: string): Spot {
  const { environment, project } = scope;
  const [manifest] = project.sources;
  const raw = Object.keys(objectAt(rawEnvironment(scope), "names"));
  const key = raw.find((candidate) => plainAddress(candidate) === written.address);
  if (!manifest || key === undefined) return spotIn(written.source, `${written.pointer}${below}`);
  return spotIn(manifest, `/environments${pointerStep(environment.name)}/names${pointerStep(key)}`);
}

/** A member of the manifest's raw environment, for checks of keys that only matter as they are written. */
export function rawEnvironment({ project, environment }: Scope): Json {
  return objectAt(objectAt(project.sources[0]?.value, "environments"), environment.name);
}
