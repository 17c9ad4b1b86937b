/** The part of the SDK for bots that is used: what is not named here is not bundled. */
export { LexModelsV2Client, ListBotAliasesCommand, ListBotsCommand } from "@aws-sdk/client-lex-models-v2";
