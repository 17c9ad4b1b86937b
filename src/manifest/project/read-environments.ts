import { posix } from "node:path";
import { findTokens, type Placed } from "../../flow/index.js";
import { isBucketUrl, readBucketUrl } from "../../model/bucket-url.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Environment, Rate, RewriteRule } from "../../model/environment.js";
import { isJsonObject, type Json, type JsonObject, pointerStep } from "../../model/json.js";
import { notLiteral, unknownToken, unknownVariable } from "../check/reference-problem.js";
import { fillText, literalText, valuesOf, variablesOf } from "../desired/template.js";
import { insideProject } from "../files/inside.js";
import { outsideProject } from "../files/read-text.js";
import { type SourceFile, spotIn } from "../files/source.js";
import { type IsBroken, listAt, objectAt, plainAddress } from "./gather-sections.js";

interface ReadEnvironments {
  readonly environments: Readonly<Record<string, Environment>>;
  readonly broken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the environments with their defaults filled in; two of them never share a state. */
export function readEnvironments(folder: string, source: SourceFile, isBroken: IsBroken): ReadEnvironments {
  const raw = Object.entries(objectAt(source.value, "environments"));
  const pointer = (name: string) => `/environments${pointerStep(name)}`;
  const broken = raw.map(([name]) => name).filter((name) => isBroken(source, pointer(name)));
  const read = raw.filter(([name]) => !broken.includes(name));
  const environments = read.map(([name, fields]) => environmentOf(name, fields, source, pointer(name)));
  const diagnostics = read.flatMap(([name, fields], index) => {
    const environment = environments[index];
    return environment ? problemsOf(environment, fields, source, pointer(name), folder) : [];
  });
  const shared = environments.flatMap((environment, index) => sharedState(environment, environments.slice(0, index)));
  return {
    environments: Object.fromEntries(environments.map((environment) => [environment.name, environment])),
    broken,
    diagnostics: [...diagnostics, ...shared.map((name) => sharedStateProblem(name, source))],
  };
}

const TEXTS = ["region", "instance", "account", "profile", "roleArn", "endpoint"] as const;

function environmentOf(name: string, value: Json, source: SourceFile, pointer: string): Environment {
  const fields = isJsonObject(value) ? value : {};
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = Object.fromEntries(
    TEXTS.flatMap((key) => (typeof fields[key] === "string" ? [[key, fields[key]]] : [])),
  );
  const vars = variablesIn(fields, source, pointer);
  const values = valuesOf({ ...texts, vars });
  const names = Object.entries(objectAt(fields, "names"));
  return {
    name,
    simulator: fields.simulator === true,
    ...texts,
    ...(fields.rate === undefined ? {} : { rate: fields.rate as Rate }),
    vars,
    names: Object.fromEntries(names.map(([key, text]) => [plainAddress(key), literalText(String(text), values).text])),
    rewrite: rewritesIn(fields, vars),
    protect: listAt(fields, "protect").map((pattern) => String(pattern).normalize("NFC")),
    ...statePlace(name, fields.state),
  };
}

/** A text, or an object that also says how a store is reached. */
function statePlace(name: string, state: Json | undefined): Pick<Environment, "state" | "stateAccess"> {
  if (typeof state === "string") return { state };
  if (!isJsonObject(state)) return { state: `state/${name}.json` };
  const { s3, ...stateAccess } = state;
  return { state: String(s3), stateAccess };
}

function rewritesIn(fields: JsonObject, vars: Environment["vars"]): readonly RewriteRule[] {
  const fill = (text: string) => fillText(text, variablesOf(vars));
  const rules = listAt(fields, "rewrite") as unknown as readonly RewriteRule[];
  return rules.map(({ from, to }) => ({ from: fill(from), to: fill(to) }));
}

/** Values as they are written: `1.10` stays `1.10`. */
function variablesIn(fields: JsonObject, source: SourceFile, pointer: string): Record<string, string> {
  const entries = Object.entries(objectAt(fields, "vars")).map(([name, value]) => {
    const text = typeof value === "string" ? value : source.written(`${pointer}/vars${pointerStep(name)}`);
    return [name.normalize("NFC"), text ?? String(value)] as const;
  });
  return Object.fromEntries(entries);
}

function problemsOf(environment: Environment, fields: Json, source: SourceFile, pointer: string, folder: string) {
  const state = stateProblem(environment, source, `${pointer}/state`, folder);
  const instance = instanceProblem(environment, source, `${pointer}/instance`);
  const { names = null, rewrite = null } = isJsonObject(fields) ? fields : {};
  const tokens = findTokens({ names, rewrite }).flatMap(({ token, pointer: at }): Diagnostic[] => {
    const words = tokenProblem(token, environment, at.startsWith("/names"));
    return words ? [{ ...words, ...spotIn(source, `${pointer}${at}`) }] : [];
  });
  return [...instance, ...state, ...tokens];
}

function tokenProblem(token: Placed, environment: Environment, literal: boolean) {
  const known = Object.keys(environment.vars);
  if (token.type === "unknown" && !literal) return undefined; // told with the addresses, once they are known
  if (token.type === "unknown")
    return unknownToken(
      token.source,
      "",
      known.map((name) => `var.${name}`),
    );
  const unset = token.type === "variable" && token.name.startsWith("var.") && !known.includes(token.name.slice(4));
  if (unset) return unknownVariable(token.name, "", environment.name, known);
  const value = token.type === "variable" && Object.hasOwn(valuesOf(environment), token.name);
  return literal && !value ? notLiteral(token.source, "", environment.name) : undefined;
}

const INSTANCE_ARN = /^arn:[\w-]+:connect:[\w-]+:\d{12}:instance\/[^/:]+$/;

/** The ARN of something in an instance, or its address in a browser, is taken for an alias that nobody has. */
function instanceProblem({ instance }: Environment, source: SourceFile, pointer: string): Diagnostic[] {
  if (instance === undefined || !/[/:]/.test(instance) || INSTANCE_ARN.test(instance)) return [];
  const alias = /^https:\/\/([\w-]+)\.(?:my\.connect\.aws|awsapps\.com)/.exec(instance)?.[1];
  const arn = /^arn:[\w-]+:connect:[\w-]+:\d{12}:instance\/[^/:]+(?=\/)/.exec(instance)?.[0];
  const meant = alias ?? arn;
  return [
    {
      severity: "error",
      code: "manifest/wrong-value",
      summary: "Value that cannot stand here",
      detail: `\`instance\` is \`${instance}\`; expected the alias, the id or the ARN of an instance.`,
      ...spotIn(source, pointer),
      help: meant === undefined ? "Correct the value." : `Write \`${meant}\`.`,
    },
  ];
}

function stateProblem({ state }: Environment, source: SourceFile, pointer: string, folder: string): Diagnostic[] {
  const spot = spotIn(source, pointer);
  const [token] = findTokens(state);
  if (token) return [wrongState(`holds \`${token.token.source}\`, and nothing is filled in here`, state, spot)];
  const place = isBucketUrl(state) ? readBucketUrl(state) : undefined;
  if (place) return "wrong" in place ? [wrongState(place.wrong, state, spot)] : [];
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(state)) return [wrongState("is in a store that is not known", state, spot)];
  if (state.endsWith("/")) return [wrongState("names a folder", state, spot)];
  const inside = insideProject(folder, state);
  return "outside" in inside ? [outsideProject(state, inside.outside, spot)] : [];
}

