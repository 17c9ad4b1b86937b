import { fault, ServiceFault } from "../fault.js";
import { brokenConnection, type CallHook, type InjectedFault } from "../fault-injection.js";
import type { RateLimit } from "../rate-limit.js";
import type { Call, World } from "../world.js";
import { asDeclared } from "./declared.js";
import { LEX_OPERATIONS, OPERATIONS } from "./operations.js";
import { inputCheckOf } from "./wire-check.js";
import { readWireModel, type WireModel, type WireOperation } from "./wire-model.js";
import { type Input, readInput, type WireRequest } from "./wire-read.js";
import { type Route, type Router, routerOf } from "./wire-route.js";
import { type WireResponse, writeFault, writeOutput } from "./wire-write.js";

/** What the dispatcher needs beside the world. */
interface Surroundings {
  readonly world: World;
  readonly limit: RateLimit;
  /** Told of every call before it is carried out. */
  readonly hook: CallHook;
  /** Comes back when all that was written so far is kept. */
  readonly flush: () => Promise<void>;
}

/** Answers one request; rejects only for a broken connection or a bug. */
export type Dispatch = (request: WireRequest) => Promise<WireResponse>;

/** Builds the dispatcher: route, read, check, limit, carry out, keep, answer. */
export function dispatcherOf(around: Surroundings): Dispatch {
  const model = readWireModel();
  const route = serviceRouterOf(model);
  const check = inputCheckOf(model);
  let answered = 0;
  return async (request) => {
    answered += 1;
    const requestId = `00000000-0000-4000-8000-${String(answered).padStart(12, "0")}`;
    const found = route(request);
    const service = found?.operation.service ?? "connect";
    try {
      const routed = found ?? refuseUnknown(request);
      const output = await carryOut(around, routed, request, check);
      return writeOutput(routed.operation, output, requestId);
    } catch (error) {
      if (error instanceof ServiceFault) return writeFault(model, service, refusalOf(found, error), requestId);
      throw error;
    }
  };
}

const refusalOf = (found: Route | undefined, refusal: ServiceFault): ServiceFault =>
  found?.operation.service === "connect" ? asDeclared(found.operation.name, refusal) : refusal;

/** Some paths are the same in both services: the service the request was signed for decides, unsigned ones are for Connect. */
function serviceRouterOf(model: WireModel): (request: WireRequest) => Route | undefined {
  const of = (service: string): Router =>
    routerOf(model.operations.filter((operation) => operation.service === service));
  const [connect, lex] = [of("connect"), of("lex")];
  return (request) => {
    const first = scopeOf(request)?.service === "lex" ? lex : connect;
    return first(request.method, request.path) ?? (first === lex ? connect : lex)(request.method, request.path);
  };
}

function refuseUnknown(request: WireRequest): never {
  throw fault("UnknownOperationException", `No operation answers ${request.method} ${request.path}`);
}

type Check = (operation: WireOperation, input: Input) => void;

async function carryOut(around: Surroundings, route: Route, request: WireRequest, check: Check): Promise<unknown> {
  const { operation } = route;
  const act = (operation.service === "lex" ? LEX_OPERATIONS : OPERATIONS)[operation.name];
  if (act === undefined)
    throw fault("NotImplementedException", `The simulator does not have the operation ${operation.name}`);
  const input = readInput(route, request);
  const name = operation.service === "lex" ? `lex.${operation.name}` : operation.name;
  const injected = (await around.hook(name, input)) ?? undefined;
  if (injected?.when === "before") play(injected);
  const call: Call = { world: around.world, operation: operation.name, region: scopeOf(request)?.region };
  around.limit(name, ownerOf(call, input));
  check(operation, input);
  const output = act(call, input as never);
  await around.flush();
  if (injected !== undefined) play(injected);
  return output;
}

function play(injected: InjectedFault): never {
  if (injected.disconnect) throw brokenConnection();
  throw fault(injected.name ?? "InternalServiceException", injected.message ?? "Injected failure", injected.members);
}

/** The credential scope of a SigV4 header. */
function scopeOf(request: WireRequest): { readonly region: string; readonly service: string } | undefined {
  const header = request.headers.authorization ?? "";
  const [, region, service] = /Credential=[^/]*\/\d{8}\/([^/]+)\/([^/]+)\//.exec(header) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

/** The account and region whose buckets a call draws from. */
function ownerOf(call: Call, input: Input): string {
  const [, , , region, account] = typeof input.resourceArn === "string" ? input.resourceArn.split(":") : [];
  if (account !== undefined) return `${account} ${region}`;
  const id = typeof input.InstanceId === "string" ? (input.InstanceId.split("/").pop() ?? "") : "";
  const named = call.world.instances.get(id);
  const about = (named ?? [...call.world.instances.values()].find((other) => other.about.region === call.region))
    ?.about;
  return about === undefined ? (call.region ?? "") : `${about.account} ${about.region}`;
}
