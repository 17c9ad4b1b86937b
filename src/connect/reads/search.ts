import type { Target } from "../../model/environment.js";
import { partsOf, textOf } from "../client/answer.js";
import type { Caller } from "../pace/caller.js";

/**
 * Whether a search answers with contents. The shape of the answer has the member, and nothing documents that it is
 * filled, so nobody may rely on it without asking.
 */
export async function searchCarriesContent(caller: Caller, { instanceId }: Target): Promise<boolean | undefined> {
  const answer = await caller.read("SearchContactFlows", { InstanceId: instanceId, MaxResults: 1 }, "this instance");
  const [flow] = partsOf(answer, "ContactFlows");
  return flow && textOf(flow, "Content") !== undefined;
}
