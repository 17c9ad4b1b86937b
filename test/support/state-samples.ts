import type { Kind } from "../../src/model/kind.js";
import type { StateResource } from "../../src/model/state.js";

/** A resource of a state, all of it made from its address. */
export function resource(address: string, more: Partial<StateResource> = {}): StateResource {
  const [kind, name = ""] = address.split(".");
  return {
    address,
    kind: kind as Kind,
    name,
    id: `id-${name}`,
    arn: `arn:${name}`,
    sha256: "ab".repeat(32),
    parts: { name: "1", content: "2" },
    dependsOn: [],
    ...more,
  };
}
