import { isJsonObject, type Json } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import { arrayOf, type Block, BRANCH_LISTS } from "../blocks/blocks.js";
import { linksOf, visitTargets } from "../graph.js";
import type { ContentProblem } from "./content-problem.js";

/** Checks where the ways on from all blocks lead, and that there is something to lead to. */
export function checkWays(blocks: readonly Block[], ids: ReadonlySet<string>): readonly ContentProblem[] {
  const astray = blocks.filter((block) => leadsAstray(block, ids));
  return [...astray.flatMap((block) => checkLinks(block, ids)), ...blocks.filter(lacksTarget).flatMap(checkTargets)];
}

function leadsAstray(block: Block, ids: ReadonlySet<string>): boolean {
  let astray = false;
  visitTargets(block, (to) => {
    astray ||= to === "" || !ids.has(to);
  });
  return astray;
}

function checkLinks(block: Block, ids: ReadonlySet<string>): readonly ContentProblem[] {
  return linksOf(block).flatMap(({ from, to, kind, label, pointer }): ContentProblem[] => {
    if (ids.has(to) && to !== "") return [];
    const way = kind === "next" ? "NextAction" : `the ${kind} branch ${label}`;
    const place = { pointer, block: from };
    const summary = to === "" ? `${way} is empty` : `${way} leads to no block`;
    return [
      { severity: "error", code: "flow/dangling", summary, ...place, ...(to === "" ? {} : noSuchBlock(to, ids)) },
    ];
  });
}

function lacksTarget({ transitions }: Block): boolean {
  return isNoTarget(transitions.NextAction) || BRANCH_LISTS.some((list) => arrayOf(transitions[list]).some(isNoBranch));
}

const isNoTarget = (to: Json | undefined) => to !== undefined && typeof to !== "string";
const isNoBranch = (branch: Json) => isJsonObject(branch) && typeof branch.NextAction !== "string";

/** A way on without a target, or with one that is no text, leads to no block. */
function checkTargets({ transitions, index, id }: Block): readonly ContentProblem[] {
  const at = `/Actions/${index}/Transitions`;
  const problem = { severity: "error", code: "flow/dangling", block: id, help: "name a block" } as const;
  const branches = BRANCH_LISTS.flatMap((list) =>
    arrayOf(transitions[list]).flatMap((branch, position): ContentProblem[] => {
      if (!isNoBranch(branch)) return [];
      const summary = `${list === "Errors" ? "An error branch" : "A condition"} leads nowhere`;
      return [{ ...problem, summary, pointer: `${at}/${list}/${position}` }];
    }),
  );
  if (!isNoTarget(transitions.NextAction)) return branches;
  return [{ ...problem, summary: "NextAction is no text", pointer: `${at}/NextAction` }, ...branches];
}

/** What to say of an identifier that no block has. */
export function noSuchBlock(id: string, ids: ReadonlySet<string>): Pick<ContentProblem, "detail" | "help"> {
  const near = nearNames(id, ids);
  const detail = `No block is called \`${id}\`.`;
  return near.length === 0 ? { detail } : { detail, help: `write ${near.map((name) => `\`${name}\``).join(" or ")}` };
}
