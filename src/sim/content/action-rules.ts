/**
 * What publishing demands of one type of action.
 *
 * Demands that were observed at the real service stand here, and what an action cannot do anything without; everything
 * else is let through.
 */
export interface ActionRule {
  /** Ends the flow: has no `NextAction`. */
  readonly terminal?: true;
  /** May lack a `NextAction` although it is not terminal. */
  readonly nextOptional?: true;
  /** Error types without which it is refused. */
  readonly errors?: readonly string[];
  /** Error types with which it is refused. */
  readonly refusedErrors?: readonly string[];
  /** Parameters without which it is refused. */
  readonly required?: readonly string[];
  /** Parameters with which it is refused. */
  readonly refused?: readonly string[];
  /** Has no result, so conditions on it are refused. */
  readonly unconditional?: true;
}

const plain: ActionRule = {};
/** For types that are not documented, or of which it was not seen what they demand. */
const open: ActionRule = { nextOptional: true };
const end: ActionRule = { terminal: true, unconditional: true };
const quiet: ActionRule = { unconditional: true };

/** Every action type of the Flow language that the service takes, with its demands. */
export const ACTION_RULES: Readonly<Record<string, ActionRule>> = {
  MessageParticipant: quiet,
  MessageParticipantIteratively: open,
  GetParticipantInput: plain,
  ConnectParticipantWithLexBot: plain,
  DisconnectParticipant: end,
  ShowView: {
    errors: ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"],
    required: ["InvocationTimeLimitSeconds"],
  },
  TransferParticipantToThirdParty: { ...quiet, errors: ["NoMatchingError"] },
  AuthenticateParticipant: open,
  CheckHoursOfOperation: plain,
  CheckMetricData: plain,
  GetMetricData: quiet,
  Compare: plain,
  DistributeByPercentage: plain,
  Loop: plain,
  Wait: { refused: ["TimeoutSeconds"] },
  TransferToFlow: { ...quiet, required: ["ContactFlowId"] },
  EndFlowExecution: end,
  UpdateFlowAttributes: quiet,
  UpdateFlowLoggingBehavior: quiet,
  UpdateRoutingCriteria: quiet,
  UpdateContactRoutingCriteria: open,
  CheckOutboundCallStatus: plain,
  CheckVoiceId: open,
  StartVoiceIdStream: open,
  UpdateContactTargetQueue: quiet,
  TransferContactToQueue: { ...quiet, errors: ["QueueAtCapacity", "NoMatchingError"] },
  DequeueContactAndTransferToQueue: { ...quiet, errors: ["QueueAtCapacity", "NoMatchingError"] },
  TransferContactToAgent: end,
  UpdateContactAttributes: quiet,
  UpdateContactData: quiet,
  UpdateContactEventHooks: { ...quiet, refused: ["EventHooksConfiguration"] },
  UpdateContactCallbackNumber: quiet,
  UpdateContactRoutingBehavior: quiet,
  UpdateContactRecordingBehavior: { ...quiet, refusedErrors: ["NoMatchingError"] },
  UpdateContactRecordingAndAnalyticsBehavior: { ...quiet, errors: ["ChannelMismatch"] },
  UpdateContactMediaStreamingBehavior: quiet,
  UpdateContactMediaProcessing: quiet,
  UpdateContactTextToSpeechVoice: quiet,
  UpdatePreviousContactParticipantState: quiet,
  TagContact: { ...quiet, errors: ["NoMatchingError"] },
  UntagContact: { ...quiet, errors: ["NoMatchingError"] },
  CreateTask: { ...quiet, required: ["Name", "ContactFlowId"] },
  ResumeContact: quiet,
  CreateCase: quiet,
  GetCase: quiet,
  UpdateCase: quiet,
  CreateWisdomSession: quiet,
  InvokeFlowModule: { required: ["FlowModuleId"] },
  EndFlowModuleExecution: end,
  CompleteOutboundCall: quiet,
  StartOutboundChatContact: open,
  StartOutboundEmailContact: open,
  CreateContact: open,
  RenderMessageTemplate: open,
  RouteContactToAgent: open,
  LoadContactContent: open,
  CreatePersistentContactAssociation: open,
  InvokeLambdaFunction: { ...quiet, required: ["LambdaFunctionARN"] },
  CreateCallbackContact: quiet,
  GetCustomerProfile: quiet,
  CreateCustomerProfile: quiet,
  UpdateCustomerProfile: quiet,
  AssociateContactToCustomerProfile: quiet,
  GetCustomerProfileObject: quiet,
  GetCalculatedAttributesForCustomerProfile: quiet,
  CheckSegmentMembership: open,
  CheckSegmentMembershipForCustomerProfile: open,
  EvaluateDataTableValues: open,
  ListDataTableValues: open,
  UpsertDataTableValues: open,
};
