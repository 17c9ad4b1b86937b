/**
 * The demo: a contact centre goes to an embedded Amazon Connect, is changed behind connectctl's back, and is put right.
 *
 * It runs the built program on a copy of examples/contact-centre and checks every exit code; whatever is not as told
 * ends it with 1. `--program FILE` takes another build, `--keep` leaves the copy where it is.
 */
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { play } from "./play.js";
import { openStage } from "./stage.js";

// The SDK would write its plans for Node over the story.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const { values } = parseArgs({ options: { program: { type: "string" }, keep: { type: "boolean", default: false } } });
const file = resolve(values.program ?? join(ROOT, "dist/cli/bin.js"));
const stage = openStage(process.stdout, process.env);
const folder = await mkdtemp(join(tmpdir(), "connectctl-demo-"));
const tidy = () => (values.keep ? Promise.resolve() : rm(folder, { recursive: true, force: true }));
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  process.once(signal, () => void tidy().finally(() => process.exit(code)));
}

try {
  if (!existsSync(file)) throw new Error(`There is no ${file}; run \`npm run build\` first.`);
  await cp(join(ROOT, "examples/contact-centre"), folder, { recursive: true });
  await play(stage, { file, folder, env: programEnv() });
  if (values.keep) stage.tell(`\nThe copy is in ${folder}.`);
} catch (error) {
  stage.alert(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await tidy();
}

/** The program is to look as it would here, and to be disturbed by no flag of whoever watches. */
function programEnv(): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:CONNECTCTL_|AWS_|GITHUB_STEP_SUMMARY$|FORCE_COLOR$)/.test(name),
  );
  return { ...Object.fromEntries(own), COLUMNS: String(stage.width), ...(stage.color ? { FORCE_COLOR: "1" } : {}) };
}
