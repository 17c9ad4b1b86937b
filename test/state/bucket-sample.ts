import { onTestFinished, vi } from "vitest";
import { type EnvironmentRecord, openRecord, type RecordOptions } from "../../src/state/index.js";
import type { LockAsk } from "../../src/state/lock/lock.js";
import { type S3Behaviour, type S3Server, serveS3 } from "../support/s3-server.js";
import { projectFolder, sha256 } from "./sample.js";

export const KEY = "team/prod.json";

/** A store for one test; the SDK finds credentials and nothing else of this machine. */
export async function store(behaviour: Partial<S3Behaviour> = {}): Promise<S3Server> {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI-EXAMPLE");
  vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  const server = await serveS3(behaviour);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  return server;
}

let ids = 0;

/** The record as another machine (another folder) meets it. */
export async function machine(server: S3Server, more: Partial<RecordOptions> = {}): Promise<EnvironmentRecord> {
  return openRecord({
    folder: await projectFolder(),
    environment: "prod",
    path: `s3://states/${KEY}`,
    access: { endpoint: server.endpoint },
    env: {},
    sha256,
    newId: () => `id-${++ids}`,
    now: () => 0,
    sleep: async () => undefined,
    random: () => 0.5,
    ...more,
  });
}

/** Who asks for a lock; by default on a machine of its own. */
export function asker(more: Partial<LockAsk> = {}): LockAsk {
  let clock = Date.UTC(2030, 0, 1);
  return {
    ...{ environment: "prod", operation: "apply", who: "ann", host: "ci", pid: 100, machine: "m1", timeoutMs: 0 },
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    random: () => 0.5,
    newId: () => `lock-${++ids}`,
    isAlive: () => true,
    ...more,
  };
}
