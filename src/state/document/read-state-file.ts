import { Fault } from "../../model/fault.js";
import type { State } from "../../model/state.js";
import { readText } from "../disk/durable-file.js";
import { parseState } from "./parse-state.js";
import { schemaCheck } from "./schema-check.js";

/** Reads a state from any file, for showing; a file that is none is a fault. */
export async function readStateFile(file: string): Promise<State> {
  const text = await readText(file, "anything");
  if (text !== undefined) return parseState(text, file, schemaCheck("state"));
  const detail = `${file} does not exist.`;
  throw new Fault("state", [
    {
      severity: "error",
      code: "state/no-file",
      summary: "There is no such state",
      detail,
      file,
      help: "check the path",
    },
  ]);
}
