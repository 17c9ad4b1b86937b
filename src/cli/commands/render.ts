import { formatContent } from "../../flow/index.js";
import { type Address, parseAddress } from "../../model/address.js";
import { isJsonObject } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import type { DesiredResource } from "../../model/resource.js";
import { renderJson } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { addressArg, type Command } from "../line/command.js";
import { type UsageError, usageError } from "../line/usage.js";
import { renderable } from "../screen/renderable.js";
import { inSession, type Session } from "../session.js";

/** `render`: content with this environment's ARNs, to paste into the console. */
export const renderCommand: Command = {
  positionals: { address: { describe: "A flow or module, such as flow.main-ivr" } },
  run: async (context, args) => {
    return inSession(context, { desired: true }, async (session) => {
      const resource = find(session, addressArg(args, "address"));
      const { content, missing } = await renderable(resource, session, context);
      if (missing.length > 0) throw notThere(resource.address, missing);
      context.out.document({ address: resource.address, content });
      if (!context.out.json) context.out.raw(renderJson(JSON.parse(formatContent(content))));
      return EXIT.done;
    });
  },
};

function find({ desired }: Session, address: Address): DesiredResource {
  const withContent = desired.resources.filter(({ body }) => isJsonObject(body["content"]));
  const resource = withContent.find((one) => one.address === address);
  if (resource) return resource;
  const near = nearNames(
    address,
    withContent.map((one) => one.address),
  );
  const what = parseAddress(address) ? "is no flow or module of the manifest" : "is no address";
  throw usageError(`\`${address}\` ${what}`, {
    help: near.length > 0 ? `write ${near.map((name) => `\`${name}\``).join(" or ")}` : "look at `connectctl graph`",
  });
}

function notThere(address: Address, missing: readonly Address[]): UsageError {
  return usageError(`\`${address}\` refers to what is not in the instance yet`, {
    detail: `Nothing is known of ${missing.map((one) => `\`${one}\``).join(", ")}.`,
    help: "apply first, or render it in an environment that has them",
  });
}
