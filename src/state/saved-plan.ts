import type { Diagnostic } from "../model/diagnostic.js";
import { Fault } from "../model/fault.js";
import type { Sha256 } from "../model/fingerprint.js";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { fileHashOf, PLAN_FORMAT, type Plan, planHashOf } from "../model/plan.js";
import { readText, writeDurably } from "./disk/durable-file.js";
import { assertKnownFormat } from "./document/format-version.js";
import { findJsonMistake } from "./document/json-place.js";
import { type SchemaCheck, sayProblems, schemaCheck } from "./document/schema-check.js";
import { isTooDeep } from "./document/too-deep.js";

/** Only the owner may read a plan: it holds whole contents. */
const OWNER_ONLY = 0o600;

/** Writes a plan to a file of any place, whole or not at all. */
export async function savePlan(file: string, plan: Plan): Promise<void> {
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (canonicalJson(JSON.parse(text)) !== canonicalJson(plan as unknown as Json)) {
    throw new Error("the plan holds something that JSON cannot hold, so its hashes would not fit what is saved");
  }
  await writeDurably(file, text, { mode: OWNER_ONLY });
}

/** Reads a saved plan. Anything but what was written is a fault of the kind `precondition`. */
export async function loadPlan(file: string, sha256: Sha256, check: SchemaCheck = schemaCheck("plan")): Promise<Plan> {
  const text = await readText(file, "anything").catch((error: unknown) => {
    throw isNoText(error) ? notText(file, error) : error;
  });
  if (text === undefined) throw absent(file);
  const value = parse(file, text);
  assertKnownFormat(value.formatVersion, PLAN_FORMAT, file, "precondition");
  if (typeof value.planHash !== "string" || typeof value.fileHash !== "string") throw noPlan(file);
  assertUnaltered(file, value as unknown as Plan, sha256);
  const problems = check(value);
  if (problems.length > 0) throw invalid(file, sayProblems(problems), problems[0]?.pointer ?? "");
  return value as unknown as Plan;
}

function parse(file: string, text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notJson(file, text);
  }
  if (isTooDeep(value)) throw invalid(file, "It is nested too deeply.", "");
  if (isJsonObject(value)) return value;
  throw noPlan(file);
}

function assertUnaltered(file: string, plan: Plan, sha256: Sha256): void {
  const hashes = [
    { name: "planHash", found: plan.planHash, expected: planHashOf(plan, sha256) },
    { name: "fileHash", found: plan.fileHash, expected: fileHashOf(plan, sha256) },
  ];
  const wrong = hashes.filter(({ found, expected }) => found !== expected);
  if (wrong.length === 0) return;
  const found = wrong.map(({ name, found, expected }) => `\`${name}\` is ${found}, its content gives ${expected}`);
  const detail = `In ${file} ${found.join("; ")}.`;
  throw refusal("state/plan-altered", { summary: "The plan was altered after it was saved", detail, file });
}

function absent(file: string): Fault {
  const help = "check the path, or make a plan with `connectctl plan --out FILE`";
  return refusal("state/plan-missing", {
    summary: "There is no such plan",
    detail: `${file} does not exist.`,
    file,
    help,
  });
}

function notJson(file: string, text: string): Fault {
  const { line, column, end } = findJsonMistake(text);
  const broken = end
    ? `${file} ends at line ${line}, column ${column}, in the middle of its JSON.`
    : `${file} is not JSON from line ${line}, column ${column} on.`;
  const detail = text.trim() === "" ? `${file} is empty.` : broken;
  return refusal("state/plan-unreadable", { summary: "The plan cannot be read", detail, file, line, column });
}

function isNoText(error: unknown): boolean {
  return error instanceof Fault && error.diagnostics.some(({ code }) => code === "state/corrupt");
}

function notText(file: string, cause: unknown): Fault {
  const detail = `${file} holds bytes that are not UTF-8.`;
  return refusal("state/plan-unreadable", { summary: "The plan cannot be read", detail, file }, cause);
}

function noPlan(file: string): Fault {
  return invalid(file, "The document has no `planHash` and `fileHash`.", "");
}

function invalid(file: string, detail: string, pointer: string): Fault {
  return refusal("state/plan-invalid", { summary: "The file is not a plan", detail, file, pointer });
}

function refusal(code: string, more: Omit<Diagnostic, "severity" | "code">, cause?: unknown): Fault {
  const help = "plan again with `connectctl plan --out FILE`, and let the new plan be reviewed";
  return new Fault("precondition", [{ severity: "error", code, help, ...more }], { cause });
}
