import { applyProject } from "./apply-project.js";
import type { Content } from "./content.js";
import type { Links } from "./find-links.js";
import type { NamesByArn } from "./inventory-names.js";
import { membersOf, type Wish } from "./members.js";
import { orThrown } from "./or-thrown.js";
import { assemble, type Project } from "./project.js";
import { type Simulated, simulate } from "./simulated.js";
import { gatherThings, keyOf, type Mention, queueAgents } from "./thing.js";

/** How contents are to be brought to an instance. */
export interface Bringing {
  readonly names: NamesByArn;
  /** References that stay inside the project. */
  readonly links: Links;
  /** Leaves out what a new instance comes with. */
  readonly isEmpty: boolean;
}

/** Makes a project of contents, in an instance that has all else that they refer to. */
export async function projectOf(wishes: readonly Wish[], { names, links, isEmpty }: Bringing): Promise<Project> {
  const contents = wishes.map(({ content }) => content);
  const isOwn = ({ kind, id, arn }: Mention) => {
    const target = links.get(keyOf(kind, id, arn));
    return target !== undefined && contents.includes(target);
  };
  const things = gatherThings(contents, names, isOwn);
  const simulated = await simulate({ things, agents: queueAgents(contents), isEmpty });
  return assemble(membersOf(wishes, links, takenByDrafts(wishes, simulated)), things, simulated);
}

/** What is published cannot become a draft: a draft is never one of the flows that are there. */
function takenByDrafts(wishes: readonly Wish[], { document }: Simulated): readonly string[] {
  const live = new Set(
    (document.instances[0]?.flows ?? []).map((flow) => (typeof flow === "string" ? flow : flow.name)),
  );
  const drafts = wishes.filter(({ content, published }) => !published && live.has(content.name));
  return drafts.map(({ content }) => `${content.kind} ${content.name}`);
}

/** Brings contents there; gives what failed, by content, and what failed as a whole. */
export async function bring(
  wishes: readonly Wish[],
  bringing: Bringing,
): Promise<{ readonly whole: readonly string[]; readonly single: ReadonlyMap<Content, string> }> {
  const single = new Map<Content, string>();
  const whole = await orThrown(async () => {
    const { problems, members } = await applyProject(await projectOf(wishes, bringing));
    for (const [{ content }, problem] of members) single.set(content, problem);
    return problems;
  });
  return { whole, single };
}

/**
 * Brings contents there that have nothing to do with each other. What fails as a whole is tried again one by one; what
 * fails only together is told of the first.
 */
export async function bringEach(
  wishes: readonly Wish[],
  names: NamesByArn,
): Promise<ReadonlyMap<Content, readonly string[]>> {
  if (wishes.length === 0) return new Map();
  const { whole, single } = await bring(wishes, { names, links: new Map(), isEmpty: true });
  const [only, ...others] = wishes;
  if (whole.length === 0) return new Map([...single].map(([content, problem]) => [content, [problem]]));
  if (only && others.length === 0) return new Map([[only.content, [...whole, ...single.values()]]]);
  const problems = new Map<Content, readonly string[]>();
  for (const wish of wishes) for (const [content, told] of await bringEach([wish], names)) problems.set(content, told);
  if (only && problems.size === 0) problems.set(only.content, [`together with others: ${whole.join("; ")}`]);
  return problems;
}
