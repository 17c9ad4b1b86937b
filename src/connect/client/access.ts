import { parseArn } from "../../model/arn.js";
import type { Environment, Target } from "../../model/environment.js";
import { shownEndpoint } from "../../model/shown-endpoint.js";
import { bucketOf, type CallerWorld, openCaller } from "../pace/caller.js";
import { type PatientCaller, withPatience } from "../pace/patience.js";
import { type HttpHandler, openClient, type Timeouts } from "./client.js";

/** What the live side needs of the world. Times are in milliseconds. */
export interface ConnectWorld extends CallerWorld {
  /** The variables of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes the requests in place of the network: the simulator's. */
  readonly requestHandler?: HttpHandler | undefined;
  /** `name/version` for the user agent. */
  readonly tool: string;
  readonly timeouts?: Timeouts | undefined;
}

/** A way to the service, with the account's rate and a count of what was sent. */
export interface Access {
  readonly caller: PatientCaller;
  /** Goes on although the command was told to stop: for what must not be left behind. */
  readonly persistent: PatientCaller;
  calls(): Readonly<Record<string, number>>;
  estimate(operation: string, count: number): number;
  /** How far this machine's clock is ahead of the service's, by the last answer that told; in milliseconds. */
  clockSkew(): number | undefined;
  /** From then on the rate is that of the target's account and Region. */
  scopeTo(target: Target): void;
}

export function openAccess(environment: Environment, world: ConnectWorld): Access {
  if (environment.simulator && !world.requestHandler && !environment.endpoint) {
    throw new Error(`the simulator of ${environment.name} was not given`);
  }
  const counts = new Map<string, number>();
  let scope = firstScope(environment, world);
  const region = regionOf(environment, world);
  const counting: CallerWorld = {
    ...world,
    now: () => world.now(),
    sleep: (ms, signal) => world.sleep(ms, signal),
    random: () => world.random(),
    onCall(call) {
      counts.set(call.operation, (counts.get(call.operation) ?? 0) + 1);
      world.onCall?.(call);
    },
  };
  const { requestHandler, tool, timeouts } = world;
  let skew: number | undefined;
  const onServiceTime = (time: number) => {
    skew = world.now() - time;
  };
  const send = openClient({ environment, region, requestHandler, tool, timeouts, onServiceTime });
  const place = {
    endpoint: shownEndpoint(endpointOf(environment, world)),
    region,
    profile: environment.profile ?? world.env.AWS_PROFILE,
  };
  const unstoppable: CallerWorld = { ...counting, signal: undefined };
  const parts = { environment, world: counting, send, scope: () => scope, place };
  return {
    caller: withPatience(openCaller(parts), counting),
    persistent: withPatience(openCaller({ ...parts, world: unstoppable }), unstoppable),
    calls: () => Object.fromEntries(counts),
    clockSkew: () => skew,
    estimate: (operation, count) => bucketOf(parts, operation).estimate(count),
    scopeTo: ({ accountId, region: found }) => {
      scope = scopeOf(environment, accountId, found);
    },
  };
}

/** The AWS CLI reads AWS_DEFAULT_REGION too; the SDK finds a profile's Region by itself. */
function regionOf(environment: Environment, { env }: ConnectWorld): string | undefined {
  const fromInstance = parseArn(environment.instance ?? "")?.region;
  const region = environment.region ?? fromInstance ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  return region ?? (environment.simulator ? "us-east-1" : undefined);
}

function endpointOf(environment: Environment, { env }: ConnectWorld): string | undefined {
  if (environment.simulator) return environment.endpoint;
  return environment.endpoint ?? env.AWS_ENDPOINT_URL_CONNECT ?? env.AWS_ENDPOINT_URL;
}

/** Before the instance is known, its account may be told by the manifest. */
function firstScope(environment: Environment, world: ConnectWorld): string {
  const arn = parseArn(environment.instance ?? "") ?? parseArn(environment.roleArn ?? "");
  const account = environment.account ?? arn?.account ?? `profile ${environment.profile ?? ""}`;
  return scopeOf(environment, account, regionOf(environment, world) ?? "");
}

/** A simulator has its own account, whatever its number says. */
function scopeOf({ simulator, name }: Environment, account: string, region: string): string {
  return simulator ? `simulator ${name}` : `${account} ${region}`;
}
