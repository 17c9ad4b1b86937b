import { type BlockFacts, block, references, unverified } from "./block-facts.js";

const CAUGHT = { expectedErrors: ["NoMatchingError"] } as const;
const DATA_TABLE = { references: references({ DataTableId: "dataTable" }) } as const;

/** Blocks that talk to other services. Sources: Flow language reference; public exports for the undocumented ones. */
export const INTERACTION_BLOCKS = {
  InvokeLambdaFunction: block("AWS Lambda function", {
    ...CAUGHT,
    requiredParameters: ["LambdaFunctionARN"],
    references: references({ LambdaFunctionARN: "lambda" }),
  }),
  CreateCallbackContact: block("Transfer to queue (callback)", {
    ...CAUGHT,
    references: references({ QueueId: "queue", AgentId: "user", ContactFlowId: "flow" }),
  }),
  GetCustomerProfile: block("Customer profiles (get)", {
    expectedErrors: ["MultipleFoundError", "NoneFoundError", "NoMatchingError"],
    expectedParameters: [["ProfileRequestData"]],
  }),
  CreateCustomerProfile: block("Customer profiles (create)", CAUGHT),
  UpdateCustomerProfile: block("Customer profiles (update)", CAUGHT),
  AssociateContactToCustomerProfile: block("Customer profiles (associate contact)", CAUGHT),
  GetCustomerProfileObject: block("Customer profiles (get object)", CAUGHT),
  GetCalculatedAttributesForCustomerProfile: block("Customer profiles (calculated attributes)", CAUGHT),
  CheckSegmentMembership: unverified("Customer profiles (segment)"),
  CheckSegmentMembershipForCustomerProfile: unverified("Customer profiles (segment)"),
  RenderMessageTemplate: unverified("Message template"),
  EvaluateDataTableValues: unverified("Data table (evaluate)", DATA_TABLE),
  ListDataTableValues: unverified("Data table (list)", DATA_TABLE),
  UpsertDataTableValues: unverified("Data table (write)", DATA_TABLE),
} as const satisfies Record<string, BlockFacts>;
