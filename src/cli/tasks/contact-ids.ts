import { parseArn } from "../../model/arn.js";
import { UsageError } from "../line/usage.js";

/** The contact ids that were typed, each of them once; an ARN counts as the id in it. Ends the command where one is none. */
export function contactIds(texts: readonly string[]): readonly string[] {
  const ids = texts.map((text) => parseArn(text)?.resource.split("/contact/")[1] ?? text);
  const odd = ids.filter((id) => !/^[A-Za-z0-9_-]{1,256}$/.test(id));
  if (odd.length === 0) return [...new Set(ids)];
  throw new UsageError(
    odd.map((id) => ({
      severity: "error",
      code: "cli/usage",
      summary: `\`${id}\` is no contact id`,
      help: "give ids as `connectctl task list` shows them",
    })),
  );
}
