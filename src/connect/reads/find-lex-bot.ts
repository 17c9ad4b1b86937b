import { parseArn } from "../../model/arn.js";
import type { Target } from "../../model/environment.js";
import { Fault } from "../../model/fault.js";
import type { Found } from "../../model/lookup.js";
import { nearNames } from "../../model/near-name.js";
import { type Answer, partsOf, textOf } from "../client/answer.js";
import { faultFor } from "../faults/faults.js";
import type { Caller } from "../pace/caller.js";
import type { Summary } from "./lists.js";

/** A bot's alias, by the names that people gave both. */
export interface BotAlias {
  readonly bot: string;
  readonly alias: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The largest page that Lex gives. */
const PAGE = 1000;

/**
 * Finds the alias of a Lex V2 bot. Amazon Connect lists associated aliases by ARN only, so that the names come from Lex
 * itself, in the Region of the instance. A bot that is not associated with the instance is a fault that says so.
 */
export async function findLexBot(
  caller: Caller,
  target: Target,
  { bot, alias }: BotAlias,
  associated: readonly Summary[],
): Promise<Found> {
  const subject = `the Lex bot \`${bot}\``;
  try {
    const bots = (await botsNamed(caller, bot, subject)).filter(({ name }) => name === bot);
    const [first, ...others] = bots;
    if (!first) return { type: "missing", candidates: await nearBots(caller, bot, subject) };
    if (others.length > 0) return { type: "ambiguous", ids: bots.map(({ id }) => id) };
    const aliases = await aliasesOf(caller, first.id, subject);
    const found = aliases.find(({ name }) => name === alias);
    if (!found)
      return {
        type: "missing",
        candidates: nearNames(
          alias,
          aliases.map(({ name }) => name),
        ),
      };
    return associatedBot(target, { bot, alias }, `${first.id}/${found.id}`, associated);
  } catch (error) {
    throw withArnHint(error);
  }
}

function associatedBot(target: Target, { bot, alias }: BotAlias, id: string, associated: readonly Summary[]): Found {
  const partition = parseArn(target.instanceArn)?.partition ?? "aws";
  const arn = `arn:${partition}:lex:${target.region}:${target.accountId}:bot-alias/${id}`;
  if (associated.some(({ listed }) => listed.arn === arn))
    return { type: "found", identity: { id, arn, name: `${bot}:${alias}` } };
  throw faultFor("not-found", {
    code: "connect/bot-not-associated",
    summary: `The alias \`${alias}\` of the Lex bot \`${bot}\` is not associated with the instance`,
    detail: `It is ${arn}. ${associated.length} bot aliases are associated.`,
    help: "Add the bot alias to the instance in the console, under Flows, Amazon Lex",
  });
}

async function botsNamed(caller: Caller, bot: string, subject: string): Promise<readonly Named[]> {
  const filter = { name: "BotName" as const, values: [bot], operator: "EQ" as const };
  const answer = await caller.read("lex:ListBots", { filters: [filter], maxResults: PAGE }, subject);
  return partsOf(answer, "botSummaries").flatMap((part) => named(part, "botId", "botName"));
}

async function nearBots(caller: Caller, bot: string, subject: string): Promise<readonly string[]> {
  const answer = await caller.read("lex:ListBots", { maxResults: PAGE }, subject);
  const names = partsOf(answer, "botSummaries").flatMap((part) => textOf(part, "botName") ?? []);
  return nearNames(bot, names);
}

export async function aliasesOf(caller: Caller, botId: string, subject: string): Promise<readonly Named[]> {
  const aliases: Named[] = [];
  let nextToken: string | undefined;
  do {
    const input = { botId, maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) };
    const answer = await caller.read("lex:ListBotAliases", input, subject);
    aliases.push(...partsOf(answer, "botAliasSummaries").flatMap((part) => named(part, "botAliasId", "botAliasName")));
    nextToken = textOf(answer, "nextToken");
  } while (nextToken !== undefined);
  return aliases;
}

export function named(part: Answer, idMember: string, nameMember: string): readonly Named[] {
  const [id, name] = [textOf(part, idMember), textOf(part, nameMember)];
  return id === undefined || name === undefined ? [] : [{ id, name }];
}

/** Without Lex there is still a way: an ARN is checked against Amazon Connect alone. */
export function withArnHint(error: unknown): unknown {
  if (!(error instanceof Fault) || (error.kind !== "permission" && error.kind !== "network")) return error;
  const hint = "or give the ARN of the bot alias in place of the names, which needs no Lex permission";
  const diagnostics = error.diagnostics.map((diagnostic) => ({
    ...diagnostic,
    help: diagnostic.help ? `${diagnostic.help}; ${hint}` : `Check the access to Lex, ${hint}`,
  }));
  return new Fault(error.kind, diagnostics, { cause: error.cause, uncertain: error.uncertain });
}
