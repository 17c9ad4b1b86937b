import { kindOfArn, parseArn } from "../../model/arn.js";
import type { Target } from "../../model/environment.js";
import type { Kind } from "../../model/kind.js";
import type { Listed } from "../../model/snapshot.js";
import { type Answer, listOf, partOf, partsOf, textOf } from "../client/answer.js";
import type { Caller } from "../pace/caller.js";
import type { Inputs, Operation } from "../pace/operations.js";
import { archivedPart, isPublished } from "../translate.js";

/** One thing as a list shows it, with what it may be looked up by besides its name. */
export interface Summary {
  readonly listed: Listed;
  readonly description?: string;
}

/** What a page is asked for with. */
interface Page {
  readonly InstanceId: string;
  readonly MaxResults: number;
  readonly NextToken?: string;
}

type ListAll = (caller: Caller, target: Target) => Promise<readonly Summary[]>;

/** Page sizes are the largest that the service takes (API version 2017-08-08). */
const LARGE = 1000;
const MEDIUM = 100;
const SMALL = 25;

/** One list operation a kind. */
const LISTS: Readonly<Record<Kind, ListAll>> = {
  flow: pages("ListContactFlows", LARGE, summaries("flow", "ContactFlowSummaryList", flowParts)),
  module: pages("ListContactFlowModules", LARGE, summaries("module", "ContactFlowModulesSummaryList", moduleParts)),
  hours: pages("ListHoursOfOperations", LARGE, summaries("hours", "HoursOfOperationSummaryList")),
  queue: pages("ListQueues", LARGE, queues, (page) => ({
    ...page,
    QueueTypes: ["STANDARD"],
  })),
  testCase: pages("ListTestCases", LARGE, summaries("testCase", "TestCaseSummaryList", testCaseParts)),
  prompt: pages("ListPrompts", LARGE, summaries("prompt", "PromptSummaryList")),
  quickConnect: pages("ListQuickConnects", LARGE, summaries("quickConnect", "QuickConnectSummaryList")),
  routingProfile: pages("ListRoutingProfiles", LARGE, summaries("routingProfile", "RoutingProfileSummaryList")),
  agentStatus: pages("ListAgentStatuses", LARGE, summaries("agentStatus", "AgentStatusSummaryList")),
  securityProfile: pages("ListSecurityProfiles", LARGE, summaries("securityProfile", "SecurityProfileSummaryList")),
  user: pages("ListUsers", LARGE, users),
  hierarchyGroup: pages("ListUserHierarchyGroups", LARGE, summaries("hierarchyGroup", "UserHierarchyGroupSummaryList")),
  view: pages("ListViews", MEDIUM, summaries("view", "ViewsSummaryList")),
  taskTemplate: pages("ListTaskTemplates", MEDIUM, summaries("taskTemplate", "TaskTemplates")),
  phoneNumber: pages("ListPhoneNumbersV2", LARGE, phoneNumbers, ({ MaxResults, NextToken }, { instanceArn }) => ({
    TargetArn: instanceArn,
    MaxResults,
    NextToken,
  })),
  lambda: pages("ListLambdaFunctions", SMALL, lambdas),
  lexBot: pages("ListBots", SMALL, botAliases, (page) => ({ ...page, LexVersion: "V2" })),
};

/**
 * Everything of a kind, page after page, in the service's order. What lacks an id, an ARN or a name is left out; what
 * stands on two pages, since something was made or renamed in between, is listed once, as it was seen last.
 */
export function listAll(caller: Caller, target: Target, kind: Kind): Promise<readonly Summary[]> {
  return LISTS[kind](caller, target);
}

