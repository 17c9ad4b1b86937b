import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { Decision } from "./decide.js";
import type { Match } from "./match.js";

/** Who has to give a name away before whom; and names that nobody gives away. */
export interface NameClaims {
  readonly after: ReadonlyMap<Address, Address>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Who may have a name by now. */
export interface NameFacts {
  /** All that the manifest or the state knows, orphans too. */
  readonly matches: readonly Match[];
  /** What was decided about them, chosen or not. */
  readonly decisions: readonly Decision[];
  readonly snapshot: Snapshot;
}

/** Whose a name is: an address, and what was decided about it, if anything. */
type Owner = Pick<Decision, "match"> & Partial<Decision>;

/** Checks that each new name is free, or will be: the service refuses a second resource of one kind and name. */
export function claimNames(chosen: readonly Decision[], { matches, decisions, snapshot }: NameFacts): NameClaims {
  const owners = new Map<string | undefined, Owner>(matches.map((match) => [match.id, { match }]));
  for (const decision of decisions) owners.set(decision.match.id, decision);
  const planned = new Set<Owner>(chosen);
  const after = new Map<Address, Address>();
  const diagnostics: Diagnostic[] = [];
  for (const decision of chosen) {
    for (const holder of holdersOf(decision, snapshot)) {
      const owner = owners.get(holder.id);
      if (owner && planned.has(owner) && givesNameAway(owner)) after.set(decision.match.address, owner.match.address);
      else diagnostics.push(nameTaken(decision, holder.id, owner));
    }
  }
  const circles = swapsIn(after);
  for (const address of circles.flat()) after.delete(address);
  return { after, diagnostics: [...diagnostics, ...circles.map(nameSwap)] };
}

/** Who has the name that a decision asks for anew. */
function holdersOf(decision: Decision, { listed }: Snapshot) {
  const { match, action } = decision;
  const name = match.desired?.name;
  if (name === undefined || (action !== "create" && !givesNameAway(decision))) return [];
  return (listed[match.kind] ?? []).filter((one) => one.name === name && one.id !== match.id);
}

function givesNameAway({ action, match, live }: Owner): boolean {
  const isRenamed = live !== undefined && match.desired !== undefined && match.desired.name !== live.name;
  return isRenamed && (action === "update" || action === "replace");
}

function nameTaken({ match }: Decision, id: string, owner: Owner | undefined): Diagnostic {
  const to = match.address;
  const from = owner?.match.address;
  return {
    severity: "error",
    code: "plan/name-taken",
    summary: "The name belongs to another resource",
    detail: `\`${match.desired?.name}\` is the name of ${from === undefined ? "a resource that is not managed" : `\`${from}\``} (${id}).`,
    address: to,
    help: helpFor(to, owner),
  };
}

function helpFor(to: Address, owner: Owner | undefined): string {
  if (!owner) return "choose another name, or rename the other one in the console";
  const from = owner.match.address;
  if (givesNameAway(owner)) return `plan with \`${from}\` too: it gives the name away`;
  if (owner.match.desired) return `choose another name, or give \`${from}\` another one`;
  return `add \`{ from: ${from}, to: ${to} }\` to \`moved\` if they are the same, or choose another name`;
}

/** Circles of those that wait for each other's name, each once. */
function swapsIn(after: ReadonlyMap<Address, Address>): readonly (readonly Address[])[] {
  return [...after.keys()].flatMap((start) => {
    const circle = circleFrom(start, after);
    return circle?.every((address) => address >= start) ? [circle] : [];
  });
}

function circleFrom(start: Address, after: ReadonlyMap<Address, Address>): readonly Address[] | undefined {
  const passed = [start];
  for (let at = after.get(start); at !== undefined && !passed.includes(at); at = after.get(at)) passed.push(at);
  return after.get(passed.at(-1) ?? "") === start ? passed : undefined;
}

function nameSwap(circle: readonly Address[]): Diagnostic {
  const [first = ""] = circle;
  return {
    severity: "error",
    code: "plan/name-swap",
    summary: "Resources that exchange their names cannot be renamed in one go",
    detail: `${circle.map((address) => `\`${address}\``).join(", ")} wait for each other to give a name away, and the service knows no exchange.`,
    address: first,
    help: `give \`${first}\` a name in between, apply, then give it the name that is meant`,
  };
}
