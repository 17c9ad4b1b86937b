import type { Diagnostic } from "../model/diagnostic.js";
import { nearNames } from "../model/near-name.js";
import { matchesAny, matchesPattern } from "../model/pattern.js";
import type { SmokeTest } from "../model/smoke.js";

/** What a test is chosen by. */
type Named = Pick<SmokeTest, "name" | "flow">;

/** Patterns of names of tests, or of addresses of the flows they go through. */
export interface Selection {
  readonly targets: readonly string[];
  readonly excludes: readonly string[];
}

/** The tests that patterns choose (without a target: all), and an error for each pattern that fits none. */
export function selectTests<Test extends Named>(tests: readonly Test[], { targets, excludes }: Selection) {
  const chosen = tests.filter((test) => (targets.length === 0 || isMeant(targets, test)) && !isMeant(excludes, test));
  const words = tests.flatMap(({ name, flow }) => [name, flow]);
  const idle = (flag: string, patterns: readonly string[]) =>
    patterns
      .filter((pattern) => !words.some((word) => matchesPattern(pattern, word)))
      .map((pattern) => fitsNothing(`--${flag} ${pattern}`, pattern, words));
  return { value: chosen, diagnostics: [...idle("target", targets), ...idle("exclude", excludes)] };
}

function isMeant(patterns: readonly string[], { name, flow }: Named): boolean {
  return matchesAny(patterns, name) || matchesAny(patterns, flow);
}

function fitsNothing(flag: string, pattern: string, words: readonly string[]): Diagnostic {
  const near = nearNames(pattern, words);
  return {
    severity: "error",
    code: "smoke/pattern-fits-nothing",
    summary: "A pattern fits no smoke test",
    detail: `\`${flag}\` fits neither the name nor the flow of a smoke test that may run here.`,
    help: near.length > 0 ? `write ${near.map((one) => `\`${one}\``).join(" or ")}` : "see `smoke` in the manifest",
  };
}
