import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import { Fault } from "../model/fault.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Journal, JournalBegin, JournalEnd } from "../model/journal.js";
import type { Provider, RecordWrite } from "../model/provider.js";
import type { Body, Identity } from "../model/resource.js";
import type { LiveResource } from "../model/snapshot.js";
import { findMade } from "./find-made.js";
import { type Identities, settled } from "./identities.js";
import type { Step } from "./step.js";

/** What carrying out one step needs. */
export interface Hands {
  readonly provider: Provider;
  readonly journal: Journal;
  readonly identities: Identities;
  /** Live resources as they were last read, by address. */
  readonly live: ReadonlyMap<Address, LiveResource>;
  readonly sha256: Sha256;
  /** Short text that tells this plan from others; part of the name of what is being replaced. */
  readonly mark: string;
  readonly onWrite: (address: Address, operation: string) => void;
}

/** What is recorded of contents that are between two states: the next plan looks at what lives. */
const NO_OPINION: JournalEnd = { sha256: "", parts: {} };

/** Carries out steps, one call for each; remembers what the stages of one change hand on to each other. */
export class Performer {
  private readonly hands: Hands;
  /** What was created, and with which body. */
  private readonly created = new Map<Address, { readonly identity: Identity; readonly body: Body }>();
  private readonly cut = new Set<Address>();
  private readonly changes: ReadonlyMap<Address, Change>;

  constructor(hands: Hands, changes: readonly Change[]) {
    this.hands = hands;
    this.changes = new Map(changes.map((change) => [change.address, change]));
  }

  /** Gives the id of what was written or deleted; throws a `Fault`. */
  async perform({ stage, change }: Step): Promise<string> {
    if (stage === "placeholder") return this.createPlaceholder(change);
    if (stage === "retire") return this.retire(change);
    if (stage === "delete") return this.remove(change);
    return change.action === "create" || change.action === "replace" ? this.createWhole(change) : this.update(change);
  }

  /** Brings the state up to date where nothing has to be written. */
  async settleKept(change: Change): Promise<void> {
    const { identities, sha256 } = this.hands;
    if (change.reason === "removed" || change.reason === "gone-live") return this.note(change, { removed: true });
    if (change.after === null) return;
    await this.note(change, settled(change, identities.ofLive(change), identities.render(change.after), sha256));
  }

  private async createPlaceholder(change: Change): Promise<string> {
    const { content: _, ...fields } = bodyOf(change);
    if (change.placeholder === null) throw new Error("a placeholder step without a placeholder");
    return this.create(change, { ...this.hands.identities.render(fields), content: change.placeholder });
  }

  private async createWhole(change: Change): Promise<string> {
    const body = this.hands.identities.render(bodyOf(change));
    const earlier = this.created.get(change.address);
    return earlier ? this.fill(change, earlier, body) : this.create(change, body);
  }

  /** Puts the contents in place of the placeholder. */
  private async fill(change: Change, earlier: { identity: Identity; body: Body }, body: Body): Promise<string> {
    const { provider, sha256 } = this.hands;
    const { identity } = earlier;
    const record = this.record({ ...change, id: identity.id }, () => settled(change, identity, body, sha256));
    return this.remember(change, await provider.update(change.kind, identity, earlier.body, body, record));
  }

  private async create(change: Change, body: Body): Promise<string> {
    if (change.action === "replace") await this.renameAway(change);
    const identity = await this.createOnce({ ...change, id: null }, body);
    this.created.set(change.address, { identity, body });
    return this.remember(change, identity);
  }

  /** A create whose answer is lost is never sent again: the instance is asked whether it happened. */
  private async createOnce(change: Change, body: Body): Promise<Identity> {
    const { provider, sha256 } = this.hands;
    const record = this.record(change, (answer) => (isIdentity(answer) ? settled(change, answer, body, sha256) : {}));
    try {
      return await provider.create(change.kind, body, record);
    } catch (error) {
      if (!(error instanceof Fault) || !error.uncertain) throw error;
      const made = await findMade(provider, change, body, sha256);
      if (!made) throw error;
      await this.note(change, settled(change, made, body, sha256));
      return made;
    }
  }

