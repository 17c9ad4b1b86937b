import type {
  AssociateBotRequest,
  AssociateLexBotRequest,
  DisassociateLexBotRequest,
  ListBotsRequest,
  ListLexBotsRequest,
} from "@aws-sdk/client-connect";
import type { Entry } from "../entries/entry.js";
import { fault, invalidRequest, notFound } from "../fault.js";
import { instanceOf, refuseFull } from "../find.js";
import type { Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Which Lex bots an instance may use: aliases of V2 bots, and V1 bots by name and region. */
export const BOT_OPERATIONS = {
  AssociateBot: associateBot,
  DisassociateBot: disassociateBot,
  ListBots: listBots,
  AssociateLexBot: associateLexBot,
  DisassociateLexBot: disassociateLexBot,
  ListLexBots: listLexBots,
} satisfies Record<string, Operation>;

interface V1Bot {
  readonly Name: string;
  readonly LexRegion: string;
}

function associateBot(call: Call, input: Known<AssociateBotRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const arn = input.LexV2Bot?.AliasArn;
  if ((arn === undefined) === (input.LexBot === undefined))
    throw invalidRequest("Either LexBot or LexV2Bot must be given");
  if (input.LexBot !== undefined) addV1(call, instance, input.LexBot);
  if (arn !== undefined) addV2(call, instance, arn);
  return {};
}

const ALIAS_ARN = /^arn:[a-z-]+:lex:[a-z0-9-]+:\d{12}:bot-alias\/([0-9a-zA-Z]+)\/([0-9a-zA-Z]+)$/;

/** Names of a bot that nobody told are its ids. */
function addV2(call: Call, instance: Instance, arn: string): void {
  const [, botId, aliasId] = ALIAS_ARN.exec(arn) ?? [];
  if (botId === undefined || aliasId === undefined) throw invalidRequest(`AliasArn is not valid: ${arn}`);
  if (instance.tables.lexBots.get(arn) !== undefined)
    throw fault("ResourceConflictException", `Already associated: ${arn}`);
  refuseFull(call, instance, "lexBots");
  instance.tables.lexBots.put({ ...bare(call, arn, arn, botId), botId, alias: aliasId, aliasId });
}

function bare(call: Call, id: string, arn: string, name: string): Entry {
  const now = call.world.now();
  return { id, arn, name, tags: {}, createdAt: now, modifiedAt: now };
}

const keyOf = (bot: V1Bot): string => `${bot.Name}@${bot.LexRegion}`;

function addV1(call: Call, instance: Instance, bot: V1Bot): void {
  const id = keyOf(bot);
  if (instance.tables.lexV1Bots.get(id) !== undefined)
    throw fault("ResourceConflictException", `Already associated: ${id}`);
  refuseFull(call, instance, "lexV1Bots", (message) => fault("ServiceQuotaExceededException", message));
  instance.tables.lexV1Bots.put({ ...bare(call, id, id, bot.Name), region: bot.LexRegion });
}

function disassociateBot(call: Call, input: Known<AssociateBotRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const arn = input.LexV2Bot?.AliasArn;
  if (input.LexBot !== undefined) removeV1(instance, input.LexBot);
  if (arn === undefined) return {};
  if (instance.tables.lexBots.get(arn) === undefined) throw notFound(`Not associated: ${arn}`);
  instance.tables.lexBots.remove(arn);
  return {};
}

function removeV1(instance: Instance, bot: V1Bot): void {
  if (instance.tables.lexV1Bots.get(keyOf(bot)) === undefined) throw notFound(`Not associated: ${keyOf(bot)}`);
  instance.tables.lexV1Bots.remove(keyOf(bot));
}

/** V1 bots come by name and region without ARN, V2 ones by alias ARN without name. */
function listBots(call: Call, input: Known<ListBotsRequest>): object {
  const { tables } = instanceOf(call, input.InstanceId);
  const v1 = listed(call, tables.lexV1Bots.all()).map((bot) => ({ LexBot: { Name: bot.name, LexRegion: bot.region } }));
  const v2 = listed(call, tables.lexBots.all()).map((bot) => ({ LexV2Bot: { AliasArn: bot.arn } }));
  const { items, NextToken } = pageOf<object>(call, input, input.LexVersion === "V1" ? v1 : v2, 25);
  return { LexBots: items, NextToken };
}

function associateLexBot(call: Call, input: Known<AssociateLexBotRequest>): object {
  addV1(call, instanceOf(call, input.InstanceId), input.LexBot);
  return {};
}

function disassociateLexBot(call: Call, input: Known<DisassociateLexBotRequest>): object {
  removeV1(instanceOf(call, input.InstanceId), { Name: input.BotName, LexRegion: input.LexRegion });
  return {};
}

function listLexBots(call: Call, input: Known<ListLexBotsRequest>): object {
  const { tables } = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, tables.lexV1Bots.all()), 25);
  return { LexBots: items.map((bot) => ({ Name: bot.name, LexRegion: bot.region })), NextToken };
}
