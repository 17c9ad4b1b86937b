import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Replaces a file at once: whoever reads it sees the old text or the new one, never a part. Throws what the disk says. */
export function replaceFile(path: string, text: string): void {
  const real = realpathSync(path);
  const beside = `${real}.connectctl-new`;
  try {
    rmSync(beside, { force: true });
    writeFileSync(beside, text, { flag: "wx", flush: true });
    chmodSync(beside, statSync(real).mode);
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