function wrongState(why: string, state: string, spot: ReturnType<typeof spotIn>): Diagnostic {
  return {
    severity: "error",
    code: "manifest/wrong-value",
    summary: "Value that cannot stand here",
    detail: `\`state\` is \`${state}\`, which ${why}; expected a path in the project folder or \`s3://bucket/key\`.`,
    ...spot,
    help: "Write where the state lies, such as `s3://acme-connectctl/prod.json`.",
  };
}

function sharedState(environment: Environment, others: readonly Environment[]): readonly (readonly [string, string])[] {
  const other = others.find(({ state }) => plainPlace(state) === plainPlace(environment.state));
  return other ? [[environment.name, other.name]] : [];
}

/** One text for all ways to write a path; a key of a bucket has only one. */
function plainPlace(state: string): string {
  return isBucketUrl(state) ? state : posix.normalize(state);
}

function sharedStateProblem([name, other]: readonly [string, string], source: SourceFile): Diagnostic {
  return {
    severity: "error",
    code: "manifest/shared-state",
    summary: "Two environments with one state",
    detail: `\`${name}\` and \`${other}\` keep their state in the same place; one would delete what the other made.`,
    ...spotIn(source, `/environments${pointerStep(name)}/state`),
    help: "Give each environment a state of its own.",
  };
}
