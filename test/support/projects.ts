import fc from "fast-check";
import type { Desired } from "../../src/model/resource.js";
import { flow, flowModule, hours, lookup, manifest, type Part, queue } from "./desired.js";

/** What a generated project says of one flow, module, queue or hours. */
interface Seed {
  readonly there: boolean;
  readonly text: string;
  readonly name: string;
  readonly type: string;
  /** Indexes of what it uses, in the list of all addresses. */
  readonly uses: readonly number[];
  readonly aliased: boolean;
}

const FLOWS = ["f0", "f1", "f2", "f3"];
const MODULES = ["m0", "m1", "m2"];
const QUEUES = ["q0", "q1"];
const LOOKUPS: readonly Part[] = [lookup("prompt.beep", "Beep.wav"), lookup("lambda.customer", "customer")];

const ADDRESSES = [
  ...FLOWS.map((name) => `flow.${name}`),
  ...MODULES.map((name) => `module.${name}`),
  ...QUEUES.map((name) => `queue.${name}`),
  ...["hours.h0", "prompt.beep", "lambda.customer"],
];

const seeds: fc.Arbitrary<Seed> = fc.record({
  there: fc.boolean(),
  text: fc.constantFrom("Hello", "Welcome", "こんにちは", "$${literal}"),
  name: fc.constantFrom("", "", "", " renamed"),
  type: fc.constantFrom("CONTACT_FLOW", "CONTACT_FLOW", "CUSTOMER_QUEUE"),
  uses: fc.array(fc.nat(ADDRESSES.length - 1), { maxLength: 4 }),
  aliased: fc.boolean(),
});

/**
 * Manifests over one small set of addresses, so that one is a later version of the other: things come, go, are edited,
 * renamed and retyped, refer to themselves and to each other in circles. A reference leads only to what is there.
 */
export const projects: fc.Arbitrary<Desired> = fc
  .array(seeds, { minLength: ADDRESSES.length, maxLength: ADDRESSES.length })
  .map(projectOf);

function projectOf(all: readonly Seed[]): Desired {
  const seedOf = (address: string) => all[ADDRESSES.indexOf(address)] ?? NOBODY;
  const isThere = (address: string) => !/^(flow|module|queue)/.test(address) || seedOf(address).there;
  const usesOf = ({ uses }: Seed) => [...new Set(uses.map((index) => ADDRESSES[index] ?? ""))].filter(isThere);
  const flows = FLOWS.map((name) => [name, seedOf(`flow.${name}`)] as const);
  const modules = MODULES.map((name) => [name, seedOf(`module.${name}`)] as const);
  const queues = QUEUES.map((name) => [name, seedOf(`queue.${name}`)] as const);
  return manifest(
    hours("h0"),
    ...LOOKUPS,
    ...flows.flatMap(([name, seed]) =>
      seed.there ? [flow(name, { ...plain(name, seed), type: seed.type, invokes: usesOf(seed) })] : [],
    ),
    ...modules.flatMap(([name, seed]) => {
      const more = seed.aliased ? { more: { aliases: { live: { version: "current" } } } } : {};
      return seed.there ? [flowModule(name, { ...plain(name, seed), invokes: usesOf(seed), ...more })] : [];
    }),
    ...queues.flatMap(([name, seed]) => {
      const calls = usesOf(seed).find((address) => address.startsWith("flow."));
      const more = calls === undefined ? {} : { calls };
      return seed.there ? [queue(name, { name: `${name}${seed.name}`, hours: "hours.h0", ...more })] : [];
    }),
  );
}

function plain(name: string, seed: Seed) {
  return { name: `${name}${seed.name}`, text: seed.text };
}

const NOBODY: Seed = { there: false, text: "", name: "", type: "CONTACT_FLOW", uses: [], aliased: false };
