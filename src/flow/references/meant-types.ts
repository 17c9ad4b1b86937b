import { nearNames } from "../../model/near-name.js";
import { BLOCK_TYPES } from "../blocks/block-types.js";

/**
 * Counterparts of the old designer's module types, and of names that people write in good faith. Sources: comparison
 * of flows that exist in both forms; type names found in public flows that the reference does not list.
 */
const MEANT: Readonly<Record<string, string>> = {
  CheckAttribute: "Compare",
  CheckContactAttribute: "Compare",
  CheckContactAttributes: "Compare",
  CheckQueueStatus: "CheckMetricData",
  CheckStaffing: "CheckMetricData",
  ConnectParticipantWithLexBotV2: "ConnectParticipantWithLexBot",
  CreateCallback: "CreateCallbackContact",
  CustomerInQueue: "DequeueContactAndTransferToQueue",
  Disconnect: "DisconnectParticipant",
  EndFlow: "EndFlowExecution",
  GetDigits: "GetParticipantInput",
  GetUserInput: "GetParticipantInput or ConnectParticipantWithLexBot",
  InvokeExternalResource: "InvokeLambdaFunction",
  InvokeLexBot: "ConnectParticipantWithLexBot",
  LoopPrompts: "MessageParticipantIteratively",
  PercentileBranching: "DistributeByPercentage",
  PlayAudio: "MessageParticipant",
  PlayPrompt: "MessageParticipant",
  Resume: "EndFlowExecution",
  SetAttributes: "UpdateContactAttributes",
  SetCallBackNumber: "UpdateContactCallbackNumber",
  SetCallbackNumber: "UpdateContactCallbackNumber",
  SetContactFlow: "UpdateContactEventHooks",
  SetEventHook: "UpdateContactEventHooks",
  SetLoggingBehavior: "UpdateFlowLoggingBehavior",
  SetQueue: "UpdateContactTargetQueue",
  SetRecordingBehavior: "UpdateContactRecordingBehavior",
  SetVoice: "UpdateContactTextToSpeechVoice",
  SetWorkingQueue: "UpdateContactTargetQueue",
  StartMediaStreaming: "UpdateContactMediaStreamingBehavior",
  StopMediaStreaming: "UpdateContactMediaStreamingBehavior",
  StoreCustomerInput: "GetParticipantInput with StoreInput",
  StoreUserInput: "GetParticipantInput with StoreInput",
  Transfer: "TransferContactToQueue, TransferToFlow or TransferParticipantToThirdParty",
  TransferContactToFlow: "TransferToFlow",
  TransferParticipantToQueue: "TransferContactToQueue after UpdateContactTargetQueue",
  TransferToQueue: "TransferContactToQueue after UpdateContactTargetQueue",
  UnTagContact: "UntagContact",
  UpdateRoutingPriority: "UpdateContactRoutingBehavior",
};

/** Whether a type is a name that the service has never known: another language's, or one that people write by mistake. */
export function isMistakenType(type: string): boolean {
  return Object.hasOwn(MEANT, type);
}

/** What a type that is not known may have been meant to be: as words, ready to stand in a sentence. */
export function meantType(type: string): string | undefined {
  if (Object.hasOwn(MEANT, type)) return MEANT[type];
  const near = nearNames(type, Object.keys(BLOCK_TYPES));
  return near.length === 0 ? undefined : near.join(" or ");
}
