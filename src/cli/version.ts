import { readFileSync } from "node:fs";

/** The version in package.json, which lies two folders above this file in source and in the build alike. */
export function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** How the tool names itself to the service and in plans. */
export function toolName(): string {
  return `connectctl/${version()}`;
}
