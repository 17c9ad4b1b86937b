import { compareText } from "../../model/json.js";
import type { KeptState, StateMedium } from "../document/state-medium.js";
import type { Bucket, StoredObject } from "./bucket.js";

const KEPT = 20;

/** Earlier states of a bucket, and what shows that there were some. */
export interface BucketHistory extends Pick<StateMedium, "kept" | "readKept"> {
  /** Puts a copy aside, unless the bucket keeps what is written over as a version. */
  keep(there: StoredObject | undefined, serial: number | undefined): Promise<void>;
  /** Names of what shows that a state was here. */
  traces(): Promise<readonly string[]>;
}

/** The earlier states of a key: its versions where the bucket keeps them, and the last twenty copies elsewhere. */
export function bucketHistory(bucket: Bucket, key: string): BucketHistory {
  const prefix = `${key}.history/`;
  const copyOf = (name: string | number) => `${prefix}${name}.json`;
  const versions = async () => (await bucket.versions(key)).filter(({ isRemoval }) => !isRemoval);
  const placeOf = (versionId: string) => `${bucket.url}/${key}?versionId=${versionId}`;

  async function copies(): Promise<readonly KeptState[]> {
    const listed = await bucket.list(prefix);
    return listed.flatMap(({ key: copy, modifiedAt }) => {
      const serial = /^(\d+)\.json$/.exec(copy.slice(prefix.length))?.[1];
      return serial === undefined
        ? []
        : [{ serial: Number(serial), file: `${bucket.url}/${copy}`, keptAt: modifiedAt }];
    });
  }

  /** The newest twenty versions before the one that is there, with their texts: only those tell the serial. */
  async function keptVersions() {
    const earlier = (await versions()).filter(({ isLatest }) => !isLatest).slice(0, KEPT);
    const read = earlier.map(async ({ versionId, modifiedAt }) => {
      const text = (await bucket.get(key, versionId))?.text;
      const serial = text === undefined ? undefined : serialIn(text);
      return text === undefined || serial === undefined
        ? []
        : [{ serial, text, file: placeOf(versionId), keptAt: modifiedAt }];
    });
    return (await Promise.all(read)).flat();
  }

  async function dropOldest(justKept: string): Promise<void> {
    const others = (await bucket.list(prefix)).filter((copy) => copy.key !== justKept);
    const newestFirst = others.toSorted((left, right) => compareText(right.modifiedAt, left.modifiedAt));
    await Promise.all(newestFirst.slice(KEPT - 1).map((copy) => bucket.remove(copy.key)));
  }

  return {
    async keep(there, serial) {
      if (there === undefined || there.versionId !== undefined) return;
      await bucket.overwrite(copyOf(serial ?? "damaged"), there.text);
      await dropOldest(copyOf(serial ?? "damaged"));
    },
    async kept() {
      const [copied, versioned] = await Promise.all([copies(), keptVersions()]);
      const bySerial = new Map<number, KeptState>();
      for (const { serial, file, keptAt } of [...versioned, ...copied]) {
        if (!bySerial.has(serial)) bySerial.set(serial, { serial, file, keptAt });
      }
      return [...bySerial.values()].sort((left, right) => right.serial - left.serial);
    },
    async readKept(serial) {
      const versioned = (await keptVersions()).find((version) => version.serial === serial);
      return versioned?.text ?? (await bucket.get(copyOf(serial)))?.text;
    },
    async traces() {
      const [copied, versioned] = await Promise.all([copies(), versions()]);
      return [...copied.map(({ file }) => file), ...versioned.map(({ versionId }) => placeOf(versionId))];
    },
  };
}

function serialIn(text: string): number | undefined {
  try {
    const value = JSON.parse(text) as { serial?: unknown } | null;
    return typeof value?.serial === "number" ? value.serial : undefined;
  } catch {
    return undefined;
  }
}
