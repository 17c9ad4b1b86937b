import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import { Fault } from "../model/fault.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Provider } from "../model/provider.js";
import type { Body, Identity } from "../model/resource.js";
import type { LiveResource } from "../model/snapshot.js";
import { findMade, isSetLater, madeParts } from "./find-made.js";
import { type Identities, printOf, settled } from "./identities.js";
import { NO_OPINION, type Recorder } from "./recorder.js";
import { openRemover, type Remover } from "./remove.js";
import type { Step } from "./step.js";

/** What carrying out one step needs. */
export interface Hands {
  readonly provider: Provider;
  readonly recorder: Recorder;
  readonly identities: Identities;
  /** Live resources as they were last read, by address. */
  readonly live: ReadonlyMap<Address, LiveResource>;
  readonly sha256: Sha256;
  /** Short text that tells this plan from others; part of the name of what is being replaced. */
  readonly mark: string;
}

/** Carries out steps, one call for each; remembers what the stages of one change hand on to each other. */
export class Performer {
  private readonly hands: Hands;
  private readonly remover: Remover;
  /** What was created; with the body of a placeholder, which the contents follow. */
  private readonly created = new Map<Address, { readonly identity: Identity; readonly body: Body | undefined }>();

  constructor(hands: Hands, changes: readonly Change[]) {
    this.hands = hands;
    this.remover = openRemover({ ...hands, changes, liveBody: (change, fields) => this.liveBody(change, fields) });
  }

  /** Gives the id of what was written or deleted; throws a `Fault`. */
  async perform({ stage, change }: Step): Promise<string> {
    if (stage === "placeholder") return this.createPlaceholder(change);
    if (stage === "delete") return this.remover.remove(change);
    if (stage === "write") return this.write(change);
    await this.remover.retire(change);
    return this.created.get(change.address)?.identity.id ?? change.id ?? "";
  }

  /** Brings the state up to date where nothing has to be written. */
  async settleKept(change: Change): Promise<void> {
    const { identities, sha256, recorder } = this.hands;
    if (change.reason === "removed" || change.reason === "gone-live") return recorder.note(change, { removed: true });
    if (change.after === null) return;
    await recorder.note(
      change,
      settled(change, identities.ofLive(change), printOf(await this.render(change.after), sha256)),
    );
  }

  /** Created with the fields that can be filled in by now; the others come with the contents. */
  private async createPlaceholder(change: Change): Promise<string> {
    const { content: _, ...fields } = bodyOf(change);
    if (change.placeholder === null) throw new Error("a placeholder step without a placeholder");
    const { identities } = this.hands;
    const ready = Object.entries(fields).filter(([, value]) => identities.unknownIn(value).length === 0);
    return this.create(change, { ...identities.render(Object.fromEntries(ready)), content: change.placeholder });
  }

  private async write(change: Change): Promise<string> {
    const body = await this.render(bodyOf(change));
    if (change.action !== "create" && change.action !== "replace") return this.update(change, body);
    const earlier = this.created.get(change.address);
    if (!earlier?.body) return this.create(change, body);
    return this.bring({ ...change, id: earlier.identity.id }, earlier.identity, earlier.body, body);
  }

  private async update(change: Change, after: Body): Promise<string> {
    const before = await this.liveBody(change, Object.keys(after));
    return this.bring(change, this.hands.identities.ofLive(change), before, after);
  }

  /** Brings what is there to what it should be, in as many calls as that takes. */
  private async bring(change: Change, identity: Identity, before: Body, after: Body): Promise<string> {
    const { provider, recorder, sha256 } = this.hands;
    const end = settled(change, identity, printOf(after, sha256));
    const updated = await recorder.recordWhole(change, end, (record) =>
      provider.update(change.kind, identity, before, after, record),
    );
    return this.remember(change, updated);
  }

