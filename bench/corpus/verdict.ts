import { ConnectClient, CreateContactFlowCommand, CreateContactFlowModuleCommand } from "@aws-sdk/client-connect";
import { checkContent } from "../../src/flow/index.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../../src/model/json.js";
import type { Simulator } from "../../src/sim/index.js";
import type { Content } from "./content.js";
import { sha256 } from "./quiet-world.js";
import { TARGET } from "./simulated.js";

/** What is said against publishing a content: by the simulated service, and where the two judges do not agree. */
export interface Verdict {
  readonly refusals: readonly string[];
  readonly disagreements: readonly string[];
}

/** An SDK client that talks to the simulator. */
export function clientFor(simulator: Simulator): ConnectClient {
  const credentials = { accessKeyId: "corpus", secretAccessKey: "corpus" };
  return new ConnectClient({ region: TARGET.region, credentials, requestHandler: simulator.handler, maxAttempts: 1 });
}

/** What is to be judged: the portable content, and the same as the target would get it. */
export interface Judged {
  readonly content: Content;
  readonly portable: JsonObject;
  readonly rendered: JsonObject;
}

/** Asks the simulated service to publish a content, and compares what it says with the checks of the library. */
export async function judge(judged: Judged, simulator: Simulator): Promise<Verdict> {
  const refusals = await publish(judged, simulator);
  const { kind, type } = judged.content;
  const problems = checkContent(judged.portable, kind === "flow" ? { kind, type } : { kind });
  const errors = new Map(problems.flatMap((one) => (one.severity === "error" ? [[blockIn(one.pointer), one]] : [])));
  const unknown = new Set(problems.flatMap(({ code, pointer }) => (code === UNKNOWN ? [blockIn(pointer)] : [])));
  const refused = new Map(refusals.flatMap((text) => blocksIn(text, judged.rendered).map((block) => [block, text])));
  const overlooked = [...refused].filter(([block]) => !errors.has(block) && !unknown.has(block));
  // The service stops at a document that it cannot read, and at fifty problems.
  const isWhole = !refused.has(DOCUMENT) && refusals.length < MOST_PROBLEMS;
  const milder = [...errors].filter(([block]) => !refused.has(block) && (isWhole || block === DOCUMENT));
  return {
    refusals,
    disagreements: [
      ...overlooked.map(([, text]) => `the simulator refuses it and the checks do not: ${text}`),
      ...milder.map(
        ([, { code, summary, pointer }]) =>
          `the checks refuse it and the simulator does not: ${code} ${summary}, at ${pointer}`,
      ),
    ],
  };
}

const UNKNOWN = "flow/unknown-block-type";
const MOST_PROBLEMS = 50;
const DOCUMENT = -1;

async function publish({ content, rendered }: Judged, simulator: Simulator): Promise<readonly string[]> {
  const [instance] = simulator.instances();
  const client = clientFor(simulator);
  const input = {
    InstanceId: instance?.id,
    Name: `verdict ${sha256(content.file)}`,
    Content: JSON.stringify(rendered),
  };
  try {
    await (content.kind === "module"
      ? client.send(new CreateContactFlowModuleCommand(input))
      : client.send(new CreateContactFlowCommand({ ...input, Type: content.type })));
    return [];
  } catch (error) {
    return problemsIn(error);
  }
}

function problemsIn(error: unknown): readonly string[] {
  const { problems, Problems } = error as Readonly<
    Record<string, readonly { readonly message?: string }[] | undefined>
  >;
  const list = problems ?? Problems;
  if (!list) throw error;
  return list.map(({ message }) => message ?? "");
}

function blockIn(pointer: string): number {
  return Number(/^\/Actions\/(\d+)/.exec(pointer)?.[1] ?? DOCUMENT);
}

/** The blocks that a problem of the service is about: by index, by a type, or the document. */
function blocksIn(text: string, { Actions }: JsonObject): readonly number[] {
  const index = /Actions\[(\d+)\]/.exec(text)?.[1];
  if (index !== undefined) return [Number(index)];
  const type = /^Invalid Action type\. Type: (.*)$/s.exec(text)?.[1] ?? (/tags/.test(text) ? "TagContact" : undefined);
  if (type === undefined) return [DOCUMENT];
  const blocks = isJsonArray(Actions) ? Actions : [];
  return blocks.flatMap((block, at) => (isJsonObject(block) && String(block.Type) === type ? [at] : []));
}
