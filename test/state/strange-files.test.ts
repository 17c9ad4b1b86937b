import { constants } from "node:buffer";
import { execFileSync } from "node:child_process";
import { mkdir, readdir, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRecord } from "../../src/state/index.js";
import { loadPlan } from "../../src/state/saved-plan.js";
import { asker } from "./bucket-sample.js";
import { diagnosticOf, INSTANCE, projectFolder, sha256 } from "./sample.js";

const recordIn = (folder: string, path = "state/prod.json") =>
  openRecord({
    ...{ folder, environment: "prod", path, env: {}, sha256 },
    newId: () => "id-1",
    now: () => 0,
    sleep: async () => undefined,
    random: () => 0.5,
  });

async function folderWithState(): Promise<string> {
  const folder = await projectFolder();
  await mkdir(join(folder, "state"), { recursive: true });
  return folder;
}

test.skipIf(process.platform === "win32").each(["json", "journal.ndjson", "lock"])(
  "does not wait at a pipe in the place of state/prod.%s",
  async (ending) => {
    const folder = await folderWithState();
    execFileSync("mkfifo", [join(folder, "state", `prod.${ending}`)]);
    const { store, journal, readLock } = recordIn(folder);
    const read = { json: () => store.read(), "journal.ndjson": () => journal.read(), lock: () => readLock() }[ending];
    const { code, detail } = await diagnosticOf((read ?? store.read)());
    expect(code).toBe("state/unreadable");
    expect(detail).toContain("is a pipe or a device");
  },
);

test("refuses files that are longer than a text can be", async () => {
  const folder = await folderWithState();
  for (const name of ["prod.json", "plan.json"]) {
    await writeFile(join(folder, "state", name), "");
    await truncate(join(folder, "state", name), constants.MAX_STRING_LENGTH + 1);
  }
  expect((await diagnosticOf(recordIn(folder).store.read())).code).toBe("state/unreadable");
  expect((await diagnosticOf(loadPlan(join(folder, "state/plan.json"), sha256))).code).toBe("state/unreadable");
});

test("refuses a state and a plan that are nested beyond measure", async () => {
  const folder = await folderWithState();
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const { store } = recordIn(folder);
  await store.write(store.create(INSTANCE));
  await writeFile(join(folder, "state/prod.json"), `{"formatVersion":"1.0","x":${deep}}`);
  expect((await diagnosticOf(store.read())).code).toBe("state/corrupt");
  await writeFile(join(folder, "plan.json"), `{"formatVersion":"1.0","target":${deep}}`);
  expect((await diagnosticOf(loadPlan(join(folder, "plan.json"), sha256))).code).toBe("state/plan-invalid");
});

test("refuses to take a lock where a link leads the folder of locks and journals out of the project", async () => {
  const [folder, elsewhere] = [await projectFolder(), await projectFolder()];
  await symlink(elsewhere, join(folder, "state"));
  const { acquireLock, journal } = recordIn(folder, "record/prod.json");
  expect((await diagnosticOf(acquireLock(asker()))).code).toBe("state/path-outside");
  expect((await diagnosticOf(journal.read())).code).toBe("state/path-outside");
  expect(await readdir(elsewhere)).toEqual([]);
});

test("reads no state whose history a link leads out of the project", async () => {
  const [folder, elsewhere] = [await folderWithState(), await projectFolder()];
  await symlink(elsewhere, join(folder, "state/.history"));
  expect((await diagnosticOf(recordIn(folder).store.read())).code).toBe("state/path-outside");
});