  private async create(change: Change, body: Body): Promise<string> {
    if (change.action === "replace") await this.renameAway(change);
    const identity = await this.createOnce({ ...change, id: null }, body);
    this.created.set(change.address, { identity, body: change.placeholder === null ? undefined : body });
    return this.remember(change, identity);
  }

  /** A create whose answer is lost is never sent again: the instance is asked whether it happened. */
  private async createOnce(change: Change, body: Body): Promise<Identity> {
    const { provider, recorder, sha256 } = this.hands;
    const print = printOf(body, sha256);
    const parts = madeParts(print);
    let isTold = false;
    const record = recorder.record(
      change,
      (answer) => {
        if (!isIdentity(answer)) return {};
        isTold = true;
        const whole = settled(change, answer, print);
        return isSetLater(body) ? { ...whole, ...NO_OPINION } : whole;
      },
      parts,
    );
    try {
      const made = await provider.create(change.kind, body, record);
      if (isSetLater(body)) await recorder.note({ ...change, id: made.id }, settled(change, made, print));
      return made;
    } catch (error) {
      if (isTold || !(error instanceof Fault) || !error.uncertain) throw error;
      const found = await findMade(provider, { kind: change.kind, name: change.name, parts }, sha256);
      if (!found) throw error;
      return this.takeUp({ ...change, id: found.id }, found, body);
    }
  }

  /** Goes on with what a create made before its answer was lost: what no create sets is still to be set. */
  private async takeUp(change: Change, found: Identity, body: Body): Promise<Identity> {
    const { provider, recorder, sha256 } = this.hands;
    const whole = settled(change, found, printOf(body, sha256));
    await recorder.found(change, isSetLater(body) ? { ...whole, ...NO_OPINION } : whole);
    if (!isSetLater(body)) return found;
    const live = await provider.read(change.kind, found.id, Object.keys(body));
    return recorder.recordWhole(change, whole, (record) =>
      provider.update(change.kind, found, live?.body ?? {}, body, record),
    );
  }

  private async renameAway(change: Change): Promise<void> {
    const { provider, identities, mark, live, recorder } = this.hands;
    const old = identities.ofLive(change);
    const before = { name: live.get(change.address)?.name ?? change.name };
    // Long names may begin alike, and ids do not.
    const after = { name: `${[...change.name].slice(0, 80).join("")} (replaced ${mark} ${old.id.slice(-8)})` };
    const record = recorder.record(change, () => after);
    await provider.update(change.kind, old, before, after, record);
  }

  /** Puts ARNs and ids in place of references; aliases of modules that nobody read yet are read now. */
  private async render(body: Body): Promise<Body> {
    const { identities, provider } = this.hands;
    for (const { address, part } of identities.unknownIn(body)) {
      const module = identities.get(address);
      if (part !== "alias" || !module) continue;
      const live = await provider.read("module", module.id, ["aliases"]);
      identities.set(address, { ...module, ...(live?.aliases ? { aliases: live.aliases } : {}) });
    }
    return identities.render(body);
  }

  private async liveBody(change: Change, fields: readonly string[]): Promise<Body> {
    const { provider, live, identities } = this.hands;
    const known = live.get(change.address) ?? (await provider.read(change.kind, identities.ofLive(change).id, fields));
    return known?.body ?? {};
  }

  private remember(change: Change, identity: Identity): string {
    const earlier = this.hands.identities.get(change.address);
    const aliases = identity.aliases ?? (earlier?.id === identity.id ? earlier.aliases : undefined);
    this.hands.identities.set(change.address, { ...identity, name: change.name, ...(aliases ? { aliases } : {}) });
    return identity.id;
  }
}

function bodyOf({ after }: Change): Body {
  if (after === null) throw new Error("a change that writes has nothing to write");
  return after;
}

function isIdentity(answer: unknown): answer is Identity {
  const { id, arn } = (answer ?? {}) as Partial<Identity>;
  return typeof id === "string" && typeof arn === "string";
}
