import { parseAddress } from "../model/address.js";
import { pointerStep } from "../model/json.js";
import { KINDS, type Kind } from "../model/kind.js";
import { parseTemplate } from "../model/reference.js";
import type { BlockFacts } from "./block-facts.js";
import type { Block } from "./blocks.js";
import type { ContentProblem } from "./content-problem.js";
import { stringsAt } from "./find-bare-ids.js";

/** Checks the parameters of a block against what is known of its type. */
export function checkParameters(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  const at = { pointer: `/Actions/${block.index}/Parameters`, block: block.id };
  return [
    ...facts.requiredParameters.flatMap((name) => lackingRequired(block, name, at)),
    ...facts.expectedParameters.flatMap((names) => lackingExpected(block, names, at)),
    ...refusedParameters(block, facts, at),
    ...checkReferences(block, facts, at),
  ];
}

type At = Pick<ContentProblem, "pointer" | "block">;

/** What the service asks for has to say something: a text that is empty counts as none. */
function lackingRequired({ type, parameters }: Block, name: string, at: At): readonly ContentProblem[] {
  const value = parameters[name] ?? "";
  if (value !== "") return [];
  const summary = `${type} is refused without ${name}`;
  const pointer = Object.hasOwn(parameters, name) ? at.pointer + pointerStep(name) : at.pointer;
  return [{ severity: "error", code: "flow/missing-parameter", summary, ...at, pointer }];
}

function lackingExpected({ type, parameters }: Block, names: readonly string[], at: At): readonly ContentProblem[] {
  if (names.some((name) => Object.hasOwn(parameters, name))) return [];
  const summary = `${type} should have ${names.join(" or ")}`;
  return [{ severity: "warning", code: "flow/missing-parameter", summary, ...at }];
}

function refusedParameters({ type, parameters }: Block, facts: BlockFacts, at: At): readonly ContentProblem[] {
  return Object.entries(facts.refusedParameters).flatMap(([name, help]): ContentProblem[] => {
    if (!Object.hasOwn(parameters, name)) return [];
    const summary = `${type} is refused with the parameter ${name}`;
    const pointer = at.pointer + pointerStep(name);
    return [{ severity: "error", code: "flow/refused-parameter", summary, ...at, pointer, help }];
  });
}

const NAMED = /^(?:arn:|\$|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?::|$))/i;

function checkReferences(block: Block, facts: BlockFacts, at: At): readonly ContentProblem[] {
  return facts.references.flatMap(({ path, kind }) =>
    stringsAt(block.parameters, path).flatMap(({ text, pointer }): ContentProblem[] => {
      const place = { severity: "warning", ...at, pointer: at.pointer + pointer } as const;
      if (text === "" && facts.requiredParameters.includes(path)) return [];
      if (text === "") {
        const help = `write a reference such as \`\${${kind}.NAME}\``;
        return [{ ...place, code: "flow/empty-reference", summary: `${block.type}.${path} is empty`, help }];
      }
      const given = kindNamed(text);
      if (given !== undefined && given !== kind && kind !== "caseTemplate") {
        return [wrongKind(block.type, { path, kind, text, given }, { ...at, pointer: at.pointer + pointer })];
      }
      if (NAMED.test(text) || text.includes("${") || kind === "view" || kind === "caseTemplate") return [];
      const detail = `\`${text}\` is neither an ARN, an id, a reference nor a \`$.\` path.`;
      const help = `write a reference such as \`\${${kind}.NAME}\``;
      return [{ ...place, code: "flow/plain-name", summary: `${block.type}.${path} names nothing`, detail, help }];
    }),
  );
}

/** The kind of a reference that is all of a text, but for a qualifier; undefined where the text is something else. */
function kindNamed(text: string): Kind | undefined {
  const [first, next] = parseTemplate(text);
  if (first?.type !== "reference") return undefined;
  if (next !== undefined && (next.type !== "text" || !next.text.startsWith(":"))) return undefined;
  return parseAddress(first.reference.address)?.kind;
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
