import type { Contacts } from "../model/contact.js";
import { type Judgement, judge, type QueueWord, type Sight } from "./judge.js";
import type { Crowd, SmokePorts } from "./ports.js";
import type { ResolvedTest } from "./resolve.js";

/** Pauses before one look after the other, in milliseconds; the last one goes on. */
const PAUSES = [500, 1000, 1000, 2000, 2000, 3000, 5000];

/**
 * How many looks a second all trials take together. DescribeContact and GetContactAttributes have 10 requests a second
 * each (burst 15), for the whole account: half of it and more is left to others, and to stopping.
 */
const LOOKS_PER_SECOND = 4;

/** The last judgement; without a verdict where the run was told to stop. */
export interface Watched extends Judgement {
  /** Whether it was seen that the contact has ended, so that nobody has to stop it. */
  readonly hasEnded: boolean;
}

/** Looks at a contact until it is judged, at the latest when its time is over: then once more. */
export async function watch(
  test: ResolvedTest,
  id: string,
  ports: SmokePorts,
  { crowd, queueWord }: { readonly crowd: Crowd; readonly queueWord: QueueWord },
): Promise<Watched> {
  const deadline = ports.now() + test.within;
  let sight: Sight = { contact: undefined, attributes: {}, queues: [], endings: 0 };
  for (let looks = 0; ; looks++) {
    await ports.pause(Math.max(0, Math.min(pauseBefore(looks, crowd()), deadline - ports.now())));
    const isStopping = ports.isStopping();
    const isLast = ports.now() >= deadline;
    if (!isStopping) sight = await look(test, id, ports.contacts, sight);
    const judgement = judge(test, sight, queueWord, isLast);
    const hasEnded = sight.contact?.endedAt !== undefined;
    if (isStopping) return { ...judgement, verdict: undefined, hasEnded };
    if (judgement.verdict !== undefined) return { ...judgement, hasEnded };
  }
}

function pauseBefore(looks: number, running: number): number {
  const own = PAUSES[Math.min(looks, PAUSES.length - 1)] ?? 0;
  return Math.max(own, (running / LOOKS_PER_SECOND) * 1000);
}

async function look(test: ResolvedTest, id: string, contacts: Contacts, before: Sight): Promise<Sight> {
  const contact = await contacts.describe(id);
  if (!contact) return before;
  const asks = Object.keys(test.expect.attributes).length > 0;
  const attributes = asks ? await contacts.attributes(contact.initialId ?? id) : {};
  const { queueId } = contact;
  return {
    contact,
    attributes,
    queues: queueId === undefined || before.queues.at(-1) === queueId ? before.queues : [...before.queues, queueId],
    endings: before.endings + (contact.endedAt === undefined ? 0 : 1),
  };
}
