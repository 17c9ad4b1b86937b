import { type BlockFacts, block, places, references, terminal, unverified } from "./block-facts.js";

const PROMPT = ["Text", "SSML", "PromptId", "Media"] as const;

/** Blocks that speak, show and listen. Sources: Flow language reference; required errors as seen on publishing. */
export const PARTICIPANT_BLOCKS = {
  MessageParticipant: block("Play prompt", {
    expectedParameters: [PROMPT],
    places: places("IN TA TQ CQ WH M"),
    references: references({ PromptId: "prompt" }),
  }),
  MessageParticipantIteratively: block("Loop prompts", {
    nextAction: "optional",
    conditions: "equals",
    operands: ["MessagesInterrupted"],
    expectedParameters: [["Messages"]],
    places: places("CQ HO"),
    references: references({ "Messages.[].PromptId": "prompt" }),
  }),
  GetParticipantInput: block("Get customer input", {
    conditions: "equals",
    expectedParameters: [PROMPT, ["InputTimeLimitSeconds"]],
    places: places("IN TA TQ CQ M"),
    references: references({
      PromptId: "prompt",
      "LexV2Bot.AliasArn": "lexBot",
      "InputEncryption.EncryptionKeyId": "securityKey",
    }),
  }),
  ConnectParticipantWithLexBot: block("Get customer input (Amazon Lex)", {
    conditions: "equals",
    expectedErrors: ["NoMatchingError", "NoMatchingCondition"],
    expectedParameters: [["LexV2Bot", "LexBot"]],
    places: places("IN TA TQ CQ M"),
    references: references({ PromptId: "prompt", "LexV2Bot.AliasArn": "lexBot" }),
  }),
  DisconnectParticipant: terminal("Disconnect"),
  ShowView: block("Show view", {
    conditions: "equals",
    requiredErrors: ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"],
    requiredParameters: ["InvocationTimeLimitSeconds"],
    expectedParameters: [["ViewResource"]],
    references: references({ "ViewResource.Id": "view" }),
  }),
  TransferParticipantToThirdParty: block("Transfer to phone number", {
    requiredErrors: ["NoMatchingError"],
    expectedParameters: [["ThirdPartyPhoneNumber"]],
    places: places("IN CQ TA TQ"),
  }),
  AuthenticateParticipant: unverified("Authenticate customer"),
} as const satisfies Record<string, BlockFacts>;
