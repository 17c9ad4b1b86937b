import { ALL_KINDS, KINDS, type Kind } from "./kind.js";

/** An ARN in its parts; `qualifier` is what follows the resource (`$SAVED`, a version, an alias), without its colon. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
  readonly qualifier?: string;
}

/**
 * Finds ARNs inside any text. The account may be a word (`aws`, or a placeholder that somebody forgot). A resource ends
 * at white space, quotes, brackets, commas and the like; `$` is part of it (`:$LATEST`) unless it opens a reference.
 */
export const ARN_IN_TEXT =
  /arn:[a-z][a-z0-9-]*:[a-z0-9-]+:[A-Za-z0-9-]*:[A-Za-z0-9_-]*:(?:[A-Za-z0-9_\-+=.@/:*]|\$(?!\{))+/g;

/** Splits an ARN; undefined where the text is none. Lambda's `function:NAME` keeps its name in `resource`. */
export function parseArn(text: string): Arn | undefined {
  const pieces = text.split(":");
  const [prefix, partition, service, region, account, ...rest] = pieces;
  if (prefix !== "arn" || !partition || !service || region === undefined || account === undefined) return undefined;
  const words = service === "lambda" ? 2 : 1;
  const resource = rest.slice(0, words).join(":");
  const qualifier = rest.slice(words).join(":");
  if (resource === "") return undefined;
  return { partition, service, region, account, resource, ...(qualifier === "" ? {} : { qualifier }) };
}

export function formatArn(arn: Arn): string {
  const base = `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
  return arn.qualifier === undefined ? base : `${base}:${arn.qualifier}`;
}

/** The Amazon Connect instance id that an ARN is inside of; undefined where it is inside of none. */
export function instanceIdOf(arn: Arn): string | undefined {
  if (arn.service !== "connect") return undefined;
  const [word, id] = arn.resource.split("/");
  return word === "instance" ? id : undefined;
}

/** What an ARN points to: kind and id, where the house has a kind for it. Sources: ARN templates of the service. */
export function kindOfArn(arn: Arn): { readonly kind: Kind; readonly id: string } | undefined {
  if (arn.service === "lambda") return functionOf(arn);
  if (arn.service === "lex") return botAliasOf(arn);
  if (arn.service !== "connect") return undefined;
  const steps = arn.resource.split("/");
  const [word, ...rest] = steps[0] === "instance" ? steps.slice(2) : steps;
  const kind = ALL_KINDS.find((candidate) => KINDS[candidate].arnWord === word);
  const id = rest.join("/");
  return kind && id !== "" ? { kind, id } : undefined;
}

function functionOf(arn: Arn): { kind: Kind; id: string } | undefined {
  const name = arn.resource.startsWith("function:") ? arn.resource.slice("function:".length) : "";
  return name === "" ? undefined : { kind: "lambda", id: name };
}

function botAliasOf(arn: Arn): { kind: Kind; id: string } | undefined {
  const id = arn.resource.startsWith("bot-alias/") ? arn.resource.slice("bot-alias/".length) : "";
  return id === "" ? undefined : { kind: "lexBot", id };
}

/** The ARN of something inside an instance. */
export function arnInInstance(instanceArn: string, kind: Kind, id: string): string {
  return `${instanceArn}/${KINDS[kind].arnWord}/${id}`;
}
