import { blockName } from "../flow/index.js";
import type { Address } from "../model/address.js";
import { ARN_IN_TEXT } from "../model/arn.js";
import type { Change } from "../model/change.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../model/json.js";
import type { Plan } from "../model/plan.js";

/** Says of each problem which address, file and block it is about, and which address an ARN stood for. */
export function explainProblems(diagnostics: readonly Diagnostic[], change: Change, plan: Plan): readonly Diagnostic[] {
  const names = addressesByArn(plan);
  return diagnostics.map((diagnostic) => {
    const block = blockAt(change, diagnostic.pointer);
    const where = block === undefined ? "" : `Block \`${block}\`: `;
    const detail = `${where}${withAddresses(diagnostic.detail ?? "", names)}`;
    return {
      ...diagnostic,
      address: change.address,
      ...(change.file === null ? {} : { file: change.file }),
      ...(detail === "" ? {} : { detail }),
    };
  });
}

function addressesByArn(plan: Plan): ReadonlyMap<string, Address> {
  const resolved = plan.changes.flatMap((change) => Object.entries(change.resolved));
  return new Map(resolved.flatMap(([address, identity]) => (identity ? [[identity.arn, address]] : [])));
}

function withAddresses(text: string, names: ReadonlyMap<string, Address>): string {
  return text.replace(ARN_IN_TEXT, (arn) => (names.has(arn) ? `${names.get(arn)} (${arn})` : arn));
}

/** The name of the block that a pointer such as `/Actions/3` leads into. */
function blockAt({ after }: Change, pointer: string | undefined): string | undefined {
  const index = /^\/Actions\/(\d+)/.exec(pointer ?? "")?.[1];
  const content = after?.["content"];
  if (index === undefined || !isJsonObject(content)) return undefined;
  const actions = content["Actions"];
  const action = isJsonArray(actions) ? actions[Number(index)] : undefined;
  const identifier = isJsonObject(action) ? (action as JsonObject)["Identifier"] : undefined;
  return typeof identifier === "string" ? blockName(content, identifier) : undefined;
}
