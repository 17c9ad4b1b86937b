import { parseArn } from "../../model/arn.js";
import { partsOf, textOf } from "../client/answer.js";
import type { Caller } from "../pace/caller.js";
import { aliasesOf, type BotAlias, type Named, named, withArnHint } from "./find-lex-bot.js";
import { remember } from "./remember.js";

const PAGE = 1000;

/**
 * Tells the names of Lex V2 bot aliases by ARN. Bots are listed once, the aliases of a bot once; what Lex does not know
 * has no names.
 */
export function openBotNames(caller: Caller): (arn: string) => Promise<BotAlias | undefined> {
  const bots = remember(() => botsOf(caller));
  const aliases = new Map<string, () => Promise<readonly Named[]>>();
  const aliasesOnce = (botId: string) => {
    const asked = aliases.get(botId) ?? remember(() => aliasesOf(caller, botId, `the Lex bot \`${botId}\``));
    aliases.set(botId, asked);
    return asked();
  };
  return async (arn) => {
    const [, botId = "", aliasId] = parseArn(arn)?.resource.split("/") ?? [];
    try {
      const bot = (await bots()).find(({ id }) => id === botId);
      const alias = bot && (await aliasesOnce(botId)).find(({ id }) => id === aliasId);
      return bot && alias ? { bot: bot.name, alias: alias.name } : undefined;
    } catch (error) {
      throw withArnHint(error);
    }
  };
}

async function botsOf(caller: Caller): Promise<readonly Named[]> {
  const bots: Named[] = [];
  let nextToken: string | undefined;
  do {
    const input = { maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) };
    const answer = await caller.read("lex:ListBots", input, "the Lex bots of this Region");
    bots.push(...partsOf(answer, "botSummaries").flatMap((part) => named(part, "botId", "botName")));
    nextToken = textOf(answer, "nextToken");
  } while (nextToken !== undefined);
  return bots;
}
