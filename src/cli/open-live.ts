import type { ConnectProvider } from "../connect/index.js";
import { insideProject } from "../manifest/index.js";
import type { Environment } from "../model/environment.js";
import type { Context } from "./line/command.js";
import { usageError } from "./line/usage.js";
import { toolName } from "./version.js";

const SIMULATOR_FOLDER = ".connectctl/simulator";

/** Where a project keeps its simulated instances, as an absolute path; ends the command where a link leads it elsewhere. */
export function simulatorFolder(folder: string): string {
  const place = insideProject(folder, SIMULATOR_FOLDER);
  if ("absolute" in place) return place.absolute;
  throw usageError("The simulator's data would lie outside the project folder", {
    detail: `\`${SIMULATOR_FOLDER}\` is not inside the project folder: ${place.outside}.`,
    help: "put a folder in the place of the link",
  });
}

/** The instance as a command reaches it. */
export interface Live {
  readonly provider: ConnectProvider;
  /** Calls to the service so far, by operation. */
  readonly calls: () => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
}

/** Opens the way to an environment's instance, be it simulated; nothing is asked of it yet. */
export async function openLive(environment: Environment, context: Context): Promise<Live> {
  const { world, out, verbose, signal } = context;
  const { openProvider, openBuckets } = await import("../connect/index.js");
  const simulated = environment.simulator ? await openSimulated(environment, context) : undefined;
  const provider = openProvider(simulated?.environment ?? environment, {
    now: world.now,
    sleep: world.sleep,
    random: world.random,
    env: world.env,
    buckets: openBuckets(world),
    tool: toolName(),
    ...(signal ? { signal } : {}),
    ...(simulated ? { requestHandler: simulated.handler } : {}),
    ...(verbose ? { onCall: ({ operation }: { operation: string }) => out.note(`call ${operation}`) } : {}),
    ...(verbose ? { onNote: (text: string) => out.note(text) } : {}),
  });
  return { provider, calls: () => provider.calls(), close: async () => simulated?.close() };
}

/** The embedded Amazon Connect, with the environment's instance in it. */
async function openSimulated(environment: Environment, { folder, world }: Context) {
  const { openSimulator } = await import("../sim/index.js");
  // A rehearsal: how long the real service would take, and whether it would ever say that it is too much.
  const limits = world.env["CONNECTCTL_SIMULATOR_LIMITS"] === "service" ? "service" : "off";
  const simulator = await openSimulator({
    folder: simulatorFolder(folder),
    newId: world.newId,
    now: world.now,
    limits,
  });
  const { id } = await simulator.ensureInstance({
    alias: environment.instance ?? environment.name,
    region: environment.region ?? "us-east-1",
    account: environment.account ?? "123456789012",
  });
  const region = environment.region ?? "us-east-1";
  return {
    environment: {
      ...environment,
      instance: id,
      region,
      ...(limits === "service" ? { rate: environment.rate ?? {} } : {}),
    },
    handler: simulator.handler,
    close: () => simulator.close(),
  };
}
