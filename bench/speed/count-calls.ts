import type { Case } from "./cases.js";
import type { Gate, Traffic } from "./count-bytes.js";
import { measure } from "./measure.js";
import { SIGNED } from "./program.js";

/** What a command asked of the service. */
export interface Asked extends Traffic {
  /** Requests by operation. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Runs a case once more, untimed, and counts its requests and what went over the wire. */
export async function countCalls(one: Case, program: string, cwd: string, gate: Gate): Promise<Asked> {
  gate.take();
  one.before?.();
  const argv = [process.execPath, program, ...one.argv.filter((word) => word !== "--quiet"), "--verbose"];
  const env = { ...SIGNED, AWS_ENDPOINT_URL_CONNECT: gate.endpoint };
  const { exitCode, stderr } = await measure({ argv, cwd, env });
  one.after?.();
  if (exitCode !== 0) throw new Error(`${one.name} ended with ${exitCode}:\n${stderr.slice(-2000)}`);
  return { calls: callsIn(stderr), ...gate.take() };
}

/** The requests that `--verbose` told of, by operation. */
export function callsIn(stderr: string): Readonly<Record<string, number>> {
  const calls: Record<string, number> = {};
  for (const [, operation = ""] of stderr.matchAll(/^call (\S+)$/gm)) calls[operation] = (calls[operation] ?? 0) + 1;
  return calls;
}
