import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { flowContent } from "./flow-content.js";
import { randomFrom } from "./random.js";

/** How large a contact centre is to be. */
export interface CentreSize {
  readonly flows: number;
  /** Blocks of every flow; `mixed` spreads them from 3 to 120, few of them large. */
  readonly blocks: number | "mixed";
}

/** What stands in every environment of a centre: as fast as it goes, or at the service's own rate. */
export const ENVIRONMENT = {
  unlimited: "rate: unlimited",
  limited: "rate: { perSecond: 2, burst: 5 }",
  simulated: "simulator: true, rate: { perSecond: 2, burst: 5 }",
  embedded: "simulator: true, rate: unlimited",
} as const;

export interface CentreAsk extends CentreSize {
  readonly environments: number;
  readonly as: keyof typeof ENVIRONMENT;
}

/** A generated project, with one environment and one instance for each run. */
export interface Centre {
  readonly folder: string;
  /** Environments, each with an instance of the same name. */
  readonly environments: readonly string[];
  readonly flows: readonly string[];
  /** Files of contents, relative to the folder, with their logical names. */
  readonly contents: readonly { readonly name: string; readonly file: string; readonly text: string }[];
  /** The document that the simulator loads. */
  readonly instances: object;
}

const QUEUES = ["sales", "billing", "support", "returns", "vip"];
const ACCOUNT = "111122223333";
const REGION = "us-east-1";

/** Writes the project of a contact centre: the same size gives the same bytes. */
export function writeCentre(folder: string, size: CentreAsk): Centre {
  const modules = Array.from({ length: Math.ceil(size.flows / 10) }, (_, index) => `m${index}`);
  const flows = Array.from({ length: size.flows }, (_, index) => `f${index}`);
  const environments = Array.from({ length: size.environments }, (_, index) => `run${index + 1}`);
  const random = randomFrom(size.flows);
  const blocksOf = () => (size.blocks === "mixed" ? Math.round(3 * 40 ** (random() ** 1.5)) : size.blocks);
  const contents = [
    ...modules.map((name, index) =>
      content("modules", name, blocksOf(), { index, flows, modules: [], isModule: true }),
    ),
    ...flows.map((name, index) => content("flows", name, blocksOf(), { index, flows, modules, isModule: false })),
  ];
  mkdirSync(join(folder, "flows"), { recursive: true });
  mkdirSync(join(folder, "modules"), { recursive: true });
  for (const { file, text } of contents) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, "connectctl.yaml"), manifestOf({ flows, modules, environments, as: size.as }));
  return { folder, environments, flows, contents, instances: instancesOf(environments) };
}

interface Member {
  readonly index: number;
  readonly flows: readonly string[];
  readonly modules: readonly string[];
  readonly isModule: boolean;
}

function content(section: string, name: string, blocks: number, member: Member) {
  const { index, flows, modules, isModule } = member;
  const flow = isModule ? undefined : flows[transferOf(index, flows.length)];
  const module = modules[index % Math.max(1, modules.length)];
  const uses = [
    `\${queue.${QUEUES[index % QUEUES.length]}}`,
    ...(flow === undefined ? [] : [`\${flow.${flow}}`]),
    ...(module === undefined ? [] : [`\${module.${module}}`]),
  ];
  return { name, file: `${section}/${name}.json`, text: flowContent({ name, blocks, uses, isModule }) };
}

/** Whom a flow transfers to: of a hundred, two circles of five, ten pairs and two that lead to themselves. */
function transferOf(index: number, count: number): number {
  const place = index % 100;
  const to = circleOf(index, place) ?? index - 40;
  return to < 0 || to >= count ? index : to;
}

function circleOf(index: number, place: number): number | undefined {
  if (place < 10) return place % 5 === 4 ? index - 4 : index + 1;
  if (place < 30) return place % 2 === 0 ? index + 1 : index - 1;
  return place < 32 ? index : undefined;
}

interface Parts {
  readonly flows: readonly string[];
  readonly modules: readonly string[];
  readonly environments: readonly string[];
  readonly as: keyof typeof ENVIRONMENT;
}

function manifestOf({ flows, modules, environments, as }: Parts): string {
  const instance = (name: string) =>
    `  ${name}: { region: ${REGION}, account: "${ACCOUNT}", instance: ${name}, ${ENVIRONMENT[as]} }`;
  return [
    "version: 1",
    "environments:",
    ...environments.map(instance),
    "flows:",
    ...flows.map((name) => `  ${name}: { name: Flow ${name}, type: CONTACT_FLOW, content: flows/${name}.json }`),
    "modules:",
    ...modules.map((name) => `  ${name}: { name: Module ${name}, content: modules/${name}.json }`),
    "hours:",
    '  office: { name: Office, timeZone: UTC, config: [ { day: MONDAY, start: "09:00", end: "18:00" } ] }',
    "queues:",
    ...QUEUES.map((name) => `  ${name}: { name: Queue ${name}, hours: "\${hours.office}" }`),
    "",
  ].join("\n");
}

const QUOTAS = { flows: 100_000, modules: 100_000, queues: 1_000, hours: 1_000 };

function instancesOf(environments: readonly string[]): object {
  const about = { region: REGION, account: ACCOUNT, quotas: QUOTAS };
  return { instances: environments.map((alias) => ({ alias, ...about })) };
}
