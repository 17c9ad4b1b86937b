import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import { isJsonObject } from "../../model/json.js";
import { type Kind, MANAGED_KINDS, type ManagedKind } from "../../model/kind.js";
import type { Provider } from "../../model/provider.js";
import type { Desired } from "../../model/resource.js";
import type { Listed, LiveResource } from "../../model/snapshot.js";
import {
  type Candidate,
  type Choice,
  choosePull,
  type Mentions,
  mentionsIn,
  type PullFacts,
  type PullOptions,
  type PullSourceKind,
} from "../../pull/index.js";
import { nameMentions } from "../planning/name-mentions.js";

type ChoiceFacts = Parameters<typeof choosePull>[0];

/** What a pull is made from, as far as the instance tells it. */
export interface PullReading extends Pick<PullFacts, "choice" | "listed" | "live" | "drafts" | "found" | "bots"> {
  /** Why something could not be read, and so is left out. */
  readonly unread: readonly Diagnostic[];
}

type Lists = Readonly<Partial<Record<Kind, readonly Listed[]>>>;

/** Lists what a choice is made from: flows and modules, and what else is managed or asked for. */
export async function listForChoice(
  provider: Provider,
  facts: Omit<ChoiceFacts, "listed">,
): Promise<{ readonly listed: Lists; readonly choice: Choice }> {
  const kinds = kindsToChoose(facts);
  const listed = await listKinds(provider, kinds, namedKinds(facts));
  return { listed, choice: choosePull({ ...facts, listed }) };
}

type ChoosingFacts = Omit<ChoiceFacts, "listed">;

function kindsToChoose(facts: ChoosingFacts): readonly Kind[] {
  const wanted = namedKinds(facts);
  return MANAGED_KINDS.filter((kind) => wanted.has(kind) || facts.options.patterns.some((one) => one.startsWith("*")));
}

/** Kinds that are managed or asked for by their own word. */
function namedKinds({ desired, state, options }: ChoosingFacts): ReadonlySet<string> {
  const managed = [...desired.resources, ...(state?.resources ?? [])].map(({ kind }) => kind);
  const named = options.patterns.map((pattern) => pattern.slice(0, pattern.indexOf(".")));
  return new Set(["flow", "module", ...managed, ...(options.kinds ?? []), ...named]);
}

async function listKinds(provider: Provider, kinds: Iterable<Kind>, named: ReadonlySet<string>): Promise<Lists> {
  const list = (kind: Kind) => (named.has(kind) ? provider.list(kind) : listWhatIsOffered(provider, kind));
  const lists = await Promise.all([...kinds].map(async (kind) => [kind, await list(kind)] as const));
  return Object.fromEntries(lists);
}

/** Not every instance has test cases: who asks for everything gets what there is. */
async function listWhatIsOffered(provider: Provider, kind: Kind): Promise<readonly Listed[]> {
  try {
    return await provider.list(kind);
  } catch (error) {
    const isMissing = error instanceof Fault && error.diagnostics.some(({ code }) => code === "connect/not-offered");
    if (kind === "testCase" && isMissing) return [];
    throw error;
  }
}

interface ReadOptions {
  readonly desired: Desired;
  readonly options: PullOptions;
  readonly source: PullSourceKind;
  readonly onProgress: (done: number, total: number) => unknown;
}

/** Reads what was chosen whole, then lists and finds what its contents refer to: only kinds that occur are asked for. */
export async function readForPull(
  provider: Provider,
  { listed, choice }: { readonly listed: Lists; readonly choice: Choice },
  { desired, options, source, onProgress }: ReadOptions,
): Promise<PullReading> {
  const reading = counted(choice, options, onProgress);
  const [{ live: plain, unread }, drafts] = await Promise.all([
    readChosen(provider, choice.chosen, desired, reading),
    options.drafts ? readDrafts(provider, choice.chosen, reading) : new Map<string, LiveResource>(),
  ]);
  const mentions = mentionsIn([...plain, ...drafts.values()].map(({ body }) => body));
  const live = await withAliases(provider, plain, mentions);
  const { kinds } = mentions;
  const more = await listKinds(
    provider,
    [...kinds].filter((kind) => listed[kind] === undefined),
    kinds,
  );
  const all = { ...listed, ...more };
  const { found, bots } = await nameMentions(provider, desired, { mentions, listed: all, choice, source });
  return { choice, listed: all, live, drafts, found, bots, unread };
}

