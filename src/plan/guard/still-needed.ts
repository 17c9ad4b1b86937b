import { findArns } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import { kindOfArn } from "../../model/arn.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Body } from "../../model/resource.js";
import type { Decision } from "../decide/decide.js";
import { renderBody } from "../decide/identities.js";
import type { Known } from "../decide/known.js";
import type { Match } from "../decide/match.js";

export interface NeedFacts {
  /** All that the manifest or the state knows: chosen or not, readable or not. */
  readonly matches: readonly Match[];
  /** Desired bodies with the target's variables filled in. */
  readonly bodies: ReadonlyMap<Address, Body>;
  readonly known: Pick<Known, "identities" | "liveOf">;
}

/** By kind and id: the addresses of what goes, which callers would be led into nothing by. */
type Going = ReadonlyMap<string, Address>;

/**
 * What a plan deletes, or replaces, though something refers to it that is left as it is: because it is left out, could
 * not be read, or finds it by a lookup.
 */
export function checkStillNeeded(chosen: readonly Decision[], facts: NeedFacts): readonly Diagnostic[] {
  const going: Going = new Map(chosen.flatMap(goingWith));
  if (going.size === 0) return [];
  const decisions = new Map(chosen.map((decision) => [decision.match.address, decision]));
  const users = new Map<Address, Address[]>();
  for (const match of facts.matches) {
    const used = new Set(usedBy(match, decisions.get(match.address), going, facts));
    for (const to of used) if (to !== match.address) users.set(to, [...(users.get(to) ?? []), match.address]);
  }
  return [...users].map(([address, others]) => stillNeeded(address, others));
}

function goingWith({ match, action }: Decision): readonly (readonly [string, Address])[] {
  if (action === "keep") return [];
  const own = action === "delete" || action === "replace" ? [match.id ?? ""] : [];
  const ids = [...own, ...(match.record?.superseded ?? [])];
  return ids.map((id) => [`${match.kind} ${id}`, match.address]);
}

/** Of what goes, what something refers to once the plan is carried out; what goes or is forgotten has no say. */
function usedBy(
  match: Match,
  decision: Decision | undefined,
  going: Going,
  { bodies, known }: NeedFacts,
): readonly Address[] {
  const desired = bodies.get(match.address);
  if (decision) return desired ? usedIn(renderBody(desired, known.identities).body, going) : [];
  const live = known.liveOf(match);
  if (live) return live.body["archived"] === true ? [] : usedIn(live.body, going);
  const addresses = new Set(going.values());
  return (match.record?.dependsOn ?? []).filter((to) => addresses.has(to));
}

function usedIn(body: Body, going: Going): readonly Address[] {
  return findArns(body).flatMap(({ arn }) => {
    const thing = kindOfArn(arn);
    return (thing && going.get(`${thing.kind} ${thing.id}`)) ?? [];
  });
}

function stillNeeded(address: Address, users: readonly Address[]): Diagnostic {
  const shown = users.slice(0, 5).map((user) => `\`${user}\``);
  const more = users.length > 5 ? ` and ${users.length - 5} more` : "";
  const [refer, they] = users.length === 1 ? ["refers", "it"] : ["refer", "them"];
  return {
    severity: "error",
    code: "plan/still-needed",
    summary: "Something that stays refers to what would be deleted",
    detail: `${shown.join(", ")}${more} ${refer} to it, and this plan leaves ${they} so: callers would be led into nothing.`,
    address,
    help: `plan with ${they} too, leave this out (--exclude ${address}), or forget it (\`connectctl state rm ${address}\`), which leaves it in the instance`,
  };
}
