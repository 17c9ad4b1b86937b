import type {
  DescribeBotAliasRequest,
  DescribeBotRequest,
  ListBotAliasesRequest,
  ListBotsRequest,
} from "@aws-sdk/client-lex-models-v2";
import type { LexBotEntry } from "../entries/entries.js";
import { fault, notFound } from "../fault.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** The reading half of Lex Models V2, over the bots that instances of the region are associated with. */
export const LEX_MODEL_OPERATIONS = {
  ListBots: listBots,
  DescribeBot: describeBot,
  ListBotAliases: listAliases,
  DescribeBotAlias: describeAlias,
} satisfies Record<string, Operation>;

/** Every alias of the region once, however many instances know it. */
function aliasesHere(call: Call): LexBotEntry[] {
  const all = [...call.world.instances.values()].flatMap((instance) => instance.tables.lexBots.all());
  const here = all.filter((bot) => call.region === undefined || bot.arn.split(":")[3] === call.region);
  return [...new Map(here.map((bot) => [bot.arn, bot])).values()];
}

const botsHere = (call: Call): LexBotEntry[] => [...new Map(aliasesHere(call).map((bot) => [bot.botId, bot])).values()];

function listBots(call: Call, input: Known<ListBotsRequest>): object {
  const found = botsHere(call).filter((bot) => (input.filters ?? []).every((filter) => passes(bot, filter)));
  const { items, NextToken } = page(call, input, found);
  const botSummaries = items.map((bot) => ({
    botId: bot.botId,
    botName: bot.name,
    botStatus: "Available",
    latestBotVersion: "1",
    lastUpdatedDateTime: new Date(bot.modifiedAt),
    botType: "Bot",
  }));
  return { botSummaries, nextToken: NextToken };
}

type BotFilter = NonNullable<Known<ListBotsRequest>["filters"]>[number];

function passes(bot: LexBotEntry, filter: BotFilter): boolean {
  if (filter.name !== "BotName") return true;
  if (filter.operator === "EQ") return filter.values.includes(bot.name);
  const contains = filter.values.some((value) => bot.name.includes(value));
  return filter.operator === "NE" ? !filter.values.includes(bot.name) : contains;
}

interface LexPage {
  readonly nextToken?: string;
  readonly maxResults?: number;
}

function page<T>(call: Call, input: LexPage, items: readonly T[]): { items: T[]; NextToken?: string } {
  try {
    return pageOf(call, { NextToken: input.nextToken, MaxResults: input.maxResults ?? 10 }, items);
  } catch {
    throw fault("ValidationException", "Invalid nextToken");
  }
}

function describeBot(call: Call, input: Known<DescribeBotRequest>): object {
  const bot = botsHere(call).find((candidate) => candidate.botId === input.botId);
  if (bot === undefined) throw notFound(`Bot not found: ${input.botId}`);
  return {
    botId: bot.botId,
    botName: bot.name,
    botStatus: "Available",
    botType: "Bot",
    creationDateTime: new Date(bot.createdAt),
    lastUpdatedDateTime: new Date(bot.modifiedAt),
  };
}

const shown = (bot: LexBotEntry): object => ({
  botAliasId: bot.aliasId,
  botAliasName: bot.alias,
  botVersion: "1",
  botAliasStatus: "Available",
  creationDateTime: new Date(bot.createdAt),
  lastUpdatedDateTime: new Date(bot.modifiedAt),
});

function listAliases(call: Call, input: Known<ListBotAliasesRequest>): object {
  const found = aliasesHere(call).filter((bot) => bot.botId === input.botId);
  if (found.length === 0) throw notFound(`Bot not found: ${input.botId}`);
  const { items, NextToken } = page(call, input, found);
  return { botAliasSummaries: items.map(shown), nextToken: NextToken, botId: input.botId };
}

function describeAlias(call: Call, input: Known<DescribeBotAliasRequest>): object {
  const bot = aliasesHere(call).find((item) => item.botId === input.botId && item.aliasId === input.botAliasId);
  if (bot === undefined) throw notFound(`Bot alias not found: ${input.botId}/${input.botAliasId}`);
  return { ...shown(bot), botId: bot.botId };
}
