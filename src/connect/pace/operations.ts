import type * as Connect from "@aws-sdk/client-connect";
import type * as Lex from "@aws-sdk/client-lex-models-v2";

/** What each operation that we use is given. Names of another service than Amazon Connect carry its IAM prefix. */
export interface Inputs {
  ListInstances: Connect.ListInstancesCommandInput;
  DescribeInstance: Connect.DescribeInstanceCommandInput;
  ListContactFlows: Connect.ListContactFlowsCommandInput;
  SearchContactFlows: Connect.SearchContactFlowsCommandInput;
  DescribeContactFlow: Connect.DescribeContactFlowCommandInput;
  CreateContactFlow: Connect.CreateContactFlowCommandInput;
  UpdateContactFlowContent: Connect.UpdateContactFlowContentCommandInput;
  UpdateContactFlowMetadata: Connect.UpdateContactFlowMetadataCommandInput;
  DeleteContactFlow: Connect.DeleteContactFlowCommandInput;
  ListContactFlowModules: Connect.ListContactFlowModulesCommandInput;
  SearchContactFlowModules: Connect.SearchContactFlowModulesCommandInput;
  DescribeContactFlowModule: Connect.DescribeContactFlowModuleCommandInput;
  CreateContactFlowModule: Connect.CreateContactFlowModuleCommandInput;
  UpdateContactFlowModuleContent: Connect.UpdateContactFlowModuleContentCommandInput;
  UpdateContactFlowModuleMetadata: Connect.UpdateContactFlowModuleMetadataCommandInput;
  DeleteContactFlowModule: Connect.DeleteContactFlowModuleCommandInput;
  CreateContactFlowModuleVersion: Connect.CreateContactFlowModuleVersionCommandInput;
  ListContactFlowModuleVersions: Connect.ListContactFlowModuleVersionsCommandInput;
  ListContactFlowModuleAliases: Connect.ListContactFlowModuleAliasesCommandInput;
  CreateContactFlowModuleAlias: Connect.CreateContactFlowModuleAliasCommandInput;
  UpdateContactFlowModuleAlias: Connect.UpdateContactFlowModuleAliasCommandInput;
  DeleteContactFlowModuleAlias: Connect.DeleteContactFlowModuleAliasCommandInput;
  ListHoursOfOperations: Connect.ListHoursOfOperationsCommandInput;
  DescribeHoursOfOperation: Connect.DescribeHoursOfOperationCommandInput;
  CreateHoursOfOperation: Connect.CreateHoursOfOperationCommandInput;
  UpdateHoursOfOperation: Connect.UpdateHoursOfOperationCommandInput;
  DeleteHoursOfOperation: Connect.DeleteHoursOfOperationCommandInput;
  ListQueues: Connect.ListQueuesCommandInput;
  DescribeQueue: Connect.DescribeQueueCommandInput;
  CreateQueue: Connect.CreateQueueCommandInput;
  UpdateQueueName: Connect.UpdateQueueNameCommandInput;
  UpdateQueueStatus: Connect.UpdateQueueStatusCommandInput;
  UpdateQueueHoursOfOperation: Connect.UpdateQueueHoursOfOperationCommandInput;
  UpdateQueueMaxContacts: Connect.UpdateQueueMaxContactsCommandInput;
  UpdateQueueOutboundCallerConfig: Connect.UpdateQueueOutboundCallerConfigCommandInput;
  DeleteQueue: Connect.DeleteQueueCommandInput;
  ListTestCases: Connect.ListTestCasesCommandInput;
  DescribeTestCase: Connect.DescribeTestCaseCommandInput;
  CreateTestCase: Connect.CreateTestCaseCommandInput;
  UpdateTestCase: Connect.UpdateTestCaseCommandInput;
  DeleteTestCase: Connect.DeleteTestCaseCommandInput;
  StartTestCaseExecution: Connect.StartTestCaseExecutionCommandInput;
  StopTestCaseExecution: Connect.StopTestCaseExecutionCommandInput;
  GetTestCaseExecutionSummary: Connect.GetTestCaseExecutionSummaryCommandInput;
  ListTestCaseExecutionRecords: Connect.ListTestCaseExecutionRecordsCommandInput;
  TagResource: Connect.TagResourceCommandInput;
  UntagResource: Connect.UntagResourceCommandInput;
  ListPrompts: Connect.ListPromptsCommandInput;
  ListQuickConnects: Connect.ListQuickConnectsCommandInput;
  ListRoutingProfiles: Connect.ListRoutingProfilesCommandInput;
  ListAgentStatuses: Connect.ListAgentStatusesCommandInput;
  ListSecurityProfiles: Connect.ListSecurityProfilesCommandInput;
  ListUsers: Connect.ListUsersCommandInput;
  ListUserHierarchyGroups: Connect.ListUserHierarchyGroupsCommandInput;
  ListViews: Connect.ListViewsCommandInput;
  ListTaskTemplates: Connect.ListTaskTemplatesCommandInput;
  ListPhoneNumbersV2: Connect.ListPhoneNumbersV2CommandInput;
  ListLambdaFunctions: Connect.ListLambdaFunctionsCommandInput;
  ListBots: Connect.ListBotsCommandInput;
  StartTaskContact: Connect.StartTaskContactCommandInput;
  DescribeContact: Connect.DescribeContactCommandInput;
  GetContactAttributes: Connect.GetContactAttributesCommandInput;
  StopContact: Connect.StopContactCommandInput;
  "lex:ListBots": Lex.ListBotsCommandInput;
  "lex:ListBotAliases": Lex.ListBotAliasesCommandInput;
}

/** The name of an operation, as the service spells it. */
export type Operation = keyof Inputs;

/** What the SDK has to send them with: a class for each. */
export type ConnectCommands = { readonly [Name in Exclude<Operation, `lex:${string}`> as `${Name}Command`]: unknown };
export type LexCommands = {
  readonly [Name in Operation as Name extends `lex:${infer Own}` ? `${Own}Command` : never]: unknown;
};

/** The permission that an operation asks for, as it stands in a policy. */
export function iamAction(operation: string): string {
  return operation.includes(":") ? operation : `connect:${operation}`;
}
