import type {
  AssociateLambdaFunctionRequest,
  DisassociateLambdaFunctionRequest,
  ListLambdaFunctionsRequest,
} from "@aws-sdk/client-connect";
import { fault, invalidParameter, notFound } from "../fault.js";
import { instanceOf, refuseFull } from "../find.js";
import { listed, pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Which Lambda functions an instance may call. */
export const LAMBDA_OPERATIONS = {
  AssociateLambdaFunction: associate,
  DisassociateLambdaFunction: disassociate,
  ListLambdaFunctions: list,
} satisfies Record<string, Operation>;

const LAMBDA_ARN = /^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9_$-]+)?$/;

function associate(call: Call, input: Known<AssociateLambdaFunctionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const arn = input.FunctionArn;
  if (!LAMBDA_ARN.test(arn)) throw invalidParameter(`FunctionArn is not valid: ${arn}`);
  if (instance.tables.lambdas.get(arn) !== undefined)
    throw fault("ResourceConflictException", `Already associated: ${arn}`);
  refuseFull(call, instance, "lambdas", (message) => fault("ServiceQuotaExceededException", message));
  const now = call.world.now();
  instance.tables.lambdas.put({ id: arn, arn, name: arn, tags: {}, createdAt: now, modifiedAt: now });
  return {};
}

function disassociate(call: Call, input: Known<DisassociateLambdaFunctionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  if (instance.tables.lambdas.get(input.FunctionArn) === undefined)
    throw notFound(`Not associated: ${input.FunctionArn}`);
  instance.tables.lambdas.remove(input.FunctionArn);
  return {};
}

function list(call: Call, input: Known<ListLambdaFunctionsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.lambdas.all()), 25);
  return { LambdaFunctions: items.map((entry) => entry.arn), NextToken };
}