function pages<Name extends Operation>(
  operation: Name,
  size: number,
  read: (answer: Answer) => readonly Summary[],
  input: (page: Page, target: Target) => Inputs[Name] = (page) => page as unknown as Inputs[Name],
): ListAll {
  return async (caller, target) => {
    const all: Summary[] = [];
    const seen = new Set<string>();
    let page: Page | undefined = { InstanceId: target.instanceId, MaxResults: size };
    while (page) {
      const answer: Answer = await caller.read(operation, input(page, target), "this instance");
      all.push(...read(answer));
      page = nextPage(page, textOf(answer, "NextToken"), seen);
    }
    return [...new Map(all.map((one) => [one.listed.arn, one])).values()];
  };
}

/** A token that comes a second time would go round for ever. */
function nextPage(page: Page, token: string | undefined, seen: Set<string>): Page | undefined {
  if (token === undefined || seen.has(token)) return undefined;
  seen.add(token);
  return { ...page, NextToken: token };
}

function summaries(kind: Kind, member: string, more: (part: Answer) => Partial<Listed> = () => ({})) {
  return (answer: Answer): readonly Summary[] =>
    partsOf(answer, member).flatMap((part) => {
      const [id, arn, name] = [textOf(part, "Id"), textOf(part, "Arn"), textOf(part, "Name")];
      return summary({ kind, id, arn, name }, more(part));
    });
}

function summary(
  { kind, id, arn, name }: { kind: Kind; id: string | undefined; arn: string | undefined; name: string | undefined },
  more: Partial<Listed> = {},
  description?: string,
): readonly Summary[] {
  if (id === undefined || arn === undefined || name === undefined) return [];
  return [{ listed: { kind, id, arn, name, ...more }, ...(description === undefined ? {} : { description }) }];
}

function flowParts(part: Answer): Partial<Listed> {
  const type = textOf(part, "ContactFlowType");
  const published = isPublished(textOf(part, "ContactFlowStatus"));
  return { ...(type ? { type } : {}), ...archivedPart(textOf(part, "ContactFlowState")), published };
}

function moduleParts(part: Answer): Partial<Listed> {
  return archivedPart(textOf(part, "State"));
}

function testCaseParts(part: Answer): Partial<Listed> {
  return { published: isPublished(textOf(part, "Status")) };
}

/** Agents have queues of their own, which nobody manages. */
function queues(answer: Answer): readonly Summary[] {
  const standard = partsOf(answer, "QueueSummaryList").filter((part) => part.QueueType !== "AGENT");
  return summaries("queue", "Queues")({ Queues: standard });
}

function users(answer: Answer): readonly Summary[] {
  return partsOf(answer, "UserSummaryList").flatMap((part) =>
    summary({ kind: "user", id: textOf(part, "Id"), arn: textOf(part, "Arn"), name: textOf(part, "Username") }),
  );
}

function phoneNumbers(answer: Answer): readonly Summary[] {
  return partsOf(answer, "ListPhoneNumbersSummaryList").flatMap((part) => {
    const [id, arn] = [textOf(part, "PhoneNumberId"), textOf(part, "PhoneNumberArn")];
    const name = textOf(part, "PhoneNumber");
    return summary({ kind: "phoneNumber", id, arn, name }, {}, textOf(part, "PhoneNumberDescription"));
  });
}

function lambdas(answer: Answer): readonly Summary[] {
  return listOf(answer, "LambdaFunctions").flatMap((arn) => byArn("lambda", arn));
}

function botAliases(answer: Answer): readonly Summary[] {
  return partsOf(answer, "LexBots").flatMap((part) => byArn("lexBot", textOf(partOf(part, "LexV2Bot"), "AliasArn")));
}

/** Functions and bots are only listed by ARN: their id stands for the name. */
function byArn(kind: Kind, text: unknown): readonly Summary[] {
  const arn = typeof text === "string" ? parseArn(text) : undefined;
  const found = arn && kindOfArn(arn);
  if (!arn || found?.kind !== kind) return [];
  const id = arn.qualifier === undefined ? found.id : `${found.id}:${arn.qualifier}`;
  return summary({ kind, id, arn: String(text), name: id });
}
