import { fault, type ServiceFault } from "../fault.js";

/** The three refusals that nearly every operation can answer with. */
type Usual = "InvalidRequestException" | "InvalidParameterException" | "ResourceNotFoundException";

/** The refusal that an operation answers with in the place of one that its model does not have; from API version 2017-08-08. */
const UNDECLARED: Readonly<Record<string, Partial<Record<Usual, Usual>>>> = {
  ...withoutParameter(
    "ListInstances",
    "DescribeInstance",
    "CreateInstance",
    "UpdateContactFlowModuleContent",
    "AssociateBot",
    "DisassociateBot",
    "ListBots",
    "GetContactAttributes",
  ),
  ...withoutRequest(
    "CreateTaskTemplate",
    "UpdateTaskTemplate",
    "ListPhoneNumbersV2",
    "DescribePhoneNumber",
    "ClaimPhoneNumber",
    "ReleasePhoneNumber",
    "AssociatePhoneNumberContactFlow",
    "DisassociatePhoneNumberContactFlow",
  ),
  CreatePrompt: { ResourceNotFoundException: "InvalidParameterException" },
};

function withoutParameter(...operations: readonly string[]): Record<string, Partial<Record<Usual, Usual>>> {
  return Object.fromEntries(operations.map((name) => [name, { InvalidParameterException: "InvalidRequestException" }]));
}

function withoutRequest(...operations: readonly string[]): Record<string, Partial<Record<Usual, Usual>>> {
  return Object.fromEntries(operations.map((name) => [name, { InvalidRequestException: "InvalidParameterException" }]));
}

/** The refusal as the operation of Amazon Connect may answer it: by a name that its model declares. */
export function asDeclared(operation: string, refusal: ServiceFault): ServiceFault {
  const name = (UNDECLARED[operation] as Record<string, Usual> | undefined)?.[refusal.name];
  return name === undefined ? refusal : fault(name, refusal.message, refusal.members);
}
