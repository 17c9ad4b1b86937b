import type { LambdaResultEntry } from "../entries/contact-entries.js";
import type { BlockAct } from "./block-act.js";
import { filled } from "./contact-blocks.js";
import { objectOf, textOf } from "./flow-document.js";
import { textFor } from "./resolve-path.js";
import { failed, next, type Outcome, type Walker } from "./walker.js";

/** Lambda functions: nothing is called, the answer comes from the instance's table of results. */
export const LAMBDA_BLOCKS: Readonly<Record<string, BlockAct>> = {
  InvokeLambdaFunction: (walker, { parameters }) => {
    const named = textFor(walker, parameters["LambdaFunctionARN"]);
    if (named === undefined) return failed(`${String(parameters["LambdaFunctionARN"])} leads nowhere`);
    const sent = Object.entries(filled(walker, objectOf(parameters["LambdaInvocationAttributes"])));
    const notes = [named, ...sent.map(([key, value]) => `with ${key} = ${JSON.stringify(value)}`)];
    if (parameters["InvocationType"] === "ASYNCHRONOUS") return next(...notes, "its answer is not waited for");
    const outcome = answer(
      walker,
      resultFor(walker, named),
      textOf(objectOf(parameters["ResponseValidation"])["ResponseType"]),
    );
    return { ...outcome, notes: [...notes, ...outcome.notes] };
  },
};

/** The row of a function: by the whole ARN, by the ARN without its version, or by the name of the function. */
function resultFor({ instance }: Walker, named: string): LambdaResultEntry | undefined {
  const table = instance.tables.lambdaResults;
  const [, , , , , , name = named, version] = named.split(":");
  const bare = version === undefined ? named : named.slice(0, -version.length - 1);
  return table.named(named) ?? table.named(bare) ?? table.named(name);
}

function answer(walker: Walker, row: LambdaResultEntry | undefined, type: string | undefined): Outcome {
  if (row === undefined) return failed("the table of Lambda results has no row for it");
  if (row.timeout) return failed("it does not answer in time");
  if (row.error !== undefined) return failed(`it fails: ${row.error}`);
  const result = row.result ?? {};
  const nested = Object.entries(result).find(([, value]) => typeof value === "object" && value !== null);
  if (type !== "JSON" && nested !== undefined) return failed(`${nested[0]} is no text, and the answer is a STRING_MAP`);
  walker.walk = { ...walker.walk, external: type === "JSON" ? result : texts(result) };
  return next(...Object.entries(result).map(([key, value]) => `answers ${key} = ${JSON.stringify(value)}`));
}

const texts = (result: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(result).map(([key, value]) => [key, textOf(value) ?? ""]));
