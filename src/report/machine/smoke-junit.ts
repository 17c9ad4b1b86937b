import { type SmokeReport, type SmokeResult, VERDICT_WORDS } from "../../model/smoke.js";
import { viewLeft } from "../view/smoke-view.js";
import { safeXml } from "./safe-xml.js";

/**
 * Writes how smoke tests ended as JUnit XML: one suite, one case for each test, with the file and line that it stands in.
 * Failed and timed out are failures, broken off is an error, not run is skipped; but a contact that may still be running
 * is always an error.
 */
export function renderSmokeJunit(report: SmokeReport): string {
  const { environment, results, summary } = report;
  const elements = results.map((result) => [result, outcomeOf(result, environment)] as const);
  const count = (name: string) => elements.filter(([, outcome]) => outcome?.element === name).length;
  const time = seconds(results.reduce((sum, { elapsed }) => sum + elapsed, 0));
  const counts = attributes({
    tests: String(summary.total),
    failures: String(count("failure")),
    errors: String(count("error")),
    skipped: String(count("skipped")),
    time,
  });
  const name = attributes({ name: `connectctl smoke ${environment}` });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${name}${counts}>`,
    `  <testsuite${name}${counts}>`,
    ...elements.map(([result, outcome]) => caseElement(result, outcome)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

interface Outcome {
  readonly element: "failure" | "error" | "skipped";
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

function outcomeOf(result: SmokeResult, environment: string): Outcome | undefined {
  const { verdict, reason, left, diagnostics } = result;
  if (verdict === "passed" && !left) return undefined;
  const failing = result.checks.filter(({ holds }) => !holds);
  const words = failing.map(({ expected, seen }) => `expected: ${expected}; seen: ${seen}`);
  const lines = [
    ...words,
    ...(reason === undefined ? [] : [reason]),
    ...diagnostics.map(({ code, summary, detail = "" }) => `${code}: ${summary} ${detail}`.trim()),
    ...(result.contactId === undefined ? [] : [`contact ${result.contactId}`]),
    ...(result.runId === undefined ? [] : [`run ${result.runId}`]),
    ...(left ? [viewLeft(left, environment).sentence, viewLeft(left, environment).command] : []),
  ];
  const message = words[0] ?? reason ?? (left ? viewLeft(left, environment).sentence : VERDICT_WORDS[verdict].words);
  return { element: left ? "error" : ELEMENTS[verdict], type: VERDICT_WORDS[verdict].words, message, lines };
}

const ELEMENTS = {
  passed: "error",
  failed: "failure",
  timedOut: "failure",
  brokenOff: "error",
  notRun: "skipped",
} as const satisfies Record<SmokeResult["verdict"], Outcome["element"]>;

function caseElement({ name, about, elapsed, origin }: SmokeResult, outcome: Outcome | undefined): string {
  const { file, line } = origin;
  const place = { file, ...(line === undefined ? {} : { line: String(line) }) };
  const head = `    <testcase${attributes({ classname: about, name, time: seconds(elapsed), ...place })}`;
  if (!outcome) return `${head}/>`;
  const { element, type, message, lines } = outcome;
  const told = attributes(element === "skipped" ? { message } : { type, message });
  const body = element === "skipped" ? "/>" : `>${lines.map(safeXml).join("\n")}</${element}>`;
  return `${head}>\n      <${element}${told}${body}\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${safeXml(value)}"`)
    .join("");
}

const seconds = (ms: number) => (ms / 1000).toFixed(3);
