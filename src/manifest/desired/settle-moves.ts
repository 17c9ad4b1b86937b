import { type Address, parseAddress } from "../../model/address.js";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import { compareText } from "../../model/json.js";
import { isManagedKind, MANAGED_KINDS } from "../../model/kind.js";
import { nearNames } from "../../model/near-name.js";
import type { Desired } from "../../model/resource.js";
import { spotIn } from "../files/source.js";
import type { MoveEntry, Sections, Written } from "../project/project.js";

/**
 * Follows the chains of `moved` to their ends and checks both lists against what the sections hold. Sorted by address;
 * what has a problem is left out.
 */
export function settleMoves(sections: Sections): Checked<Pick<Desired, "moved" | "removed">> {
  const present = new Set(
    [...sections.entries, ...sections.lookups].map(({ address }) => address).concat(...sections.broken),
  );
  const moves = sections.moved.map((move) => ({ move, end: endOf(move, sections.moved) }));
  const moved = moves.map(({ move, end }) => ({ move, end, problem: moveProblem(move, end, present, sections.moved) }));
  const removed = sections.removed.map((item) => ({
    item,
    problem: removedProblem(item.address, item, present, sections.moved),
  }));
  const sound = moved.flatMap(({ move, end, problem }) => (problem || !end ? [] : [{ from: move.from, to: end }]));
  const gone = removed.flatMap(({ item, problem }) => (problem ? [] : [item.address]));
  return {
    value: {
      moved: sound.sort((a, b) => compareText(a.from, b.from)),
      removed: [...new Set(gone)].sort(compareText),
    },
    diagnostics: [...moved, ...removed].flatMap(({ problem }) => (problem ? [problem] : [])),
  };
}

/** The last address of a chain; undefined where it goes in a circle. */
function endOf(move: MoveEntry, moves: readonly MoveEntry[]): Address | undefined {
  const passed = new Set([move.from]);
  let end = move.to;
  for (let next = moves.find(({ from }) => from === end); next; next = moves.find(({ from }) => from === end)) {
    if (passed.has(end)) return undefined;
    passed.add(end);
    end = next.to;
  }
  return passed.has(end) ? undefined : end;
}

function moveProblem(
  move: MoveEntry,
  end: Address | undefined,
  present: ReadonlySet<Address>,
  moves: readonly MoveEntry[],
): Diagnostic | undefined {
  const { from, to } = move;
  const bad = [from, to].find((address) => !isManaged(address));
  if (bad !== undefined) return wrongAddress(bad, move, bad === from ? "/from" : "/to");
  const kinds = [from, to].map((address) => parseAddress(address)?.kind);
  if (kinds[0] !== kinds[1])
    return problem(
      move,
      "/to",
      "Move to another kind",
      `\`${from}\` cannot become \`${to}\`: a resource keeps its kind.`,
      "Remove the move.",
    );
  const said = `\`${from}\` has moved to \`${to}\``;
  if (present.has(from))
    return problem(
      move,
      "/from",
      "Moved address is still in the manifest",
      `${said}, but \`${from}\` is still in the manifest.`,
      "Rename the entry, or remove the move.",
    );
  const twice = moves.find((other) => other !== move && (other.from === from || other.to === to));
  if (twice && moves.indexOf(twice) < moves.indexOf(move)) return movedTwice(move, twice);
  if (end === undefined)
    return problem(
      move,
      "/to",
      "Moves in a circle",
      `${said}, and further moves lead back to it.`,
      "Remove one of the moves.",
    );
  if (present.has(end)) return undefined;
  const near = nearNames(end, present);
  const help =
    near.length > 0 ? `Write \`${near.join("` or `")}\`.` : `Add \`${end}\` to the manifest, or remove the move.`;
  return problem(move, "/to", "Move to an unknown address", `${said}, but \`${end}\` is not in the manifest.`, help);
}

function movedTwice(move: MoveEntry, other: MoveEntry): Diagnostic {
  const same =
    move.from === other.from ? `\`${move.from}\` moves to two addresses` : `Two addresses move to \`${move.to}\``;
  const { line } = other.source.place(other.pointer);
  return problem(
    move,
    "",
    "Address moves twice",
    `${same}; the other move stands in ${other.source.file}, line ${line}.`,
    "Remove one of the moves.",
  );
}

function removedProblem(
  address: Address,
  item: Written,
  present: ReadonlySet<Address>,
  moves: readonly MoveEntry[],
): Diagnostic | undefined {
  if (!isManaged(address)) return wrongAddress(address, item, "");
  if (present.has(address))
    return problem(
      item,
      "",
      "Removed address is still in the manifest",
      `\`${address}\` is to be forgotten, but it is still in the manifest.`,
      "Remove the entry, or take it out of `removed`.",
    );
  if (!moves.some(({ from }) => from === address)) return undefined;
  return problem(
    item,
    "",
    "Address is moved and removed",
    `\`${address}\` is to be forgotten, and it has moved.`,
    "Remove it from `moved` or from `removed`.",
  );
}

function isManaged(address: Address): boolean {
  const parsed = parseAddress(address);
  return parsed !== undefined && isManagedKind(parsed.kind);
}

function wrongAddress(text: string, written: Written, below: string): Diagnostic {
  const [kind = "", name = ""] = text.split(".");
  const [near] = nearNames(kind, MANAGED_KINDS);
  const help =
    near !== undefined && name !== "" ? `Write \`${near}.${name}\`.` : "Write an address such as `flow.main-ivr`.";
  return problem(
    written,
    below,
    "Not the address of a managed resource",
    `\`${text}\` is no address of a ${MANAGED_KINDS.join(", ")}.`,
    help,
  );
}

function problem(written: Written, below: string, summary: string, detail: string, help: string): Diagnostic {
  const code = "manifest/moved-or-removed";
  return { severity: "error", code, summary, detail, ...spotIn(written.source, `${written.pointer}${below}`), help };
}
