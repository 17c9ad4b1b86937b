import { Fault } from "../../model/fault.js";
import type { Answer } from "../client/answer.js";
import { isCausedBy } from "../faults/thrown.js";

/**
 * What may stand for no description in an update, in the order to try. Source: length and pattern of the field in API
 * version 2017-08-08; whether flows, modules and test cases take an empty one is not documented.
 */
export const CLEARED = {
  flow: ["", " "],
  module: ["", " "],
  hours: [""],
  queue: [" "],
  testCase: ["", " "],
} as const;

/** Sends a description; where it is empty, in one of the ways that may clear it. */
export async function sendDescription(
  description: string | undefined,
  cleared: readonly string[],
  send: (description: string | undefined) => Promise<Answer>,
): Promise<void> {
  if (description !== "") return void (await send(description));
  for (const [place, text] of cleared.entries()) {
    const isLast = place === cleared.length - 1;
    try {
      return void (await send(text));
    } catch (error) {
      if (!isCausedBy(error, "InvalidParameterException", "InvalidRequestException")) throw error;
      if (isLast) throw withHint(error as Fault);
    }
  }
}

function withHint(fault: Fault): Fault {
  const hint = "If it is the empty description that is refused, write a short one instead";
  const diagnostics = fault.diagnostics.map((diagnostic) => ({ ...diagnostic, help: hint }));
  return new Fault(fault.kind, diagnostics, { cause: fault.cause, uncertain: fault.uncertain });
}
