import { ConnectClient } from "@aws-sdk/client-connect";
import { openSimulator, type Simulator, type SimulatorOptions } from "../../src/sim/index.js";

/** Ids in the order in which they are asked for, in the shape of a UUID. */
export function countingIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-9000-${String(last).padStart(12, "0")}`;
  };
}

export interface Simulated {
  readonly simulator: Simulator;
  readonly client: ConnectClient;
  readonly InstanceId: string;
  readonly arn: string;
}

/** A simulator with one instance, and a client for it that does not retry. */
export async function simulated(options: SimulatorOptions = {}): Promise<Simulated> {
  const simulator = await openSimulator({ newId: countingIds(), ...options });
  const { id, arn, region } = await simulator.ensureInstance({ alias: "acme", region: "eu-west-2" });
  return { simulator, client: clientFor(simulator, region), InstanceId: id, arn };
}

export const clientFor = (simulator: Simulator, region: string): ConnectClient =>
  new ConnectClient({
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: simulator.handler,
    maxAttempts: 1,
  });

export interface Refusal {
  readonly name: string;
  readonly status: number | undefined;
  readonly message: string;
  readonly problems: readonly string[];
}

/** The refusal a call ends with; fails when the call succeeds. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason as Failure,
  );
  if (error === undefined) throw new Error("The call was not refused");
  const problems = error.problems ?? error.Problems ?? [];
  return {
    name: error.name,
    status: error.$metadata?.httpStatusCode,
    message: error.message,
    problems: problems.map((problem) => problem.message ?? ""),
  };
}

interface Failure extends Error {
  readonly problems?: readonly { readonly message?: string }[];
  readonly Problems?: readonly { readonly message?: string }[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The content of a flow with these actions; the first is where it starts. */
export const content = (...Actions: readonly object[]): string =>
  JSON.stringify({ Version: "2019-10-30", StartAction: (Actions[0] as { Identifier?: string }).Identifier, Actions });

export const hangUp = { Identifier: "bye", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };

/** The smallest content that can be published. */
export const GOOD = content(hangUp);
