import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The built program, as a package would install it. */
export function builtProgram(): string {
  const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { bin: { connectctl: string } };
  const file = join(ROOT, bin.connectctl);
  if (!existsSync(file)) throw new Error("There is no built program; run `npm run build` first.");
  return file;
}

/** Credentials that the simulator takes as it takes any. */
export const SIGNED = {
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
};
