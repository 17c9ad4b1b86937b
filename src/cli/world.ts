import type { Sha256 } from "../model/fingerprint.js";

/** A stream that text goes out on. */
export interface Outlet {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

export type StopSignal = "SIGINT" | "SIGTERM";

/** Everything outside that the program may touch, so that a test can stand in for it. Times are in milliseconds. */
export interface World {
  readonly stdout: Outlet;
  readonly stderr: Outlet;
  readonly stdin: { readonly isTTY: boolean; readLine(signal?: AbortSignal): Promise<string | undefined> };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly pid: number;
  readonly host: string;
  readonly user: string;
  /** When this process began; tells it from a later one with the same pid. */
  readonly processStart: string;
  /** What tells this machine and container from others of the same name; undefined where nothing does. */
  readonly machine?: string | undefined;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  random(): number;
  newId(): string;
  readonly sha256: Sha256;
  isAlive(pid: number): boolean;
  /** Adds a listener; the function it gives takes it away. */
  onSignal(listener: (signal: StopSignal) => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}
