import { bring, bringEach, projectOf } from "./bring.js";
import type { Content } from "./content.js";
import { findLinks } from "./find-links.js";
import type { NamesByArn } from "./inventory-names.js";
import type { Wish } from "./members.js";
import { orThrown } from "./or-thrown.js";
import { type Place, placesOf } from "./places.js";
import { setFolders } from "./sets.js";
import { textMap } from "./text-map.js";
import { judge, type Verdict } from "./verdict.js";

/** What came of bringing the contents of one place to an instance. */
export interface Brought {
  readonly place: Place;
  /** What failed, by content. */
  readonly problems: ReadonlyMap<Content, readonly string[]>;
  /** What the service would not publish, and why. */
  readonly refused: ReadonlyMap<Content, readonly string[]>;
  readonly wishes: readonly Wish[];
  readonly sets: readonly BroughtSet[];
}

/** A folder whose contents refer to each other, brought there as one project. */
export interface BroughtSet {
  readonly folder: string;
  readonly size: number;
  /** References that stayed inside, each counted once. */
  readonly links: number;
  readonly problems: readonly string[];
}

/** So many places at once: most of the time goes into waiting for the disk. */
const AT_ONCE = 3;

/** Brings every content to a simulated instance, by itself and as a part of its place; places in their order. */
export async function applyContents(contents: readonly Content[], names: NamesByArn): Promise<readonly Brought[]> {
  const places = placesOf(contents);
  const brought: Brought[] = [];
  const waiting = places.map((place, index) => ({ place, index }));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      brought[next.index] = await applyPlace(next.place, names);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return brought;
}

async function applyPlace(place: Place, names: NamesByArn): Promise<Brought> {
  const verdicts = await judgeAll(place.contents, names);
  const refused = new Map(
    [...verdicts].flatMap(([content, { refusals }]) => (refusals.length > 0 ? [[content, refusals]] : [])),
  );
  const wishes = place.contents
    .map((content) => ({ content, published: !refused.has(content) }))
    .filter(({ content, published }) => published || content.kind === "flow");
  const applied = await bringEach(wishes, names);
  const problems = place.contents.map((content) => {
    return [content, [...(verdicts.get(content)?.disagreements ?? []), ...(applied.get(content) ?? [])]] as const;
  });
  return { place, problems: new Map(problems), refused, wishes, sets: await applySets(wishes, names) };
}

/** Judges contents in an instance that has everything they refer to. */
async function judgeAll(contents: readonly Content[], names: NamesByArn): Promise<ReadonlyMap<Content, Verdict>> {
  const wishes = contents.map((content) => ({ content, published: true }));
  const project = await projectOf(wishes, { names, links: new Map(), isEmpty: true });
  const { there } = textMap(project.pairs);
  const verdicts = [...project.portable].map(async ([{ content }, { value: portable }]) => {
    const judged = { content, portable, rendered: there(content.value) };
    let refusals: readonly string[] = [];
    const disagreements = await orThrown(async () => {
      const verdict = await judge(judged, project.simulated.simulator);
      refusals = verdict.refusals;
      return verdict.disagreements;
    });
    return [content, { refusals, disagreements }] as const;
  });
  return new Map(await Promise.all(verdicts));
}

/** Brings each folder whose contents refer to each other to an instance that has the flows of a new one. */
async function applySets(wishes: readonly Wish[], names: NamesByArn): Promise<readonly BroughtSet[]> {
  const contents = wishes.map(({ content }) => content);
  const sets: BroughtSet[] = [];
  for (const folder of setFolders(contents, names)) {
    const members = wishes.filter(({ content }) => content.file.startsWith(folder));
    const links = findLinks(
      members.map(({ content }) => content),
      names,
    );
    const { whole, single } = await bring(members, { names, links, isEmpty: false });
    const problems = [...whole, ...[...single].map(([{ file }, problem]) => `${file}: ${problem}`)];
    sets.push({ folder, size: members.length, links: links.size, problems });
  }
  return sets;
}
