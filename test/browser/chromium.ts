import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian's package puts the browser; another place may be told. */
const EXECUTABLE = process.env["CONNECTCTL_CHROMIUM"] ?? "/usr/bin/chromium";

/**
 * Why there is no browser to test with; undefined where there is one. Where it lacks and may be had (Debian, as root) it
 * is installed; in CI its absence is a failure.
 */
export function missingChromium(): string | undefined {
  if (!existsSync(EXECUTABLE) && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) install();
  if (existsSync(EXECUTABLE)) return undefined;
  const words = `no Chromium at ${EXECUTABLE}; install it, or set CONNECTCTL_CHROMIUM to where it is`;
  if (process.env["CI"]) throw new Error(words);
  return words;
}

function install(): void {
  const quiet = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  spawnSync("apt-get", ["update"], quiet);
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet);
}

/** Starts a browser with a profile of its own that asks the network nothing. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    headless: true,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}
