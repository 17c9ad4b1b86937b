import type { Edit } from "./edit-flow.js";
import { type Program, serve } from "./program.js";

/**
 * Changes one spoken text of a live flow as the console would: through the API, without a word to anybody.
 *
 * The simulator is served for as long as that takes, as the AWS CLI or any SDK would meet it.
 */
export async function editBehindItsBack(program: Program, alias: string, edit: Edit): Promise<void> {
  const serving = await serve(program, ["simulator", "serve", "--json"]);
  let code: number | null = null;
  try {
    const { url, instances } = JSON.parse(serving.line) as Announcement;
    const instance = instances.find((one) => one.alias === alias);
    if (!instance) throw new Error(`The simulator does not serve ${alias}.`);
    const { editFlow } = await import("./edit-flow.js");
    await editFlow({ url, region: instance.region, instanceId: instance.id }, edit);
  } finally {
    code = await serving.stop();
  }
  if (code !== 0) throw new Error(`\`connectctl simulator serve\` gave exit code ${code}, not 0.`);
}

interface Announcement {
  readonly url: string;
  readonly instances: readonly { readonly alias: string; readonly region: string; readonly id: string }[];
}
