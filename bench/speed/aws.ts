import { join } from "node:path";
import { writeCentre } from "./centre.js";
import { type Cost, measure } from "./measure.js";
import { type Middle, middleOf } from "./medians.js";
import { SIGNED } from "./program.js";
import { freePort, serveInstances } from "./simulator-process.js";

/** What a script of the AWS CLI pays for each flow: its describe of a flow, so many of them one after the other. */
export async function measureDescribes(program: string, folder: string, count: number): Promise<Middle> {
  const centre = writeCentre(join(folder, "ours"), { flows: 20, blocks: 30, environments: 1, as: "unlimited" });
  const port = await freePort();
  const service = await serveInstances(program, folder, port, centre.instances);
  const env = { ...SIGNED, AWS_ENDPOINT_URL_CONNECT: service.endpoint };
  try {
    const apply = [process.execPath, program, "apply", "--auto-approve", "--quiet"];
    await must({ argv: apply, cwd: centre.folder, env });
    const { stdout } = await must({
      argv: [process.execPath, program, "state", "list", "--json"],
      cwd: centre.folder,
      env,
    });
    const listed = JSON.parse(stdout) as readonly { readonly kind: string; readonly arn: string }[];
    const flows = listed.filter(({ kind }) => kind === "flow").slice(0, count);
    const costs: Cost[] = [];
    for (const { arn } of flows) {
      const [instance = "", , flow = ""] = arn.split("/").slice(1);
      const argv = ["aws", "connect", "describe-contact-flow", "--instance-id", instance, "--contact-flow-id", flow];
      costs.push(await must({ argv, cwd: folder, env }));
    }
    return middleOf(costs);
  } finally {
    await service.stop();
  }
}

async function must(command: Parameters<typeof measure>[0]) {
  const done = await measure(command);
  if (done.exitCode !== 0) throw new Error(`${command.argv.join(" ")} ended with ${done.exitCode}:\n${done.stderr}`);
  return done;
}
