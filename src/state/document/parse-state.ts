import { parseAddress } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import { isJsonObject } from "../../model/json.js";
import { STATE_FORMAT, type State } from "../../model/state.js";
import { assertKnownFormat } from "./format-version.js";
import { findJsonMistake, outerKeys } from "./json-place.js";
import { type SchemaCheck, sayProblems } from "./schema-check.js";
import { sortResources } from "./state-text.js";
import { isTooDeep } from "./too-deep.js";

/**
 * Reads the text of a state. Whatever is not a whole and sound state is a fault, so that a damaged record can never be
 * taken for an empty one. Fields we do not know stay in the value.
 */
export function parseState(text: string, file: string, check: SchemaCheck): State {
  const value = parseJson(text.replace(/^\uFEFF/, ""), file);
  if (isJsonObject(value)) assertKnownFormat(value.formatVersion, STATE_FORMAT, file);
  const problems = check(value);
  const [first] = problems;
  if (first) throw corrupt(file, "is not a state", sayProblems(problems), { pointer: first.pointer });
  const state = value as unknown as State;
  assertSound(state, file);
  return { ...state, resources: sortResources(state.resources) };
}

function parseJson(text: string, file: string): unknown {
  if (text.trim() === "") throw corrupt(file, "is empty", `${file} holds nothing, though a state is never empty.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notJson(text, file);
  }
  if (isTooDeep(value)) throw corrupt(file, "is nested too deeply", `${file} is none that connectctl has written.`);
  assertOneOfEach(text, file);
  return value;
}

/** A merge that went wrong leaves a key twice, and only the last would count: what the first held would be forgotten. */
function assertOneOfEach(text: string, file: string): void {
  const seen = new Map<string, number>();
  for (const { key, line } of outerKeys(text)) {
    const first = seen.get(key);
    if (first !== undefined) {
      const detail = `\`${key}\` stands in line ${first} and in line ${line} of ${file}.`;
      throw corrupt(file, "holds a key twice", detail, { line, column: 1, help: MERGED });
    }
    seen.set(key, line);
  }
}

const MERGED = "take the file whole from the branch that was applied last, then run `connectctl plan`";

function notJson(text: string, file: string): Fault {
  const { line, column, end } = findJsonMistake(text);
  const conflict = text.split("\n").findIndex((row) => row.startsWith("<<<<<<< "));
  if (conflict >= 0) {
    const detail = `${file} holds the marks of a merge conflict, from line ${conflict + 1} on.`;
    return corrupt(file, "holds an unsolved merge", detail, { line: conflict + 1, column: 1, help: MERGED });
  }
  if (text.startsWith("version https://git-lfs")) {
    const detail = `${file} holds a pointer of Git LFS.`;
    return corrupt(file, "is not there, only a pointer to it", detail, { help: "run `git lfs pull`" });
  }
  const detail = end
    ? `${file} ends at line ${line}, column ${column}, in the middle of its JSON.`
    : `${file} is not JSON from line ${line}, column ${column} on.`;
  return corrupt(file, end ? "is torn" : "is not JSON", detail, { line, column });
}

function assertSound(state: State, file: string): void {
  const seen = new Set<string>();
  for (const [index, { address, kind }] of state.resources.entries()) {
    const place = { pointer: `/resources/${index}/address`, address };
    if (seen.has(address))
      throw corrupt(file, "has an address twice", `\`${address}\` stands twice in ${file}.`, place);
    const detail = `\`${address}\` in ${file} is recorded with the kind \`${kind}\`.`;
    if (parseAddress(address)?.kind !== kind) throw corrupt(file, "mixes up a kind", detail, place);
    seen.add(address);
  }
}

function corrupt(file: string, what: string, detail: string, more: Partial<Diagnostic> = {}): Fault {
  const help =
    "look at `connectctl state history` and bring a state back with `connectctl state restore SERIAL`, or take the file from version control";
  const summary = `The state file ${what}`;
  return new Fault("state", [{ severity: "error", code: "state/corrupt", summary, detail, file, help, ...more }]);
}
