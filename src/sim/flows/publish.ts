import { createHash } from "node:crypto";
import { problemsOf } from "../content/content-check.js";
import { fault } from "../fault.js";
import type { Instance } from "../instance.js";
import type { Call } from "../world.js";

/** Refuses a flow's content that cannot be published; the refusal has one problem per offending action and no message. */
export function refuseUnpublishable(call: Call, instance: Instance, content: string): void {
  const problems = problemsFor(call, instance, content);
  if (problems.length > 0) throw fault("InvalidContactFlowException", "", { problems });
}

/** As `refuseUnpublishable`, for a module's content. */
export function refuseUnpublishableModule(call: Call, instance: Instance, content: string): void {
  const problems = problemsFor(call, instance, content);
  if (problems.length > 0) throw fault("InvalidContactFlowModuleException", "", { Problems: problems });
}

function problemsFor(call: Call, instance: Instance, content: string): { message: string }[] {
  const { checkAssociations } = call.world.strictness;
  return problemsOf(content, { instance, checkAssociations }).map((message) => ({ message }));
}

/**
 * The hash the service would show for a content.
 *
 * The real algorithm is not documented; this one is a SHA-256 over the content and a constant, so that nobody can rely on
 * it being the hash of the bytes that were sent.
 */
export const contentHash = (content: string): string =>
  createHash("sha256").update("flow-content\n").update(content).digest("hex");
