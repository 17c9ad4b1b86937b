import { type BlockFacts, block, places, references, terminal, unverified } from "./block-facts.js";

const CAUGHT = { expectedErrors: ["NoMatchingError"] } as const;
const QUEUE_OR_AGENT = references({ QueueId: "queue", AgentId: "user" });
const QUEUE_ERRORS = ["QueueAtCapacity", "NoMatchingError"] as const;

/** Blocks that change the contact. Sources: Flow language reference; required errors as seen on publishing. */
export const CONTACT_BLOCKS = {
  UpdateContactTargetQueue: block("Set working queue", {
    ...CAUGHT,
    expectedParameters: [["QueueId", "AgentId"]],
    places: places("IN TA TQ M"),
    references: QUEUE_OR_AGENT,
  }),
  TransferContactToQueue: block("Transfer to queue", { requiredErrors: QUEUE_ERRORS, places: places("IN TA TQ M") }),
  DequeueContactAndTransferToQueue: block("Transfer to queue (from a customer queue flow)", {
    requiredErrors: QUEUE_ERRORS,
    expectedParameters: [["QueueId", "AgentId"]],
    places: places("CQ"),
    references: QUEUE_OR_AGENT,
  }),
  TransferContactToAgent: terminal("Transfer to agent", { places: places("TA TQ") }),
  UpdateContactAttributes: block("Set contact attributes", {
    ...CAUGHT,
    expectedParameters: [["Attributes"]],
    // The service takes flow ids from these attributes, to open a guide for the agent.
    references: references({
      "Attributes.DefaultFlowForAgentUI": "flow",
      "Attributes.DisconnectFlowForAgentUI": "flow",
    }),
  }),
  UpdateContactData: block("Set contact data", CAUGHT),
  UpdateContactEventHooks: block("Set event flow", {
    ...CAUGHT,
    expectedParameters: [["EventHooks"]],
    refusedParameters: {
      EventHooksConfiguration: "remove it: the console writes it, but the API refuses a flow that holds it",
    },
    references: references({ "EventHooks.*": "flow" }),
  }),
  UpdateContactCallbackNumber: block("Set callback number", {
    expectedErrors: ["InvalidCallbackNumber", "CallbackNumberNotDialable"],
    expectedParameters: [["CallbackNumber"]],
    places: places("IN TA TQ CQ M"),
  }),
  UpdateContactRoutingBehavior: block("Change routing priority / age", {
    expectedParameters: [["QueuePriority", "QueueTimeAdjustmentSeconds"]],
    places: places("IN M"),
  }),
  UpdateContactRecordingBehavior: block("Set recording and analytics behavior", {
    refusedErrors: ["NoMatchingError"],
    places: places("IN TA TQ OW CQ M"),
  }),
  UpdateContactRecordingAndAnalyticsBehavior: block("Set recording, analytics and processing behavior", {
    ...CAUGHT,
    requiredErrors: ["ChannelMismatch"],
    expectedParameters: [["VoiceBehavior", "ChatBehavior", "ScreenRecordingBehavior"]],
  }),
  UpdateContactMediaStreamingBehavior: block("Start or stop media streaming", {
    ...CAUGHT,
    expectedParameters: [["MediaStreamingState"]],
    places: places("IN TA TQ CQ WH M"),
  }),
  UpdateContactMediaProcessing: block("Set message processing", {
    expectedErrors: ["NoMatchingError", "ChannelMismatch"],
    references: references({ "ChatProcessor.LambdaProcessorARN": "lambda" }),
  }),
  UpdateContactTextToSpeechVoice: block("Set voice", { expectedParameters: [["TextToSpeechVoice"]] }),
  UpdatePreviousContactParticipantState: block("Hold customer or agent", {
    ...CAUGHT,
    expectedParameters: [["PreviousContactParticipantState"]],
    places: places("IN TA TQ"),
  }),
  TagContact: block("Contact tags", { requiredErrors: ["NoMatchingError"], expectedParameters: [["Tags"]] }),
  UntagContact: block("Contact tags (remove)", {
    requiredErrors: ["NoMatchingError"],
  }),
  CreateTask: block("Create task", {
    ...CAUGHT,
    requiredParameters: ["Name", "ContactFlowId"],
    references: references({ ContactFlowId: "flow", TaskTemplateId: "taskTemplate" }),
  }),
  ResumeContact: block("Resume contact", CAUGHT),
  CreateCase: block("Cases (create)", {
    ...CAUGHT,
    expectedParameters: [["CaseTemplateId"]],
    references: references({ CaseTemplateId: "caseTemplate", "CaseRequestFields.@": "caseField" }),
  }),
  GetCase: block("Cases (get)", {
    expectedErrors: ["NoMatchingError", "MultipleFound", "NoneFound"],
    references: references({ "CaseRequestFields.@": "caseField", "CaseResponseFields.[]": "caseField" }),
  }),
  UpdateCase: block("Cases (update)", {
    ...CAUGHT,
    expectedParameters: [["CaseId"]],
    references: references({ "CaseRequestFields.@": "caseField" }),
  }),
  CreateWisdomSession: block("Connect assistant", { ...CAUGHT, expectedParameters: [["WisdomAssistantArn"]] }),
  InvokeFlowModule: block("Invoke module", {
    ...CAUGHT,
    conditions: "unknown",
    requiredParameters: ["FlowModuleId"],
    references: references({ FlowModuleId: "module" }),
  }),
  EndFlowModuleExecution: terminal("Return", { places: places("M") }),
  CompleteOutboundCall: block("Call phone number", { places: places("OW") }),
  StartOutboundChatContact: unverified("Send message (SMS)", {
    references: references({ ContactFlowArn: "flow", "SourceEndpoint.Address": "phoneNumber" }),
  }),
  StartOutboundEmailContact: unverified("Send message (email)"),
  CreateContact: unverified("Create contact"),
  RouteContactToAgent: unverified("Interrupt agent"),
  LoadContactContent: unverified("Get stored content"),
  CreatePersistentContactAssociation: unverified("Persistent contact association"),
} as const satisfies Record<string, BlockFacts>;