function counted(choice: Choice, options: PullOptions, onProgress: ReadOptions["onProgress"]): () => unknown {
  const flows = choice.chosen.filter(({ kind }) => kind === "flow").length;
  const total = choice.chosen.length + (options.drafts ? flows : 0);
  let done = 0;
  return () => onProgress(++done, total);
}

async function readChosen(provider: Provider, chosen: readonly Candidate[], desired: Desired, done: () => unknown) {
  const entries = new Map(desired.resources.map((resource) => [resource.address, resource]));
  const unread: Diagnostic[] = [];
  const live: LiveResource[] = [];
  const reads = chosen.map(({ address, kind, listed }) => {
    const fields = Object.keys(entries.get(address)?.body ?? {});
    return { address, kind, id: listed.id, fields };
  });
  await Promise.all(
    reads.map(async ({ address, kind, id, fields }) => {
      try {
        const resource = await provider.read(kind, id, fields);
        if (resource && hasContent(resource)) live.push(resource);
        else if (resource) unread.push(unreadable(NO_CONTENT, address));
      } catch (error) {
        if (!(error instanceof Fault) || error.kind !== "service") throw error;
        unread.push(...error.diagnostics.map((one) => unreadable(one, address)));
      }
      done();
    }),
  );
  return { live: live.sort(byId), unread };
}

/** Files with anything else would keep every plan from being made. */
function hasContent({ kind, body }: LiveResource): boolean {
  return (kind !== "flow" && kind !== "module") || isJsonObject(body["content"]);
}

const NO_CONTENT: Diagnostic = {
  severity: "error",
  code: "pull/no-content",
  summary: "The instance gives no content for it that is a JSON object",
};

const byId = (left: LiveResource, right: LiveResource) =>
  `${left.kind} ${left.id}` < `${right.kind} ${right.id}` ? -1 : 1;

/** Its address has to be given: what other contents refer to is only looked up by then. */
function unreadable(diagnostic: Diagnostic, address: Address): Diagnostic {
  const help = `it is left out of this pull, all else is as it says; later run \`connectctl pull ${address}\``;
  return { ...diagnostic, address, help };
}

/** What the console shows of a flow while somebody works on it; of a flow that was never published it is all there is. */
async function readDrafts(provider: Provider, chosen: readonly Candidate[], done: () => unknown) {
  const flows = chosen.filter(({ kind }) => kind === "flow");
  const drafts = new Map<string, LiveResource>();
  await Promise.all(
    flows.map(async ({ listed }) => {
      const draft = listed.published === false ? undefined : await provider.read("flow", `${listed.id}:$SAVED`, []);
      if (draft) drafts.set(listed.id, draft);
      done();
    }),
  );
  return drafts;
}

/** Modules that some content names by an alias are read once more, with their aliases. */
async function withAliases(
  provider: Provider,
  live: readonly LiveResource[],
  { aliasedModules }: Mentions,
): Promise<readonly LiveResource[]> {
  return Promise.all(
    live.map(async (resource) => {
      if (resource.kind !== "module" || resource.aliases || !aliasedModules.has(resource.id)) return resource;
      return (await provider.read("module", resource.id, ["aliases"])) ?? resource;
    }),
  );
}

/** The kinds that a flag names; undefined for one that nothing manages. */
export function managedKinds(words: readonly string[]): readonly ManagedKind[] | undefined {
  const kinds = words.flatMap((word) => MANAGED_KINDS.filter((kind) => kind === word));
  return kinds.length === words.length ? kinds : undefined;
}
