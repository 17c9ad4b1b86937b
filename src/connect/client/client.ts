import type { ConnectClient, ConnectClientConfig, DescribeInstanceCommand } from "@aws-sdk/client-connect";
import type { Environment } from "../../model/environment.js";
import { atOnce } from "../pace/at-once.js";
import type { Send } from "../pace/caller.js";
import type { ConnectCommands, Inputs, LexCommands, Operation } from "../pace/operations.js";
import type { Answer } from "./answer.js";

/** Takes the requests of the SDK in place of the network. */
export type HttpHandler = NonNullable<ConnectClientConfig["requestHandler"]>;

/** What a client is made of. */
export interface ClientParts {
  readonly environment: Environment;
  readonly region: string | undefined;
  readonly requestHandler: HttpHandler | undefined;
  /** `name/version` for the user agent. */
  readonly tool: string;
  /** In milliseconds; the defaults are 5 s to connect and 30 s to answer. */
  readonly timeouts: Timeouts | undefined;
  /** Told the service's own time, in milliseconds since 1970, with each answer that has it. */
  readonly onServiceTime?: ((time: number) => void) | undefined;
}

export interface Timeouts {
  readonly connect: number;
  readonly request: number;
}

const TIMEOUTS: Timeouts = { connect: 5_000, request: 30_000 };

/** Connections that are kept open, and requests that are under way at once where no rate keeps them apart. */
const SOCKETS = 32;

const LEX = "lex:";

type Clients = { readonly connect: Promise<Send> | undefined; readonly lex: Promise<Send> | undefined };

/** Sends requests with the SDK, which is loaded with the first one. Nothing is sent twice. */
export function openClient(parts: ClientParts): Send {
  let clients: Clients = { connect: undefined, lex: undefined };
  const door = atOnce(SOCKETS);
  return async (operation, input, signal) => {
    const isLex = operation.startsWith(LEX);
    const send = isLex ? (clients.lex ?? openLex(parts)) : (clients.connect ?? openConnect(parts));
    clients = { ...clients, [isLex ? "lex" : "connect"]: send };
    return door(async () => (await send)(operation, input, signal));
  };
}

async function openConnect(parts: ClientParts): Promise<Send> {
  const sdk = await import("./sdk-connect.js");
  const client = new sdk.ConnectClient(await configOf(parts));
  // It writes no log, but goes through the whole of every answer as if it did.
  client.middlewareStack.remove("loggerMiddleware");
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      refuseForeign(result.response);
      const time = Date.parse(dateIn(result.response) ?? "");
      if (!Number.isNaN(time)) parts.onServiceTime?.(time);
      return result;
    },
    { step: "deserialize", name: "tellServiceTime" },
  );
  const wayOf = keepWays(client);
  return async (operation, input, signal) => {
    const Command = commandIn<typeof sdk.DescribeInstanceCommand>(sdk satisfies ConnectCommands, operation);
    const command = new Command(asInput(input));
    return toAnswer((await wayOf(operation, command, signal)(command)).output);
  };
}

type Way = ReturnType<DescribeInstanceCommand["resolveMiddleware"]>;

/**
 * The ways from a command through the SDK to its answer, one for each operation and signal: the SDK itself would build
 * one anew for each call, an eighth of what a call costs.
 */
function keepWays(client: ConnectClient) {
  const ways = new Map<AbortSignal | undefined, Map<Operation, Way>>();
  return (operation: Operation, command: DescribeInstanceCommand, signal: AbortSignal | undefined): Way => {
    const known = ways.get(signal) ?? new Map<Operation, Way>();
    const way =
      known.get(operation) ?? command.resolveMiddleware(client.middlewareStack, client.config, options(signal));
    ways.set(signal, known.set(operation, way));
    return way;
  };
}

async function openLex(parts: ClientParts): Promise<Send> {
  const sdk = await import("./sdk-lex.js");
  const client = new sdk.LexModelsV2Client(await configOf(parts));
  return async (operation, input, signal) => {
    const name = operation.slice(LEX.length);
    const Command = commandIn<typeof sdk.ListBotsCommand>(sdk satisfies LexCommands, name);
    return toAnswer(await client.send(new Command(asInput(input)), options(signal)));
  };
}

/** What is looked at of an answer before the SDK reads it. */
interface RawAnswer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly statusCode?: number;
  readonly body?: { readonly destroy?: () => unknown };
}

/** The SDK takes whatever says 200 for the answer to a delete or an update; a proxy's page says that too. */
function refuseForeign(response: unknown): void {
  const { headers, statusCode, body } = (response ?? {}) as RawAnswer;
  if (!/^(?:text\/|application\/xhtml)/i.test(headers?.["content-type"] ?? "")) return;
  // A page that nobody reads would keep its connection, and with it the whole process, until the time-out.
  body?.destroy?.();
  throw Object.assign(new SyntaxError("The answer is a page for people"), {
    $metadata: { httpStatusCode: statusCode },
  });
}

function dateIn(response: unknown): string | undefined {
  const { headers } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> };
  return headers?.date;
}

/** All commands are made alike, so one stands for all: the caller's types have checked operation and input. */
function commandIn<Class>(sdk: object, operation: string): Class {
  return (sdk as Record<string, unknown>)[`${operation}Command`] as Class;
}

function asInput(input: Inputs[Operation]): never {
  return input as never;
}

function toAnswer(output: object): Answer {
  return output as Answer;
}

function options(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}

async function configOf(parts: ClientParts): Promise<ConnectClientConfig> {
  const { environment, region, tool } = parts;
  const [name = tool, version = ""] = tool.split("/");
  const credentials = await credentialsOf(parts);
  return {
    maxAttempts: 1,
    customUserAgent: [[name, version]],
    requestHandler: parts.requestHandler ?? handlerOptions(parts.timeouts ?? TIMEOUTS),
    ...(region === undefined ? {} : { region }),
    ...(environment.profile === undefined ? {} : { profile: environment.profile }),
    ...(credentials === undefined ? {} : { credentials }),
    ...endpointOf(environment),
  };
}

/** The SDK makes its own handler of these; a silent log keeps it from writing to the console. */
function handlerOptions({ connect, request }: Timeouts): HttpHandler {
  const silent = () => undefined;
  const agent = { keepAlive: true, maxSockets: SOCKETS };
  return {
    connectionTimeout: connect,
    requestTimeout: request,
    throwOnRequestTimeout: true,
    socketTimeout: request,
    httpAgent: agent,
    httpsAgent: agent,
    logger: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  };
}

/** The simulator must not be led elsewhere by what is set for the real service. */
function endpointOf({ simulator, endpoint }: Environment): Partial<ConnectClientConfig> {
  if (endpoint !== undefined) return { endpoint };
  if (!simulator) return {};
  return { endpoint: "https://connect.simulator.invalid", useFipsEndpoint: false, useDualstackEndpoint: false };
}

async function credentialsOf(parts: ClientParts): Promise<ConnectClientConfig["credentials"] | undefined> {
  const { environment, region } = parts;
  if (environment.simulator) return { accessKeyId: "SIMULATOR", secretAccessKey: "simulator" };
  if (environment.roleArn === undefined) return undefined;
  const { fromTemporaryCredentials, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  const { profile, roleArn } = environment;
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, RoleSessionName: "connectctl" },
    ...(profile === undefined ? {} : { masterCredentials: fromNodeProviderChain({ profile }) }),
    clientConfig: { maxAttempts: 3, requestHandler: handlerOptions(TIMEOUTS), ...(region ? { region } : {}) },
  });
}
