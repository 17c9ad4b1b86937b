import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { openSimulator, serveSimulator } from "../../src/sim/index.js";
import { type S3Server, serveS3 } from "../support/s3-server.js";

/** An Amazon Connect and a store on loopback that several machines meet. */
export interface Shared {
  readonly s3: S3Server;
  readonly environment: string;
  /** A folder of its own with the project in it. */
  machine(state?: string): Promise<string>;
  /** Lets the manifest name an instance that is not there. */
  breakInstance(folder: string): Promise<void>;
  /** Names of the flows that live in the instance, but those it came with. */
  flows(): readonly string[];
}

export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI-EXAMPLE",
  AWS_CONFIG_FILE: "/nonexistent/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

const CONTENT = JSON.stringify({
  Version: "2019-10-30",
  StartAction: "end",
  Metadata: {},
  Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }],
});

export async function shared(): Promise<Shared> {
  for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
  const s3 = await serveS3();
  const simulator = await openSimulator({ folder: await temporary() });
  const { id } = await simulator.ensureInstance({ alias: "acme", region: "eu-west-2", account: "123456789012" });
  const served = await serveSimulator(simulator, { port: 0 });
  onTestFinished(async () => {
    await served.close();
    await s3.close();
    await simulator.close();
    vi.unstubAllEnvs();
  });
  const environment = `region: eu-west-2, instance: ${id}, endpoint: "${served.url}", rate: unlimited`;
  const inStore = `{ s3: "s3://states/prod.json", endpoint: "${s3.endpoint}" }`;
  return {
    s3,
    environment,
    machine: async (state = inStore) => {
      const folder = await temporary();
      await mkdir(join(folder, "flows"));
      await writeFile(join(folder, "flows/end.json"), CONTENT);
      await writeFile(join(folder, "connectctl.yaml"), manifest(environment, state));
      return folder;
    },
    breakInstance: async (folder) => {
      const file = join(folder, "connectctl.yaml");
      await writeFile(file, (await readFile(file, "utf8")).replace(id, "nobody"));
    },
    flows: () => {
      const flows = simulator.dump().instances.flatMap((instance) => instance.flows ?? []);
      const names = flows.map((flow) => (typeof flow === "string" ? flow : String(flow.name)));
      return names.filter((name) => name.length === 1).sort();
    },
  };
}

function manifest(environment: string, state: string): string {
  return `version: 1
environments:
  prod: { ${environment}, state: ${state} }
flows:
  a: { name: A, content: flows/end.json }
  b: { name: B, content: flows/end.json }
`;
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "connectctl-remote-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
