import { parseAddress } from "../../model/address.js";
import { type Arn, kindOfArn, parseArn } from "../../model/arn.js";
import { pointerStep } from "../../model/json.js";
import { isKind, KINDS, type Kind } from "../../model/kind.js";
import { parseTemplate } from "../../model/reference.js";
import type { BlockFacts, ReferencePath } from "../blocks/block-facts.js";
import type { Block } from "../blocks/blocks.js";
import { stringsAt } from "../references/find-bare-ids.js";
import { type ContentProblem, NO_PROBLEMS } from "./content-problem.js";

/** Checks the parameters of a block against what is known of its type. */
export function checkParameters(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  return [
    ...lackingRequired(block, facts),
    ...lackingExpected(block, facts),
    ...refusedParameters(block, facts),
    ...checkReferences(block, facts),
  ];
}

type At = Pick<ContentProblem, "pointer" | "block">;

function parametersOf({ index, id }: Block): At {
  return { pointer: `/Actions/${index}/Parameters`, block: id };
}

/** What the service asks for has to say something: a text that is empty counts as none. */
function lackingRequired(block: Block, { requiredParameters }: BlockFacts): readonly ContentProblem[] {
  const { type, parameters } = block;
  const lacking = requiredParameters.filter((name) => (parameters[name] ?? "") === "");
  return lacking.map((name) => {
    const at = parametersOf(block);
    const pointer = Object.hasOwn(parameters, name) ? at.pointer + pointerStep(name) : at.pointer;
    const summary = `${type} is refused without ${name}`;
    return { severity: "error", code: "flow/missing-parameter", summary, ...at, pointer };
  });
}

function lackingExpected(block: Block, { expectedParameters }: BlockFacts): readonly ContentProblem[] {
  const has = (name: string) => Object.hasOwn(block.parameters, name);
  const lacking = expectedParameters.filter((names) => !names.some(has));
  return lacking.map((names) => {
    const summary = `${block.type} should have ${names.join(" or ")}`;
    return { severity: "warning", code: "flow/missing-parameter", summary, ...parametersOf(block) };
  });
}

function refusedParameters(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  const names = Object.keys(facts.refusedParameters).filter((name) => Object.hasOwn(block.parameters, name));
  return names.map((name) => {
    const at = parametersOf(block);
    const summary = `${block.type} is refused with the parameter ${name}`;
    const [pointer, help] = [at.pointer + pointerStep(name), facts.refusedParameters[name] ?? ""];
    return { severity: "error", code: "flow/refused-parameter", summary, ...at, pointer, help };
  });
}

const NAMED = /^(?:arn:|\$|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?::|$))/i;

function checkReferences(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  if (facts.references.length === 0) return NO_PROBLEMS;
  return facts.references.flatMap((reference) =>
    stringsAt(block.parameters, reference.path).flatMap(({ text, pointer }) => {
      return checkReference(block, facts, reference, { text, pointer });
    }),
  );
}

function checkReference(
  block: Block,
  facts: BlockFacts,
  { path, kind }: ReferencePath,
  { text, pointer }: { readonly text: string; readonly pointer: string },
): readonly ContentProblem[] {
  if (text === "" && facts.requiredParameters.includes(path)) return NO_PROBLEMS;
  const at = { ...parametersOf(block), pointer: parametersOf(block).pointer + pointer };
  const help = `write a reference such as \`\${${kind}.NAME}\``;
  if (text === "") {
    const summary = `${block.type}.${path} is empty`;
    return [{ severity: "warning", code: "flow/empty-reference", summary, ...at, ...(isKind(kind) ? { help } : {}) }];
  }
  if (!isKind(kind)) return NO_PROBLEMS;
  const given = kindNamed(text, kind);
  if (given !== undefined && given !== kind) return [wrongKind(block.type, { path, kind, text, given }, at)];
  if (NAMED.test(text) || text.includes("${") || kind === "view") return NO_PROBLEMS;
  const detail = `\`${text}\` is neither an ARN, an id, a reference nor a \`$.\` path.`;
  const summary = `${block.type}.${path} names nothing`;
  return [{ severity: "warning", code: "flow/plain-name", summary, detail, ...at, help }];
}

/** The kind of a reference or an ARN that is all of a text, but for a qualifier; undefined where it is something else. */
function kindNamed(text: string, wanted: Kind): Kind | undefined {
  const arn = parseArn(text);
  if (arn) return kindOfArnAs(arn, wanted);
  if (!text.startsWith("${")) return undefined;
  const [first, next] = parseTemplate(text);
  if (first?.type !== "reference") return undefined;
  if (next !== undefined && (next.type !== "text" || !next.text.startsWith(":"))) return undefined;
  return parseAddress(first.reference.address)?.kind;
}

/** The queue of an agent is a queue and stands for a user. */
function kindOfArnAs(arn: Arn, wanted: Kind): Kind | undefined {
  const given = kindOfArn(arn)?.kind;
  return (wanted === "user" && given === "queue") || (wanted === "queue" && given === "user") ? undefined : given;
}

interface Mismatch {
  readonly path: string;
  readonly kind: Kind;
  readonly text: string;
  readonly given: Kind;
}

/** A name of the right shape and the wrong thing: the service would be given an ARN that it cannot use there. */
function wrongKind(type: string, { path, kind, text, given }: Mismatch, at: At): ContentProblem {
  const [wanted, found] = [KINDS[kind].label, KINDS[given].label];
  return {
    severity: "error",
    code: "flow/wrong-kind",
    summary: `${type}.${path} names something of another kind`,
    detail: `It takes a ${wanted}, and \`${text}\` is a ${found}.`.replaceAll("a hours", "hours"),
    ...at,
    help: `write a reference such as \`\${${kind}.NAME}\``,
  };
}
