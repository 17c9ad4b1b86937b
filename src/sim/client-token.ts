import { createHash } from "node:crypto";
import type { Entry, Tokened } from "./entries/entry.js";
import { fault, type ServiceFault } from "./fault.js";

interface TokenedInput {
  readonly ClientToken?: string | undefined;
}

/** What an entry keeps of the call that created it: the token, and a fingerprint of the rest. */
export const tokenOf = (input: TokenedInput): Tokened =>
  input.ClientToken === undefined ? {} : { clientToken: input.ClientToken, tokenInput: fingerprintOf(input) };

/** The entry that a create with this token made before; refuses a token that comes with another input. */
export function madeBefore<E extends Entry & Tokened>(
  entries: readonly E[],
  input: TokenedInput,
  refusal: (message: string) => ServiceFault = reused,
): E | undefined {
  const { ClientToken: token } = input;
  const before = token === undefined ? undefined : entries.find((entry) => entry.clientToken === token);
  if (before?.tokenInput !== undefined && before.tokenInput !== fingerprintOf(input))
    throw refusal("The ClientToken was used with another input");
  return before;
}

const reused = (message: string): ServiceFault => fault("IdempotencyException", message);

function fingerprintOf({ ClientToken: _, ...rest }: TokenedInput): string {
  return createHash("sha256").update(JSON.stringify(rest)).digest("hex");
}
