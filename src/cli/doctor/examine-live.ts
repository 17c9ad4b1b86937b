import type { ConnectProvider } from "../../connect/index.js";
import { Fault } from "../../model/fault.js";
import { isManagedKind, type Kind, MANAGED_KINDS, type ManagedKind } from "../../model/kind.js";
import type { Session } from "../session.js";
import { examine, type Finding, failing, ok, warn } from "./checkup.js";

/** Share of a default quota from which it is worth a word. */
const NEARLY = 0.8;

/** A clock that is further off may soon be refused: AWS allows five minutes. In milliseconds. */
const SKEW = 60_000;

/** Looks at the instance with reads only. Without an instance nothing more is asked. */
export async function examineLive(session: Session): Promise<readonly Finding[]> {
  const { provider, desired } = session;
  const instance = await examine("instance", async () => {
    const { instanceId, accountId, region } = await provider.target();
    return [ok("instance", `${session.environment.instance ?? instanceId} in account ${accountId}, ${region}`)];
  });
  if (instance.some(({ verdict }) => verdict === "fail")) return instance;
  const used = new Set<Kind>([...desired.resources, ...desired.lookups].map(({ kind }) => kind));
  // Not every Region offers test cases: whoever has none need not hear of it.
  const managed = MANAGED_KINDS.filter((kind) => kind !== "testCase" || used.has(kind));
  const kinds = [...new Set<Kind>([...managed, ...desired.lookups.map(({ kind }) => kind)])];
  const reads = await Promise.all(kinds.map((kind) => examineReads(kind, provider)));
  const quotas = await Promise.all(managed.map((kind) => examineQuota(kind, provider)));
  return [...instance, ...reads.flat(), ...quotas.flat(), await examineSearch(provider), examineClock(provider)];
}

async function examineReads(kind: Kind, provider: ConnectProvider): Promise<readonly Finding[]> {
  const name = `read ${kind}`;
  return examine(name, async () => {
    const listed = await provider.list(kind);
    const [first] = listed.filter(({ archived }) => !archived);
    const said = `may be listed (${listed.length})`;
    if (!isManagedKind(kind)) return [ok(name, said)];
    if (!first) return [ok(name, `${said}; there is none to describe`)];
    await provider.read(kind, first.id, ["name", "description"]);
    const described = ok(name, `${said} and described`);
    return kind === "module" ? [described, await examineVersions(first.id, provider)] : [described];
  });
}

/** Needed for modules with aliases, and even there an apply goes on without. */
async function examineVersions(moduleId: string, provider: ConnectProvider): Promise<Finding> {
  const name = "read module versions";
  try {
    const newest = await provider.newestModuleVersion(moduleId);
    return ok(name, newest === undefined ? "may be listed; there is none" : `may be listed (up to ${newest})`);
  } catch (error) {
    if (!(error instanceof Fault) || error.kind !== "permission") throw error;
    const help = "allow `connect:ListContactFlowModuleVersions`, so that no version of a module is made twice";
    return warn(name, failing(name, error).says, help);
  }
}

/** A list that may not be read was told of already. */
async function examineQuota(kind: ManagedKind, provider: ConnectProvider): Promise<readonly Finding[]> {
  const { quotaOfKind } = await import("../../connect/index.js");
  const quota = quotaOfKind(kind);
  const listed = await provider.list(kind).catch((error: unknown) => {
    if (error instanceof Fault) return undefined;
    throw error;
  });
  if (quota?.amount === undefined || listed === undefined) return [];
  const name = `quota ${kind}`;
  const archived = listed.filter((one) => one.archived).length;
  const counted = quota.archivedCount && archived > 0 ? `, ${archived} of them archived` : "";
  const says = `${listed.length} of ${quota.amount} by default${counted}`;
  if (listed.length < quota.amount * NEARLY) return [ok(name, says)];
  return [warn(name, says, `ask for more of “${quota.name}” in Service Quotas, unless yours was raised already`)];
}

/** Only reported: nothing depends on it. */
async function examineSearch(provider: ConnectProvider): Promise<Finding> {
  const name = "search";
  try {
    const carries = await provider.searchCarriesContent();
    if (carries === undefined) return ok(name, "no flow to search for, so nothing is known of contents");
    return ok(name, carries ? "search results carry content" : "search results carry no content");
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { says, help = "nothing: connectctl works without it" } = failing(name, error);
    return warn(name, `not needed, and not known: ${says}`, help);
  }
}

function examineClock(provider: ConnectProvider): Finding {
  const skew = provider.clockSkew();
  if (skew === undefined) return ok("clock", "the answers told no time to compare with");
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < SKEW) return ok("clock", `within ${Math.max(seconds, 1)} s of the service's`);
  const says = `${seconds} s ${skew > 0 ? "ahead of" : "behind"} the service's; from 300 s on requests are refused`;
  return warn("clock", says, "set the clock, for example by switching on time synchronisation");
}
