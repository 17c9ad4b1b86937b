import type { Address } from "../model/address.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Snapshot } from "../model/snapshot.js";
import type { Decision } from "./decide.js";

/** Who has to give a name away before whom; and names that nobody gives away. */
export interface NameClaims {
  readonly after: ReadonlyMap<Address, Address>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks that each new name is free, or will be: the service refuses a second resource of one kind and name. */
export function claimNames(decisions: readonly Decision[], snapshot: Snapshot): NameClaims {
  const owners = new Map(decisions.flatMap((decision) => (decision.match.id ? [[decision.match.id, decision]] : [])));
  const after = new Map<Address, Address>();
  const diagnostics: Diagnostic[] = [];
  for (const decision of decisions) {
    const name = claimedName(decision);
    if (name === undefined) continue;
    const { kind, address, id } = decision.match;
    const holders = (snapshot.listed[kind] ?? []).filter((listed) => listed.name === name && listed.id !== id);
    for (const holder of holders) {
      const owner = owners.get(holder.id);
      if (owner && givesNameAway(owner)) after.set(address, owner.match.address);
      else diagnostics.push(nameTaken(address, name, holder.id, owner?.match.address));
    }
  }
  return { after, diagnostics: [...diagnostics, ...swaps(after)] };
}

function claimedName({ action, match, live }: Decision): string | undefined {
  const name = match.desired?.name;
  if (action === "create") return name;
  return action === "update" && live && live.name !== name ? name : undefined;
}

function givesNameAway({ action, match, live }: Decision): boolean {
  return action === "update" && match.desired !== undefined && match.desired.name !== live?.name;
}

function nameTaken(address: Address, name: string, id: string, owner: Address | undefined): Diagnostic {
  const whose = owner === undefined ? "a resource that is not managed" : `\`${owner}\``;
  return {
    severity: "error",
    code: "plan/name-taken",
    summary: "The name belongs to another resource",
    detail: `\`${name}\` is the name of ${whose} (${id}).`,
    address,
    help:
      owner === undefined
        ? "choose another name, or rename the other one in the console"
        : `add \`{ from: ${owner}, to: ${address} }\` to \`moved\` if they are the same, or choose another name`,
  };
}

function swaps(after: ReadonlyMap<Address, Address>): readonly Diagnostic[] {
  return [...after.keys()].filter((start) => leadsBack(start, after)).map(nameSwap);
}

function leadsBack(start: Address, after: ReadonlyMap<Address, Address>): boolean {
  const seen = new Set<Address>();
  for (let at = after.get(start); at !== undefined && !seen.has(at); at = after.get(at)) {
    if (at === start) return true;
    seen.add(at);
  }
  return false;
}

function nameSwap(address: Address): Diagnostic {
  return {
    severity: "error",
    code: "plan/name-swap",
    summary: "Resources that exchange their names cannot be renamed in one go",
    detail: "Each waits for the other to give its name away, and the service knows no exchange.",
    address,
    help: "give one of them a name in between, apply, then give it the name that is meant",
  };
}
