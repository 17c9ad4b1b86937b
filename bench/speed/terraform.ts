import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Centre } from "./centre.js";

/** Whether a command answers. */
export function isThere(command: string, ...argv: readonly string[]): boolean {
  try {
    execFileSync(command, argv, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * A project of Terraform with the same number of resources and the same contents. `terraform_data` is built in: it has
 * no provider process, no network and nothing to read, so what is measured is the engine alone.
 */
export function writeTerraform(folder: string, centre: Centre): void {
  mkdirSync(folder, { recursive: true });
  const data = centre.contents.map(({ name, text }) => [name, { input: asSent(text) }]);
  const document = { resource: { terraform_data: Object.fromEntries(data) } };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(document));
  execFileSync("terraform", ["init", "-input=false"], { cwd: folder, stdio: "ignore" });
}

/** A content as an instance has it: on one line, and with ARNs where the file has references. */
function asSent(text: string): string {
  const arnOf = (_: string, name: string) =>
    `arn:aws:connect:us-east-1:111122223333:instance/00000000-0000-4000-8000-000000000000/${name}`;
  return JSON.stringify(JSON.parse(text)).replaceAll(/\$\{([^}]*)\}/g, arnOf);
}

/** Its commands, by the name of the case of ours that they are held against. */
export const TERRAFORM_CASES = {
  "plan from scratch": ["terraform", "plan", "-input=false", "-out=all.tfplan"],
  "apply from scratch": ["terraform", "apply", "-input=false", "-auto-approve", "all.tfplan"],
  "plan, nothing to do": ["terraform", "plan", "-input=false"],
} as const;
