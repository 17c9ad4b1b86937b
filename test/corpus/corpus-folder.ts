import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Json, JsonObject } from "../../src/model/json.js";

const INSTANCE = "arn:aws:connect:us-west-2:111122223333:instance/0c0ffee0-0000-4000-8000-00000000feed";

/** A UUID that ends in a number. */
export const uuid = (number: number): string => `0c0ffee0-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** An ARN in the instance where the files come from. */
export const arnOf = (word: string, number: number): string => `${INSTANCE}/${word}/${uuid(number)}`;

/** A new folder with the given files; values become JSON. */
export function corpusFolder(files: Readonly<Record<string, Json | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "corpus-test-"));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const isText = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(folder, file), isText ? content : JSON.stringify(content));
  }
  return folder;
}

export type Step = readonly [type: string, parameters: JsonObject, ...errors: string[]];

/** A content whose blocks follow each other and end with a hang-up, or with a return to the caller. */
export function contentOf(
  steps: readonly Step[],
  metadata: JsonObject = {},
  end = "DisconnectParticipant",
): JsonObject {
  const next = (index: number) => (index < steps.length ? `step ${index}` : "end");
  const blocks = steps.map(([Type, Parameters, ...errors], index): JsonObject => {
    const NextAction = next(index + 1);
    const Errors = errors.map((ErrorType) => ({ NextAction, ErrorType }));
    return { Identifier: next(index), Type, Parameters, Transitions: { NextAction, Errors } };
  });
  const last = { Identifier: "end", Type: end, Parameters: {}, Transitions: {} };
  return { Version: "2019-10-30", StartAction: next(0), Metadata: metadata, Actions: [...blocks, last] };
}
