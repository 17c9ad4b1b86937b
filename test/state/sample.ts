import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { Fault } from "../../src/model/fault.js";
import type { State, StateResource } from "../../src/model/state.js";
import { folderMedium } from "../../src/state/disk/folder-medium.js";
import { openStateStore, type StateStore } from "../../src/state/document/state-store.js";

export const INSTANCE = "arn:aws:connect:ap-northeast-1:111122223333:instance/aaaa";

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A project folder that is removed after the test. */
export async function projectFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "connectctl-state-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function storeIn(folder: string, more: { path?: string; environment?: string; now?: number } = {}): StateStore {
  let lineages = 0;
  const medium = folderMedium({
    folder,
    path: more.path ?? "state/prod.json",
    environment: more.environment ?? "prod",
    now: () => more.now ?? 0,
  });
  return openStateStore(medium, { sha256, newLineage: () => `lineage-${++lineages}` });
}

export function resource(address: string, more: Partial<StateResource> = {}): StateResource {
  const [kind = "", name = ""] = address.split(".");
  const id = `${name}-id`;
  const base = { address, kind: kind as StateResource["kind"], name, id, arn: `${INSTANCE}/${kind}/${id}` };
  return { ...base, sha256: sha256(address), parts: { name: "n1" }, dependsOn: [], ...more };
}

export function stateOf(...resources: readonly StateResource[]): State {
  return { formatVersion: "1.0", lineage: "lineage-1", serial: 0, instanceArn: INSTANCE, resources };
}

/** The fault that a piece of work ends in; the test fails if it does not. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  if (error instanceof Fault) return error;
  throw error;
}

export async function diagnosticOf(work: Promise<unknown>): Promise<Diagnostic> {
  const [first] = (await faultOf(work)).diagnostics;
  if (!first) throw new Error("a fault without a diagnostic");
  return first;
}