  private async renameAway(change: Change): Promise<void> {
    const { provider, identities, mark, live } = this.hands;
    const old = identities.ofLive(change);
    const before = { name: live.get(change.address)?.name ?? change.name };
    const after = { name: `${change.name.slice(0, 100)} (replaced ${mark})` };
    await provider.update(
      change.kind,
      old,
      before,
      after,
      this.record(change, () => after),
    );
  }

  private async update(change: Change): Promise<string> {
    const { provider, identities, sha256 } = this.hands;
    const identity = identities.ofLive(change);
    const after = identities.render(bodyOf(change));
    const before = await this.liveBody(change, Object.keys(after));
    const end = settled(change, identity, after, sha256);
    let written = 0;
    const record = this.record(change, () => {
      written++;
      return end;
    });
    const updated = await provider.update(change.kind, identity, before, after, record);
    if (written === 0) await this.note(change, end);
    return this.remember(change, updated);
  }

  private async liveBody(change: Change, fields: readonly string[]): Promise<Body> {
    const { provider, live, identities } = this.hands;
    const known = live.get(change.address) ?? (await provider.read(change.kind, identities.ofLive(change).id, fields));
    return known?.body ?? {};
  }

  private remember(change: Change, identity: Identity): string {
    this.hands.identities.set(change.address, { ...identity, name: change.name });
    return identity.id;
  }

  /** Deletes what a change replaced, now that nothing refers to it any more. */
  private async retire(change: Change): Promise<string> {
    const old = [...change.superseded, ...(change.action === "replace" && change.id !== null ? [change.id] : [])];
    for (const id of old) {
      await this.deleteOne({ ...change, id }, id);
    }
    return this.created.get(change.address)?.identity.id ?? change.id ?? "";
  }

  private async remove(change: Change): Promise<string> {
    const { id } = this.hands.identities.ofLive(change);
    try {
      await this.deleteOne(change, id);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind !== "in-use" || change.circular.length === 0) throw error;
      for (const address of change.circular) await this.cutLinks(address);
      await this.deleteOne(change, id);
    }
    return id;
  }

  /** Deletes and says so; what was gone already is recorded as gone. What leads up to a delete removes nothing yet. */
  private async deleteOne(change: Change, id: string): Promise<void> {
    let isRecorded = false;
    const record = this.record(change, (_, operation) => {
      isRecorded ||= operation.startsWith("Delete");
      return operation.startsWith("Delete") ? { removed: true } : NO_OPINION;
    });
    await this.hands.provider.delete(change.kind, id, record);
    if (!isRecorded) await this.note(change, { removed: true });
  }

  /** Empties something that is deleted later, so that it refers to nothing any more. */
  private async cutLinks(address: Address): Promise<void> {
    const change = this.changes.get(address);
    if (!change?.placeholder || this.cut.has(address)) return;
    this.cut.add(address);
    const { provider, identities } = this.hands;
    const before = await this.liveBody(change, ["content"]);
    const record = this.record(change, () => NO_OPINION);
    await provider.update(change.kind, identities.ofLive(change), before, { content: change.placeholder }, record);
  }

  /** Makes each remote write durable before it is sent, and what came of it before it counts. */
  private record(change: Change, outcome: (answer: unknown, operation: string) => JournalEnd): RecordWrite {
    const { journal, onWrite } = this.hands;
    return async (operation, call) => {
      const sequence = await journal.begin(beginOf(change, operation));
      onWrite(change.address, operation);
      const answer = await call().catch(async (error: unknown) => {
        if (error instanceof Fault && !error.uncertain) await journal.end(sequence, { failed: error.message });
        throw error;
      });
      await journal.end(sequence, outcome(answer, operation));
      return answer;
    };
  }

  /** Records what needed no write. */
  private async note(change: Change, end: JournalEnd): Promise<void> {
    const { journal } = this.hands;
    await journal.end(await journal.begin(beginOf(change, "none")), end);
  }
}

function beginOf({ address, kind, action, name, id, movedFrom }: Change, operation: string): JournalBegin {
  const known = { ...(id === null ? {} : { id }), ...(movedFrom === null ? {} : { movedFrom }) };
  return { address, kind, action, operation, name, ...known };
}

function bodyOf({ after }: Change): Body {
  if (after === null) throw new Error("a change that writes has nothing to write");
  return after;
}

function isIdentity(answer: unknown): answer is Identity {
  const { id, arn } = (answer ?? {}) as Partial<Identity>;
  return typeof id === "string" && typeof arn === "string";
}
