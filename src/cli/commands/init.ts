import { initProject } from "../../manifest/index.js";
import { renderNote, shellWord } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { type Command, textArg } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { nearPlace } from "../screen/near-place.js";

/** What stands in the way of a file or folder is the user's to move. */
function initOrRefuse(...given: Parameters<typeof initProject>): ReturnType<typeof initProject> {
  try {
    return initProject(...given);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw error;
    throw usageError(`\`${path}\` cannot be written: the system says ${code}`, {
      help: "move what stands there out of the way, or give another folder with --chdir",
    });
  }
}

/** `init`: a project to start from. */
export const initCommand: Command = {
  options: { name: { type: "string", requiresArg: true, describe: "Name of the contact centre" } },
  run: async ({ folder, out, world }, args) => {
    const name = textArg(args, "name");
    const { written, skipped } = initOrRefuse(folder, name === undefined ? {} : { name });
    out.document({ written, skipped });
    out.result(written.map((file) => `  + ${file}`).join("\n"));
    if (skipped.length > 0) out.note(renderNote(`Left as they were: ${skipped.join(", ")}`, out.sideLook));
    // A manifest that was there already has environments of its own.
    if (written.some((file) => MANIFEST.test(file))) out.result(`\n${nextWords(folder, world.cwd)}`);
    return EXIT.done;
  },
};

const MANIFEST = /^connectctl\.[a-z]+$/;

function nextWords(folder: string, cwd: string): string {
  const place = folder === cwd ? "" : ` --chdir ${shellWord(nearPlace(cwd, folder))}`;
  return `Next: connectctl plan${place} --env demo`;
}
