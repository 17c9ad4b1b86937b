import { createHash } from "node:crypto";
import type { Json } from "../../src/model/json.js";

/** A simulated instance that grows by name; what refers to what is by name too. */
export interface InstanceSpec {
  readonly alias: string;
  readonly region: string;
  readonly account: string;
}

export type Thing = "contact-flow" | "flow-module" | "queue" | "operating-hours" | "prompt" | "agent" | "view";

/** One place in a content that refers to something, and what it refers to. */
export type Use =
  | { readonly at: "transfer" | "hook" | "task"; readonly flow: string }
  | { readonly at: "invoke"; readonly module: string }
  | { readonly at: "alias"; readonly module: string; readonly alias: string }
  | { readonly at: "queue" | "queueId" | "metric"; readonly queue: string }
  | { readonly at: "hours"; readonly hours: string }
  | { readonly at: "prompt"; readonly prompt: string }
  | { readonly at: "lambda"; readonly fn: string; readonly qualifier?: string }
  | { readonly at: "bot"; readonly bot: string; readonly alias: string }
  | { readonly at: "attributes"; readonly texts: Readonly<Record<string, string>> }
  | { readonly at: "text"; readonly text: string }
  | { readonly at: "view" };

/** An id that a name always has in an instance. */
export function idOf({ alias }: InstanceSpec, thing: string, name: string): string {
  const hex = createHash("sha256").update(`${alias} ${thing} ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function instanceArn(spec: InstanceSpec): string {
  return `arn:aws:connect:${spec.region}:${spec.account}:instance/${idOf(spec, "instance", "")}`;
}

export function arnOf(spec: InstanceSpec, thing: Thing, name: string): string {
  return `${instanceArn(spec)}/${thing}/${idOf(spec, thing, name)}`;
}

export function lambdaArn({ region, account }: InstanceSpec, name: string): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

export function botArn(spec: InstanceSpec, bot: string, alias: string): string {
  const code = (text: string) => idOf(spec, "lex", text).replaceAll("-", "").slice(0, 10).toUpperCase();
  return `arn:aws:lex:${spec.region}:${spec.account}:bot-alias/${code(bot)}/${code(`${bot} ${alias}`)}`;
}

interface Block {
  readonly Type: string;
  readonly Parameters: Json;
  readonly metadata?: Json;
  readonly errors?: readonly string[];
  readonly conditions?: readonly string[];
}

/** A content in the Flow language that goes through its uses one after the other. */
export function contentOf(spec: InstanceSpec, uses: readonly Use[], end = "DisconnectParticipant"): Json {
  const blocks = uses.map((use) => blockOf(spec, use));
  const next = (index: number) => (index < blocks.length ? `block-${index}` : "end");
  const actions = blocks.map(({ Type, Parameters, errors = ["NoMatchingError"], conditions }, index) => ({
    Identifier: next(index),
    Type,
    Parameters,
    Transitions: {
      NextAction: next(index + 1),
      Errors: errors.map((ErrorType) => ({ ErrorType, NextAction: "end" })),
      Conditions: (conditions ?? []).map((value) => ({
        NextAction: "end",
        Condition: { Operator: "Equals", Operands: [value] },
      })),
    },
  }));
  const layout = blocks.map(({ metadata }, index) => [
    next(index),
    { position: { x: 200 * index, y: 40 }, ...(metadata as object) },
  ]);
  return {
    Version: "2019-10-30",
    StartAction: next(0),
    Metadata: { entryPointPosition: { x: 20, y: 20 }, ActionMetadata: Object.fromEntries(layout) },
    Actions: [...actions, { Identifier: "end", Type: end, Parameters: {}, Transitions: {} }],
  };
}

function blockOf(spec: InstanceSpec, use: Use): Block {
  switch (use.at) {
    case "transfer": {
      const arn = arnOf(spec, "contact-flow", use.flow);
      const metadata = { ContactFlow: { id: arn, text: use.flow } };
      return { Type: "TransferToFlow", Parameters: { ContactFlowId: arn }, metadata };
    }
    case "hook":
      return {
        Type: "UpdateContactEventHooks",
        Parameters: { EventHooks: { CustomerRemaining: arnOf(spec, "contact-flow", use.flow) } },
      };
    case "task":
      return {
        Type: "CreateTask",
        Parameters: { Name: "task", ContactFlowId: idOf(spec, "contact-flow", use.flow) },
      };
    case "invoke":
      return { Type: "InvokeFlowModule", Parameters: { FlowModuleId: arnOf(spec, "flow-module", use.module) } };
    case "alias": {
      const alias = idOf(spec, "alias", `${use.module} ${use.alias}`);
      return {
        Type: "InvokeFlowModule",
        Parameters: { FlowModuleId: `${arnOf(spec, "flow-module", use.module)}:${alias}` },
      };
    }
    case "queue":
      return { Type: "UpdateContactTargetQueue", Parameters: { QueueId: arnOf(spec, "queue", use.queue) } };
    case "queueId": {
      const id = idOf(spec, "queue", use.queue);
      const metadata = { queue: { id, text: use.queue } };
      return { Type: "UpdateContactTargetQueue", Parameters: { QueueId: id }, metadata };
    }
    case "metric":
      return {
        Type: "GetMetricData",
        Parameters: { QueueId: arnOf(spec, "queue", use.queue), QueueChannel: "Voice" },
      };
    case "hours":
      return {
        Type: "CheckHoursOfOperation",
        Parameters: { HoursOfOperationId: arnOf(spec, "operating-hours", use.hours) },
        conditions: ["True", "False"],
      };
    case "prompt":
      return { Type: "MessageParticipant", Parameters: { PromptId: arnOf(spec, "prompt", use.prompt) } };
    case "lambda": {
      const arn = lambdaArn(spec, use.fn) + (use.qualifier ? `:${use.qualifier}` : "");
      return {
        Type: "InvokeLambdaFunction",
        Parameters: { LambdaFunctionARN: arn, InvocationTimeLimitSeconds: "3" },
      };
    }
    case "bot":
      return {
        Type: "ConnectParticipantWithLexBot",
        Parameters: { Text: "Hello", LexV2Bot: { AliasArn: botArn(spec, use.bot, use.alias) } },
        errors: ["NoMatchingError", "NoMatchingCondition"],
      };
    case "attributes":
      return { Type: "UpdateContactAttributes", Parameters: { Attributes: use.texts, TargetContact: "Current" } };
    case "text":
      return { Type: "MessageParticipant", Parameters: { Text: use.text } };
    case "view":
      return {
        Type: "ShowView",
        Parameters: {
          ViewResource: { Id: `arn:aws:connect:${spec.region}:aws:view/form:1`, Version: "1" },
          InvocationTimeLimitSeconds: "400",
          ViewData: {},
        },
        errors: ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"],
        conditions: ["Submit"],
      };
  }
}

/** What an instance holds, as the simulator loads it. */
export interface Holding {
  readonly flows?: readonly { readonly name: string; readonly uses: readonly Use[]; readonly more?: object }[];
  readonly modules?: readonly {
    readonly name: string;
    readonly uses: readonly Use[];
    readonly aliases?: readonly string[];
  }[];
  readonly queues?: readonly string[];
  readonly hours?: readonly string[];
  readonly prompts?: readonly string[];
  readonly lambdas?: readonly string[];
  readonly bots?: readonly (readonly [string, string])[];
}

/** A document for `simulator load`. */
export function instanceOf(spec: InstanceSpec, holding: Holding): object {
  const plain = (thing: Thing, names: readonly string[] = []) =>
    names.map((name) => ({ name, id: idOf(spec, thing, name) }));
  return {
    ...spec,
    id: idOf(spec, "instance", ""),
    quotas: { flows: 1000, modules: 1000, queues: 1000, hours: 1000, lambdas: 1000 },
    hours: plain("operating-hours", holding.hours),
    queues: plain("queue", holding.queues),
    prompts: plain("prompt", holding.prompts),
    lambdas: (holding.lambdas ?? []).map((name) => lambdaArn(spec, name)),
    lexBots: (holding.bots ?? []).map(([bot, alias]) => ({ bot, alias, arn: botArn(spec, bot, alias) })),
    flows: (holding.flows ?? []).map(({ name, uses, more }) => ({
      name,
      id: idOf(spec, "contact-flow", name),
      type: "CONTACT_FLOW",
      content: contentOf(spec, uses),
      ...more,
    })),
    modules: (holding.modules ?? []).map(({ name, uses, aliases }) => moduleOf(spec, name, uses, aliases ?? [])),
  };
}

function moduleOf(spec: InstanceSpec, name: string, uses: readonly Use[], aliases: readonly string[]): object {
  const content = contentOf(spec, uses, "EndFlowModuleExecution");
  const versions = aliases.length > 0 ? [{ version: 1, content: JSON.stringify(content) }] : [];
  return {
    name,
    id: idOf(spec, "flow-module", name),
    content,
    versions,
    aliases: aliases.map((alias) => ({
      id: idOf(spec, "alias", `${name} ${alias}`),
      name: alias,
      version: 1,
      modifiedAt: 0,
    })),
  };
}
