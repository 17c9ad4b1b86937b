import { findReferences, fingerprintBody, renderStrings, verbatimPrint } from "../flow/index.js";
import type { Address } from "../model/address.js";
import { arnInInstance } from "../model/arn.js";
import type { Change } from "../model/change.js";
import type { Fingerprint, Sha256 } from "../model/fingerprint.js";
import type { JournalEnd } from "../model/journal.js";
import type { Json } from "../model/json.js";
import type { Plan } from "../model/plan.js";
import type { Reference } from "../model/reference.js";
import type { Body, Identity } from "../model/resource.js";

/** What addresses are in the instance, growing while a plan is carried out. */
export class Identities {
  private readonly known = new Map<Address, Identity>();
  private readonly instanceArn: string;

  constructor(plan: Plan) {
    this.instanceArn = plan.target.instanceArn;
    for (const { resolved } of plan.changes) {
      for (const [address, identity] of Object.entries(resolved)) if (identity) this.known.set(address, identity);
    }
  }

  get(address: Address): Identity | undefined {
    return this.known.get(address);
  }

  set(address: Address, identity: Identity): void {
    this.known.set(address, identity);
  }

  /** The identity of what a change found in the instance. */
  ofLive({ kind, id, name }: Change): Identity {
    if (id === null) throw new Error("a change of something that lives has no id");
    return { id, arn: arnInInstance(this.instanceArn, kind, id), name };
  }

  /** References of a value for which nothing is known to stand yet. */
  unknownIn(value: Json): readonly Reference[] {
    const references = findReferences(value).map(({ reference }) => reference);
    return references.filter((reference) => this.valueOf(reference) === undefined);
  }

  /** Puts ARNs in place of references; what cannot be filled in must have been created before. */
  render(body: Body): Body {
    const { value, unresolved } = renderStrings(body, (token) =>
      token.type === "reference" ? this.valueOf(token.reference) : undefined,
    );
    const [first] = unresolved;
    if (first) throw new Error(`the plan does not say what ${first.token.source} is`);
    return value as Body;
  }

  private valueOf(reference: Reference): string | undefined {
    const identity = this.known.get(reference.address);
    if (reference.part === "alias") return identity?.aliases?.[reference.alias ?? ""];
    return identity?.[reference.part];
  }
}

/** What is recorded of a rendered body. */
type Print = Fingerprint & Pick<JournalEnd, "verbatim">;

/** The fingerprint of a rendered body as it is recorded; it costs as much as the body is long. */
export function printOf(body: Body, sha256: Sha256): Print {
  const { archived: _, ...applied } = body;
  const print = fingerprintBody(applied, sha256);
  if (applied["content"] === undefined) return print;
  const said = { fingerprint: print.sha256, text: JSON.stringify(applied["content"]) };
  return { ...print, verbatim: verbatimPrint(applied, said, sha256) };
}

/** What the journal is to say once a change has been carried out with a body of this fingerprint. */
export function settled(change: Change, identity: Identity, print: Print): JournalEnd {
  const { id, arn } = identity;
  // Whoever gave its name away is waited for, but not referred to.
  const dependsOn = change.dependsOn.filter((to) => Object.hasOwn(change.resolved, to));
  return { id, arn, name: change.name, ...print, dependsOn };
}
