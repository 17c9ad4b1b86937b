import { findArns, findTokens, mayHoldArns } from "../flow/index.js";
import { ARN_IN_TEXT, type Arn, instanceIdOf, kindOfArn } from "../model/arn.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Environment, RewriteRule, Target } from "../model/environment.js";
import { type Json, mapStrings } from "../model/json.js";
import type { Kind } from "../model/kind.js";
import { escapeTemplate, formatReference, parseTemplate } from "../model/reference.js";
import type { Body, DesiredResource } from "../model/resource.js";

/** A desired resource in which nothing but references to addresses is left to fill in. */
export interface Prepared {
  readonly body: Body;
  readonly diagnostics: readonly Diagnostic[];
  /** ARNs and ids that a rule put there, or let stay. */
  readonly allowed: ReadonlySet<string>;
}

/**
 * Fills in what the target alone decides: the instance's variables, and the environment's rewrite rules. An ARN of
 * another instance, account or region that no rule produced is an error: it would reach callers.
 */
export function prepareBody(resource: DesiredResource, environment: Environment, target: Target): Prepared {
  const rules = environment.rewrite.map((rule) => compileRule(rule, environment, target));
  const allowed = new Set<string>();
  const rewrite = (text: string) => rewriteText(text, rules, allowed);
  const rewriteKey = (key: string) => (ID.test(key) ? rewriteText : rewriteInside)(key, rules, allowed);
  const fill = (text: string) => (text.includes("${") ? fillText(text, target, (plain) => plain) : text);
  const filled = (value: Json, keys: boolean) =>
    isFilled(value) ? value : mapStrings(value, fill, keys ? fill : undefined);
  const body = Object.fromEntries(
    Object.entries(resource.body).map(([field, value]) => [
      field,
      field === "content" && rules.length > 0
        ? mapStrings(
            value,
            (text) => fillText(text, target, rewrite),
            (key) => fillText(key, target, rewriteKey),
          )
        : filled(value, field === "content"),
    ]),
  );
  return { body, diagnostics: foreignArns(resource, body, target, allowed), allowed };
}

/** Whether nothing in a value would change: each `${…}` is a reference, written as we write it. */
function isFilled(value: Json): boolean {
  return findTokens(value).every(
    ({ token }) => token.type === "reference" && token.source === formatReference(token.reference),
  );
}

function fillText(text: string, target: Target, change: (plain: string) => string): string {
  const tokens = parseTemplate(text);
  if (tokens.length === 0) return text;
  return tokens
    .map((token) => {
      if (token.type === "text") return escapeTemplate(change(token.text));
      if (token.type === "reference") return formatReference(token.reference);
      return token.type === "variable" ? (targetValue(token.name, target) ?? token.source) : token.source;
    })
    .join("");
}

function targetValue(variable: string, target: Target): string | undefined {
  const values: Record<string, string> = {
    "instance.arn": target.instanceArn,
    "instance.id": target.instanceId,
    region: target.region,
    account: target.accountId,
  };
  return values[variable];
}

interface CompiledRule {
  readonly pattern: RegExp;
  readonly to: string;
}

function compileRule(rule: RewriteRule, environment: Environment, target: Target): CompiledRule {
  const known = (text: string) =>
    parseTemplate(text)
      .map((token) => {
        if (token.type === "text") return token.text;
        if (token.type !== "variable")
          return token.type === "reference" ? formatReference(token.reference) : token.source;
        const name = token.name.replace(/^var\./, "");
        return targetValue(token.name, target) ?? environment.vars[name] ?? token.source;
      })
      .join("");
  return { pattern: patternOf(known(rule.from)), to: known(rule.to) };
}

/** Only `*` is special, and each is caught: a `?` may stand in a URL. */
function patternOf(from: string): RegExp {
  const literal = from.split("*").map((piece) => piece.replace(/[.+^${}()|[\]\\?]/g, "\\$&"));
  return new RegExp(`^${literal.join("(.*)")}$`, "su");
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::|$)/i;

const URI_IN_TEXT = /s3:\/\/[^\s"'<>]+/g;

/** The first rule that fits wins: on the whole text, else on each ARN and S3 URI inside it. */
function rewriteText(text: string, rules: readonly CompiledRule[], allowed: Set<string>): string {
  return rewriteOne(text, rules, allowed) ?? rewriteInside(text, rules, allowed);
}

/** Keys are the language's own, but for ids, and for ARNs and URIs in them. */
function rewriteInside(text: string, rules: readonly CompiledRule[], allowed: Set<string>): string {
  const each = (found: string) => rewriteOne(found, rules, allowed) ?? found;
  return text.replace(ARN_IN_TEXT, each).replace(URI_IN_TEXT, each);
}

function rewriteOne(text: string, rules: readonly CompiledRule[], allowed: Set<string>): string | undefined {
  for (const { pattern, to } of rules) {
    const match = pattern.exec(text);
    if (!match) continue;
    const result = insertRuns(to, match.slice(1));
    for (const [arn] of result.matchAll(ARN_IN_TEXT)) allowed.add(arn);
    if (ID.test(result)) allowed.add(result);
    return result;
  }
  return undefined;
}

/** Puts what the stars of `from` matched into the stars of `to`, the last into the last. */
function insertRuns(to: string, runs: readonly string[]): string {
  const stars = to.split("*").length - 1;
  let next = runs.length - stars;
  return to.replace(/\*/g, () => runs[next++] ?? "");
}

function foreignArns(
  resource: DesiredResource,
  body: Body,
  target: Target,
  allowed: ReadonlySet<string>,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const content = body["content"] ?? null;
  if (!mayHoldArns(content)) return [];
  for (const { text, arn, pointer, block } of findArns(content)) {
    const why = foreignness(arn, target);
    if (why === undefined || allowed.has(text) || seen.has(`${block} ${text}`)) continue;
    seen.add(`${block} ${text}`);
    diagnostics.push(foreignArn(resource, text, why, { pointer, block, kind: kindOfArn(arn)?.kind }));
  }
  return diagnostics;
}

function foreignness(arn: Arn, target: Target): string | undefined {
  const instance = instanceIdOf(arn);
  if (instance !== undefined && instance !== target.instanceId) return `of instance ${instance}`;
  if (arn.account !== "" && arn.account !== "aws" && arn.account !== target.accountId)
    return `of account ${arn.account}`;
  if (arn.region !== "" && arn.region !== target.region) return `of region ${arn.region}`;
  return undefined;
}

function foreignArn(
  resource: DesiredResource,
  text: string,
  why: string,
  place: { readonly pointer: string; readonly block: string | undefined; readonly kind: Kind | undefined },
): Diagnostic {
  const rule = "add a rule to `rewrite` of this environment (a rule from it to itself lets it stay)";
  const where = place.block === undefined ? "" : ` in block \`${place.block}\``;
  return {
    severity: "error",
    code: "plan/foreign-arn",
    summary: "An ARN of another place would reach callers",
    detail: `\`${text}\`${where} is ${why}.`,
    address: resource.address,
    file: resource.contentFile ?? resource.origin.file,
    pointer: place.pointer,
    help: place.kind ? `write a reference such as \`\${${place.kind}.NAME}\` in its place, or ${rule}` : rule,
  };
}
