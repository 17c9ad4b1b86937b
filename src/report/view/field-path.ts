import type { FieldChange } from "../../model/change.js";
import type { Json } from "../../model/json.js";

/** A field change with its path in steps; `block` is set where the path goes into a block. */
export interface Step {
  readonly steps: readonly string[];
  readonly block?: string;
  readonly before: Json;
  readonly after: Json;
}

/** Splits a field's path at `/`; inside a block the steps count from the block. */
export function stepOf({ path, before, after }: FieldChange): Step {
  const steps = path.split("/").map(unescaped);
  const [content, blocks, block] = steps;
  if (content !== "content" || blocks !== "blocks" || block === undefined) return { steps, before, after };
  return { steps: steps.slice(3), block, before, after };
}

function unescaped(step: string): string {
  return step.replace(/~1/g, "/").replace(/~0/g, "~");
}
