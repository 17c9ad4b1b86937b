import { instanceIdOf, parseArn } from "../../model/arn.js";
import type { Environment, Target } from "../../model/environment.js";
import type { Fault } from "../../model/fault.js";
import { nearNames } from "../../model/near-name.js";
import { UUID } from "../../model/uuid.js";
import { faultFor } from "../faults/faults.js";
import { orMissing } from "../faults/thrown.js";
import type { Caller } from "../pace/caller.js";
import { type Answer, partOf, partsOf, textOf } from "./answer.js";

/** Instances on a page: the service gives no more. */
const PAGE = 10;

/** Finds the environment's instance by alias, id or ARN, and checks that it is the one that is meant. */
export async function findTarget(caller: Caller, environment: Environment): Promise<Target> {
  const wanted = environment.instance || (environment.simulator ? environment.name : undefined);
  if (wanted === undefined) throw noInstance(environment);
  checkArn(wanted, environment);
  const id = instanceIdIn(wanted);
  const instance = id === undefined ? await byAlias(caller, wanted) : await byId(caller, id);
  const target = targetOf(instance, wanted);
  checkMeant(target, environment, wanted);
  return target;
}

function instanceIdIn(wanted: string): string | undefined {
  const arn = parseArn(wanted);
  return arn ? instanceIdOf(arn) : UUID.test(wanted) ? wanted : undefined;
}

/** An ARN tells its account and Region before anything is asked. */
function checkArn(wanted: string, environment: Environment): void {
  const arn = parseArn(wanted);
  const instanceId = arn && instanceIdOf(arn);
  if (!arn || instanceId === undefined) return;
  checkMeant({ instanceId, instanceArn: wanted, accountId: arn.account, region: arn.region }, environment, wanted);
}

async function byId(caller: Caller, id: string): Promise<Answer> {
  const subject = `the instance \`${id}\``;
  const answer = await orMissing(caller.read("DescribeInstance", { InstanceId: id }, subject));
  const instance = partOf(answer, "Instance");
  if (!instance) throw unknownInstance(id, []);
  return instance;
}

async function byAlias(caller: Caller, alias: string): Promise<Answer> {
  const instances = await allInstances(caller, alias);
  const found = instances.find((instance) => textOf(instance, "InstanceAlias") === alias);
  if (found) return found;
  throw unknownInstance(
    alias,
    instances.flatMap((instance) => textOf(instance, "InstanceAlias") ?? []),
  );
}

async function allInstances(caller: Caller, alias: string): Promise<readonly Answer[]> {
  const instances: Answer[] = [];
  let token: string | undefined;
  do {
    const page = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = await caller.read("ListInstances", page, `the instance \`${alias}\``);
    instances.push(...partsOf(answer, "InstanceSummaryList"));
    token = textOf(answer, "NextToken");
  } while (token !== undefined);
  return instances;
}

function targetOf(instance: Answer, wanted: string): Target {
  const arn = parseArn(textOf(instance, "Arn") ?? "");
  const instanceId = textOf(instance, "Id") ?? (arn && instanceIdOf(arn));
  if (!arn || !instanceId) {
    const summary = `The answer about the instance \`${wanted}\` has no ARN in it`;
    throw faultFor("service", { code: "connect/unreadable-answer", summary, help: "Run the command again" });
  }
  const { partition, region, account } = arn;
  const instanceArn = `arn:${partition}:connect:${region}:${account}:instance/${instanceId}`;
  return { instanceId, instanceArn, accountId: account, region };
}

function checkMeant(target: Target, environment: Environment, wanted: string): void {
  if (environment.account !== undefined && environment.account !== target.accountId) {
    throw wrong("account", environment, target.accountId, environment.account);
  }
  if (environment.region !== undefined && environment.region !== target.region) {
    throw wrong("region", environment, target.region, environment.region);
  }
  if (wanted.startsWith("arn:") && wanted !== target.instanceArn) {
    throw wrong("instance", environment, target.instanceArn, wanted);
  }
}

const WRONG_CODES = {
  account: "connect/wrong-account",
  region: "connect/wrong-region",
  instance: "connect/wrong-instance",
} as const;

function wrong(what: keyof typeof WRONG_CODES, { name }: Environment, found: string, expected: string): Fault {
  return faultFor("precondition", {
    code: WRONG_CODES[what],
    summary: `The environment \`${name}\` leads to another ${what} than it names`,
    detail: `Found \`${found}\`, and the manifest expects \`${expected}\`.`,
    help: `Use credentials of the right account, or correct \`${what}\` of the environment`,
  });
}

function noInstance({ name }: Environment): Fault {
  return faultFor("precondition", {
    code: "connect/no-instance",
    summary: `The environment \`${name}\` names no instance`,
    help: "Add `instance` with the alias, id or ARN of an Amazon Connect instance",
  });
}

function unknownInstance(wanted: string, aliases: readonly string[]): Fault {
  const near = nearNames(wanted, aliases);
  const others = aliases.length === 0 ? "There is none in this account and Region" : `There are: ${aliases.join(", ")}`;
  return faultFor("precondition", {
    code: "connect/unknown-instance",
    summary: `No instance \`${wanted}\` was found`,
    detail: aliases.length > 20 ? `There are ${aliases.length} others in this account and Region.` : `${others}.`,
    help: near[0] ? `Write \`${near[0]}\`, or check account and Region` : "Check the name, the account and the Region",
  });
}
