import { Fault } from "../../model/fault.js";
import { EXIT, exitCodeOfFault } from "../exit-code.js";

export type Verdict = "ok" | "warn" | "fail";

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
  readonly says: string;
  /** What to do. */
  readonly help?: string;
  /** Of the diagnostic that it came from. */
  readonly code?: string;
  /** What the program would exit with if this were all. */
  readonly exitCode?: number;
}

/** Looks at one thing; a failure of the world is what is found, and never the end of the others. */
export async function examine(name: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Fault) return [failing(name, error)];
    throw error;
  }
}

export function ok(name: string, says: string): Finding {
  return { name, verdict: "ok", says };
}

export function warn(name: string, says: string, help: string): Finding {
  return { name, verdict: "warn", says, help };
}

/** What a fault says, as a finding. */
export function failing(name: string, fault: Fault): Finding {
  const [first] = fault.diagnostics;
  const told = [first?.summary ?? fault.message, first?.detail].filter((text) => text !== undefined);
  const says = told.join(": ").replace(/\.$/, "");
  return {
    name,
    verdict: "fail",
    says,
    ...(first?.help === undefined ? {} : { help: first.help }),
    ...(first === undefined ? {} : { code: first.code }),
    exitCode: exitCodeOfFault(fault),
  };
}

/** Worst first: what must be mended before anything else can be judged. */
const WORST = [EXIT.access, EXIT.state, EXIT.precondition, EXIT.failed];

export function exitCodeOfFindings(findings: readonly Finding[]): number {
  const codes = new Set(findings.filter(({ verdict }) => verdict === "fail").map(({ exitCode }) => exitCode));
  if (codes.size === 0) return EXIT.done;
  return WORST.find((code) => codes.has(code)) ?? EXIT.failed;
}
