import { rmSync } from "node:fs";
import {
  type ConnectClient,
  type ContactFlowSummary,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  ListContactFlowModulesCommand,
  ListContactFlowsCommand,
} from "@aws-sdk/client-connect";
import { fingerprintBody } from "../../src/flow/index.js";
import type { JsonObject } from "../../src/model/json.js";
import { openSimulator } from "../../src/sim/index.js";
import { type Member, type Project, simulatorFolder, writeProject } from "./project.js";
import { runCommand, sha256 } from "./quiet-world.js";
import { type TextPair, textMap } from "./text-map.js";
import { clientFor } from "./verdict.js";

/** What went wrong with a project: as a whole, or with single members of it. */
export interface Applied {
  readonly problems: readonly string[];
  readonly members: ReadonlyMap<Member, string>;
}

/** Plans and applies a project through the command line, reads everything back through the SDK, and plans again. */
export async function applyProject(project: Project): Promise<Applied> {
  const folder = await writeProject(project);
  try {
    for (const argv of [["plan"], ["apply", "--auto-approve"]]) {
      const { code, stdout, stderr } = await runCommand(folder, argv);
      if (code !== 0)
        return { problems: [`${argv[0]} ends with ${code}: ${failureIn(stderr, stdout)}`], members: new Map() };
    }
    const members = await compareLive(project, folder);
    const { code, stdout, stderr } = await runCommand(folder, ["plan", "--detailed-exitcode"]);
    const problems = code === 0 ? [] : [`planning again ends with ${code}: ${failureIn(stderr, stdout)}`];
    return { problems, members };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first error with what is said about it, or the end of the output. */
function failureIn(stderr: string, stdout: string): string {
  const at = stderr.search(/^ *error/m);
  const text = at >= 0 ? stderr.slice(at) : `${stdout}${stderr}`.slice(-600);
  return text.replace(/\s+/g, " ").trim().slice(0, 600);
}

async function compareLive(project: Project, folder: string): Promise<ReadonlyMap<Member, string>> {
  const simulator = await openSimulator({ folder: simulatorFolder(folder) });
  const client = clientFor(simulator);
  const instance = simulator.instances()[0];
  const ids = await idsByName(client, instance?.id);
  const found = project.members.map((member) => [member, ids.get(`${member.content.kind} ${member.name}`)] as const);
  const own = found.flatMap(([member, identity]) => (identity ? ownPairs(member, identity) : []));
  const map = textMap([...own, ...project.pairs]);
  const problems = found.map(async ([member, identity]) => {
    if (!identity) return [member, "it is not in the instance after the apply"] as const;
    const live = await readContent(client, instance?.id, member, identity.id);
    const { value } = member.content;
    const isBack = hashOf(map.back(live)) === hashOf(value);
    const isThere = hashOf(live) === hashOf(map.there(value));
    if (isBack && isThere) return undefined;
    return [
      member,
      isBack ? "an id of where it came from is left in the instance" : "the live content is another",
    ] as const;
  });
  return new Map((await Promise.all(problems)).filter((one) => one !== undefined));
}

type Summary = Pick<ContactFlowSummary, "Id" | "Arn" | "Name">;

interface Identity {
  readonly id: string;
  readonly arn: string;
}

async function idsByName(
  client: ConnectClient,
  InstanceId: string | undefined,
): Promise<ReadonlyMap<string, Identity>> {
  const page = { InstanceId, MaxResults: 1000 };
  const flows = (await client.send(new ListContactFlowsCommand(page))).ContactFlowSummaryList ?? [];
  const modules = (await client.send(new ListContactFlowModulesCommand(page))).ContactFlowModulesSummaryList ?? [];
  const row =
    (kind: string) =>
    ({ Id = "", Arn = "", Name = "" }: Summary) =>
      [`${kind} ${Name}`, { id: Id, arn: Arn }] as const;
  return new Map([...flows.map(row("flow")), ...modules.map(row("module"))]);
}

/** A member's key is `kind arn`, or `kind id` where its bare id is meant. */
function ownPairs({ keys }: Member, { id, arn }: Identity): readonly TextPair[] {
  return keys.map((key) => {
    const source = key.slice(key.indexOf(" ") + 1);
    return [source, source.startsWith("arn:") ? arn : id];
  });
}

async function readContent(
  client: ConnectClient,
  InstanceId: string | undefined,
  { content, published }: Member,
  id: string,
): Promise<JsonObject> {
  const text =
    content.kind === "module"
      ? (await client.send(new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId: id })))
          .ContactFlowModule?.Content
      : (
          await client.send(
            new DescribeContactFlowCommand({ InstanceId, ContactFlowId: published ? id : `${id}:$SAVED` }),
          )
        ).ContactFlow?.Content;
  return JSON.parse(text ?? "{}") as JsonObject;
}

function hashOf(content: JsonObject): string {
  return fingerprintBody({ content }, sha256).sha256;
}
