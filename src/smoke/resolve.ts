import { renderStrings } from "../flow/index.js";
import { type Address, kindOf } from "../model/address.js";
import type { Checked, Diagnostic } from "../model/diagnostic.js";
import { isManagedKind, kindFacts } from "../model/kind.js";
import type { Found } from "../model/lookup.js";
import type { Identity } from "../model/resource.js";
import type { AttributeCheck, SmokeTest } from "../model/smoke.js";
import { addressesIn, textsOf } from "./named.js";

/** What is known of the addresses that tests name: from the record, and from looking in the instance. */
export interface Known {
  readonly environment: string;
  readonly recorded: ReadonlyMap<Address, Identity>;
  readonly found: Readonly<Record<Address, Found>>;
  /** The value of a variable that only the instance knows, such as `instance.arn`. */
  variable(name: string): string | undefined;
}

/** A smoke test with ids in place of addresses and texts without references. */
export interface ResolvedTest extends SmokeTest {
  readonly flowId: string;
  /** Ids of the queues that it names, by address. */
  readonly queueIds: Readonly<Record<Address, string>>;
}

/** Puts identities in place of addresses; tells each test that names what is not there. */
export function resolveTests(tests: readonly SmokeTest[], known: Known): Checked<readonly ResolvedTest[]> {
  const diagnostics = tests.flatMap((test) =>
    addressesIn(test).flatMap((address) => problemOf(test, address, known) ?? []),
  );
  const sound = tests.filter((test) => addressesIn(test).every((address) => identityOf(address, known)));
  return { value: sound.map((test) => resolve(test, known)), diagnostics };
}

function identityOf(address: Address, { recorded, found }: Known): Identity | undefined {
  const looked = found[address];
  return looked?.type === "found" ? looked.identity : recorded.get(address);
}

function resolve(test: SmokeTest, known: Known): ResolvedTest {
  const { value } = renderStrings(textsOf(test), (token) => {
    if (token.type === "variable") return known.variable(token.name);
    if (token.type !== "reference" || token.reference.part === "alias") return undefined;
    return identityOf(token.reference.address, known)?.[token.reference.part];
  });
  const texts = value as unknown as {
    taskName: string;
    description: string;
    attributes: Record<string, string>;
    expected: Record<string, AttributeCheck>;
  };
  const idOf = (address: Address) => identityOf(address, known)?.id ?? "";
  const queues = [test.expect.queue, test.expect.notQueue].flatMap((address) => address ?? []);
  return {
    ...test,
    taskName: texts.taskName,
    ...(test.description === undefined ? {} : { description: texts.description }),
    attributes: texts.attributes,
    expect: { ...test.expect, attributes: texts.expected },
    flowId: idOf(test.flow),
    queueIds: Object.fromEntries(queues.map((address) => [address, idOf(address)])),
  };
}

function problemOf(test: SmokeTest, address: Address, known: Known): Diagnostic | undefined {
  const looked = known.found[address];
  if (looked && looked.type !== "found") return notFound(test, address, looked);
  if (identityOf(address, known)) return undefined;
  const { file, line, column, pointer } = test.origin;
  const kind = kindOf(address);
  return {
    severity: "error",
    code: "smoke/not-applied",
    summary: "A smoke test names what has not been applied",
    detail: `\`${test.name}\` needs \`${address}\`, and the state of \`${known.environment}\` does not have it.`,
    address,
    ...{ file, pointer, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    help: isManagedKind(kind) ? "apply first" : `add it to \`lookups.${kind}\``,
  };
}

function notFound(test: SmokeTest, address: Address, looked: Exclude<Found, { type: "found" }>): Diagnostic {
  const { label } = kindFacts(kindOf(address));
  const isMissing = looked.type === "missing";
  const near = isMissing ? looked.candidates.slice(0, 3) : [];
  const { file, line, column, pointer } = test.origin;
  return {
    severity: "error",
    code: "smoke/missing-lookup",
    summary: isMissing ? "A lookup of a smoke test finds nothing" : "A lookup of a smoke test finds several",
    detail: isMissing
      ? `\`${test.name}\` needs \`${address}\`, and the instance has no ${label} of that name.`
      : `\`${test.name}\` needs \`${address}\`, and the instance has ${looked.ids.length} of that name.`,
    address,
    ...{ file, pointer, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    help:
      near.length > 0
        ? `mend the name in \`lookups\`: the instance has ${near.map((name) => `"${name}"`).join(", ")}`
        : "mend the lookup, or give its ARN",
  };
}
