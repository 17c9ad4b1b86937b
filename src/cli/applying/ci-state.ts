import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import type { Environment } from "../../model/environment.js";
import type { Context } from "../line/command.js";
import { UsageError } from "../line/usage.js";

/**
 * Refuses to apply in CI where the state would be lost with the machine: neither git nor a bucket keeps it, so the next
 * run would know nothing of what this one made. Imitations of the service may be forgotten.
 */
export async function assertStateIsKept(environment: Environment, { world, folder }: Context): Promise<void> {
  const { CI: ci = "" } = world.env;
  if (["", "0", "false"].includes(ci.toLowerCase()) || isImitation(environment, world.env)) return;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(environment.state)) return;
  if (await isTracked(join(folder, environment.state))) return;
  throw new UsageError([
    {
      severity: "error",
      code: "cli/state-not-kept",
      summary: "The state would be lost with this machine",
      detail: `This is CI (CI=${ci}), and \`${environment.state}\` is not tracked by git, so nobody would know what was made.`,
      help: `apply once from a working copy and commit \`${environment.state}\`, or keep the state in a bucket: \`state: s3://BUCKET/KEY\``,
    },
  ]);
}

function isImitation({ simulator, endpoint }: Environment, env: Context["world"]["env"]): boolean {
  const place = endpoint ?? env["AWS_ENDPOINT_URL_CONNECT"] ?? env["AWS_ENDPOINT_URL"] ?? "";
  return simulator || /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|\/|$)/.test(place);
}

/** Whether git keeps a file; not where there is no git, no repository or no such file. */
function isTracked(file: string): Promise<boolean> {
  return new Promise((done) => {
    execFile("git", ["ls-files", "--error-unmatch", "--", file], { cwd: dirname(file) }, (error) =>
      done(error === null),
    );
  });
}
