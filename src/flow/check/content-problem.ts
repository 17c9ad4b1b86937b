import type { Severity } from "../../model/diagnostic.js";

/** What can be wrong with a content, and why it matters. */
export const CONTENT_PROBLEMS = {
  "flow/not-json": "A content is JSON. Text that cannot be read as JSON cannot be compared, and no instance takes it.",
  "flow/not-an-object": "A content is one JSON object with Version, StartAction and Actions.",
  "flow/legacy-format":
    "The old designer exported flows as `modules` and `start`. The API takes the Flow language alone, and nothing converts one to the other outside the console: import the file into the console, save, and pull.",
  "flow/wrapped":
    "A saved answer, or a template of another tool, holds the content inside. The file must hold the content alone.",
  "flow/version": "The Flow language has one version, 2019-10-30.",
  "flow/no-actions": "A flow needs at least one block in `Actions`.",
  "flow/start": "A contact enters at the block that `StartAction` names.",
  "flow/identifier":
    "The Flow language reference limits an identifier to 50 characters without % : ( \\ / ) = $ , ; [ ] { } and forbids the names of built-in properties.",
  "flow/shape":
    "A block's `Parameters` and `Transitions` are objects, its `Errors` and `Conditions` lists of objects. Of another shape they cannot be read.",
  "flow/duplicate-identifier": "Transitions name blocks by identifier, so each may stand once.",
  "flow/dangling": "A transition names a block that is not in the content.",
  "flow/unreachable": "No way from the start leads to this block. It is stored, but never runs.",
  "flow/terminal-transitions": "Some blocks end a flow. What follows them never runs.",
  "flow/no-next-action": "The service refuses a block that goes on but does not say where to.",
  "flow/conditions": "Each type of block has its own conditions; the service refuses conditions where there are none.",
  "flow/missing-error": "Some error branches have to be there, or the flow is refused; others only should.",
  "flow/refused-error": "Some error branches are refused on some blocks.",
  "flow/duplicate-error": "Of two branches for one error only one can be taken.",
  "flow/missing-parameter": "A block lacks a parameter that it cannot work without.",
  "flow/refused-parameter": "The service refuses this parameter.",
  "flow/parameter": "A parameter has a value that the service refuses or that cannot work.",
  "flow/too-many-blocks": "A flow holds at most 250 blocks.",
  "flow/too-large": "A content holds at most 256,000 characters when its references are filled in.",
  "flow/block-in-flow-type": "The documentation does not list this block for this type of flow.",
  "flow/unknown-block-type":
    "The type is not known. New types appear in the service without notice, so that it is passed on unchanged; but the service refuses a type it does not know.",
  "flow/refused-block-type":
    "The service refuses this type: the block has none, or a name of the old designer or one that is often written by mistake.",
  "flow/empty-reference":
    "A parameter that names a resource is empty: the console exports it so when nothing was chosen.",
  "flow/plain-name": "A parameter that names a resource holds neither an ARN, an id, a reference nor a `$.` path.",
  "flow/wrong-kind":
    "A parameter takes the ARN or id of one kind of thing, and the reference names a thing of another kind: a flow where a queue belongs. On publish the service refuses it, or calls go wrong later.",
  "flow/leftover-placeholder": "The text looks like a placeholder of a template that nobody filled in.",
  "flow/orphan-metadata": "The console's metadata mentions a block that is not in the content.",
} as const satisfies Record<string, string>;

export type ContentCode = keyof typeof CONTENT_PROBLEMS;

/** One thing to tell about a content. The pointer leads into it; `block` is the identifier of the block, if there is one. */
export interface ContentProblem {
  readonly severity: Severity;
  readonly code: ContentCode;
  readonly summary: string;
  readonly detail?: string;
  readonly pointer: string;
  readonly block?: string;
  readonly help?: string;
}

/** What nearly every check of nearly every block ends with: shared, so that it costs nothing. */
export const NO_PROBLEMS: readonly ContentProblem[] = [];
