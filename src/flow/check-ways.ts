import { isJsonObject } from "../model/json.js";
import { nearNames } from "../model/near-name.js";
import { arrayOf, type Block, BRANCH_LISTS } from "./blocks.js";
import type { ContentProblem } from "./content-problem.js";
import { linksOf } from "./graph.js";

/** Checks where the ways on from all blocks lead, and that there is something to lead to. */
export function checkWays(blocks: readonly Block[], ids: ReadonlySet<string>): readonly ContentProblem[] {
  return [...checkLinks(blocks, ids), ...blocks.flatMap(checkTargets)];
}

function checkLinks(blocks: readonly Block[], ids: ReadonlySet<string>): readonly ContentProblem[] {
  return blocks.flatMap(linksOf).flatMap(({ from, to, kind, label, pointer }): ContentProblem[] => {
    if (ids.has(to) && to !== "") return [];
    const way = kind === "next" ? "NextAction" : `the ${kind} branch ${label}`;
    const place = { pointer, block: from };
    const summary = to === "" ? `${way} is empty` : `${way} leads to no block`;
    return [
      { severity: "error", code: "flow/dangling", summary, ...place, ...(to === "" ? {} : noSuchBlock(to, ids)) },
    ];
  });
}

/** A way on without a target, or with one that is no text, leads to no block. */
function checkTargets({ transitions, index, id }: Block): readonly ContentProblem[] {
  const at = `/Actions/${index}/Transitions`;
  const problem = { severity: "error", code: "flow/dangling", block: id, help: "name a block" } as const;
  const branches = BRANCH_LISTS.flatMap((list) =>
    arrayOf(transitions[list]).flatMap((branch, position): ContentProblem[] => {
      if (!isJsonObject(branch) || typeof branch.NextAction === "string") return [];
      const summary = `${list === "Errors" ? "An error branch" : "A condition"} leads nowhere`;
      return [{ ...problem, summary, pointer: `${at}/${list}/${position}` }];
    }),
  );
  if (transitions.NextAction === undefined || typeof transitions.NextAction === "string") return branches;
  return [{ ...problem, summary: "NextAction is no text", pointer: `${at}/NextAction` }, ...branches];
}

/** What to say of an identifier that no block has. */
export function noSuchBlock(id: string, ids: ReadonlySet<string>): Pick<ContentProblem, "detail" | "help"> {
  const near = nearNames(id, ids);
  const detail = `No block is called \`${id}\`.`;
  return near.length === 0 ? { detail } : { detail, help: `write ${near.map((name) => `\`${name}\``).join(" or ")}` };
}
