import type { Checked, Diagnostic } from "../model/diagnostic.js";
import type { SmokeTestCase } from "../model/smoke.js";
import type { State } from "../model/state.js";
import type { ResolvedTestCase } from "./test-case-trial.js";

/** What a run of test cases takes besides them; `within` in milliseconds. */
interface RunFacts {
  readonly state: State | undefined;
  readonly within: number;
}

/** Puts ids in place of addresses; tells each test case that has not been applied. */
export function resolveTestCases(
  cases: readonly SmokeTestCase[],
  environment: string,
  { state, within }: RunFacts,
): Checked<readonly ResolvedTestCase[]> {
  const ids = new Map((state?.resources ?? []).map(({ address, id }) => [address, id]));
  const value = cases.flatMap((one) => {
    const id = ids.get(one.name);
    return id === undefined ? [] : [{ ...one, id, within }];
  });
  const diagnostics = cases.filter(({ name }) => !ids.has(name)).map((one) => notApplied(one, environment));
  return { value, diagnostics };
}

function notApplied({ name, origin }: SmokeTestCase, environment: string): Diagnostic {
  const { file, line, column, pointer } = origin;
  return {
    severity: "error",
    code: "smoke/not-applied",
    summary: "A test case has not been applied",
    detail: `The state of \`${environment}\` does not have \`${name}\`.`,
    address: name,
    ...{ file, pointer, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    help: "apply first",
  };
}
