import { createHash } from "node:crypto";

/** The hash that the program is given by its world. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
