import type { BlockAct } from "./block-act.js";
import { failed, next } from "./walker.js";

/**
 * Blocks that need a voice, a chat, a customer or another service.
 *
 * The admin guide's pages of the blocks say for each channel which branch it takes; where they say nothing of tasks, the
 * error branch is assumed.
 */
export const PEOPLE_BLOCKS: Readonly<Record<string, BlockAct>> = {
  MessageParticipant: () => next("nobody hears it: a task goes on"),
  MessageParticipantIteratively: deaf("tasks have no prompts"),
  GetParticipantInput: deaf("tasks have nobody to ask"),
  ConnectParticipantWithLexBot: guessed("tasks have nobody to ask", "the documents disagree on tasks and bots"),
  ShowView: guessed("a task shows no view in its flow", "views belong to chats"),
  AuthenticateParticipant: deaf("only a chat can be authenticated"),
  TransferParticipantToThirdParty: deaf("only a call can be transferred to a number"),
  CompleteOutboundCall: deaf("only a call can be made"),
  TransferContactToAgent: () => ({
    go: "stop",
    notes: [],
    end: { type: "stuck", reason: "only a call is transferred to an agent in this way" },
    assumed: "the block has no error branch",
  }),
  UpdatePreviousContactParticipantState: deaf("only a call can be held"),
  UpdateContactMediaStreamingBehavior: deaf("a task has no media"),
  UpdateContactMediaProcessing: () => failed("a task has no messages", "ChannelMismatch"),
  UpdateContactCallbackNumber: () => failed("a task has no number to call back", "InvalidCallbackNumber"),
  CreateCallbackContact: guessed("nobody can be called back", "callbacks belong to calls"),
  CheckOutboundCallStatus: deaf("a task is no call"),
  CheckVoiceId: deaf("a task has no voice"),
  StartVoiceIdStream: deaf("a task has no voice"),
  CreateWisdomSession: deaf("an assistant does not listen to tasks"),
  CreatePersistentContactAssociation: deaf("only chats persist"),
  UpdateContactTextToSpeechVoice: () => ({ ...next("a task has no voice"), assumed: "it goes on, as chats do" }),
  UpdateContactRecordingBehavior: () => next("nothing is recorded of a task"),
  UpdateContactRecordingAndAnalyticsBehavior: () => failed("nothing is recorded of a task", "ChannelMismatch"),
  UpdateFlowLoggingBehavior: (_, { parameters }) => next(String(parameters["FlowLoggingBehavior"] ?? "")),
  UpdateRoutingCriteria: () => next(),
  UpdateContactRoutingCriteria: () => next(),
  ResumeContact: () => next(),
};

/** The documented error branch of a task. */
function deaf(why: string): BlockAct {
  return (_, { errors }) => failed(why, typeFor(errors));
}

function guessed(why: string, assumption: string): BlockAct {
  return (_, { errors }) => ({ go: "error", error: typeFor(errors), notes: [why], assumed: assumption });
}

const typeFor = (errors: readonly { readonly type: string }[]): string =>
  errors.find(({ type }) => type === "NoMatchingError" || type === "ChannelMismatch")?.type ?? "NoMatchingError";
