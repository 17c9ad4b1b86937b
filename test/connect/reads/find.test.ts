import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const A = "arn:aws:lambda:eu-west-2:123456789012:function:customer";
const BOT = "arn:aws:lex:eu-west-2:123456789012:bot-alias/B1/A1";
const PAGE = { prompt: `/prompts-summary/${INSTANCE}?maxResults=1000`, view: `/views/${INSTANCE}?maxResults=100` };

function prompts(...names: string[]): void {
  const list = names.map((Name, index) => ({ Id: `p-${index}`, Arn: `${INSTANCE_ARN}/prompt/p-${index}`, Name }));
  answer("GET", PAGE.prompt, { PromptSummaryList: list });
}

function lambdas(...arns: string[]): void {
  answer("GET", `/instance/${INSTANCE}/lambda-functions?maxResults=25`, { LambdaFunctions: arns });
}

function lexBots(...arns: string[]): void {
  const bots = arns.map((AliasArn) => ({ LexV2Bot: { AliasArn } }));
  answer("GET", `/instance/${INSTANCE}/bots?maxResults=25&lexVersion=V2`, { LexBots: bots });
}

describe("finding by name", () => {
  test("takes the exact name only, and names near ones", async () => {
    const { provider } = await openInstance();
    prompts("Beep.wav", "beep.wav", "Other.wav");
    const found = await provider.find("prompt", { name: "Beep.wav" });
    expect(found).toMatchObject({ type: "found", identity: { id: "p-0", name: "Beep.wav" } });
    expect(await provider.find("prompt", { name: "Bep.wav" })).toEqual({
      type: "missing",
      candidates: ["Beep.wav", "beep.wav"],
    });
  });

  test("gives all ids of a name that stands twice", async () => {
    const { provider } = await openInstance();
    prompts("Beep.wav", "Beep.wav");
    expect(await provider.find("prompt", { name: "Beep.wav" })).toEqual({ type: "ambiguous", ids: ["p-0", "p-1"] });
  });

  test("leaves out archived flows", async () => {
    const { provider } = await openInstance();
    const flow = { Id: "f-1", Arn: `${INSTANCE_ARN}/contact-flow/f-1`, Name: "Main", ContactFlowState: "ARCHIVED" };
    answer("GET", `/contact-flows-summary/${INSTANCE}?maxResults=1000`, { ContactFlowSummaryList: [flow] });
    expect(await provider.find("flow", { name: "Main" })).toEqual({ type: "missing", candidates: [] });
    expect(await provider.find("flow", { arn: flow.Arn })).toEqual({ type: "missing", candidates: [] });
  });

  test("finds a number by its digits or its description", async () => {
    const { provider } = await openInstance();
    const arn = "arn:aws:connect:eu-west-2:123456789012:phone-number/n-1";
    const number = { PhoneNumberId: "n-1", PhoneNumberArn: arn, PhoneNumber: "+4420", PhoneNumberDescription: "Front" };
    answer("POST", "/phone-number/list", { ListPhoneNumbersSummaryList: [number] });
    const found = { type: "found", identity: { id: "n-1", arn, name: "+4420" } };
    expect(await provider.find("phoneNumber", { name: "+4420" })).toEqual(found);
    expect(await provider.find("phoneNumber", { name: "Front" })).toEqual(found);
  });

  test("finds a function, and its alias where the function is associated", async () => {
    const { provider } = await openInstance();
    lambdas(A, `${A}-old:7`);
    const found = await provider.find("lambda", { name: "customer" });
    expect(found).toEqual({ type: "found", identity: { id: "customer", arn: A, name: "customer" } });
    expect(await provider.find("lambda", { name: "customer:live" })).toMatchObject({ identity: { arn: `${A}:live` } });
    expect(await provider.find("lambda", { name: "customer-old:7" })).toMatchObject({
      identity: { arn: `${A}-old:7` },
    });
    expect(await provider.find("lambda", { name: "costumer:live" })).toMatchObject({ type: "missing" });
  });

  test("tells functions of one name in two Regions apart by ARN", async () => {
    const { provider } = await openInstance();
    const other = A.replace("eu-west-2", "eu-central-1");
    lambdas(A, other);
    expect(await provider.find("lambda", { name: "customer" })).toEqual({ type: "ambiguous", ids: [A, other] });
  });

  test("finds a module with its aliases, and without where they may not be listed", async () => {
    const { provider } = await openInstance();
    const module = { Id: "m-1", Arn: `${INSTANCE_ARN}/flow-module/m-1`, Name: "Auth" };
    const path = `/contact-flow-modules/${INSTANCE}/m-1/aliases?maxResults=1000`;
    answer("GET", `/contact-flow-modules-summary/${INSTANCE}?maxResults=1000`, {
      ContactFlowModulesSummaryList: [module],
    });
    const aliases = [{ AliasId: "a-1", AliasName: "live", Version: 2 }];
    answer("GET", path, { ContactFlowModuleAliasSummaryList: aliases });
    const identity = { id: "m-1", arn: module.Arn, name: "Auth" };
    expect(await provider.find("module", { name: "Auth" })).toEqual({
      type: "found",
      identity: { ...identity, aliases: { live: "a-1" } },
    });
    refuse("GET", path, 403, "AccessDeniedException");
    expect(await provider.find("module", { arn: module.Arn })).toEqual({ type: "found", identity });
  });
});

describe("finding by ARN", () => {
  test("checks that it is there, and leaves the qualifier where it is", async () => {
    const { provider } = await openInstance();
    lambdas(A);
    const identity = { id: "customer", arn: `${A}:live`, name: "customer" };
    expect(await provider.find("lambda", { arn: `${A}:live` })).toEqual({ type: "found", identity });
    expect(await provider.find("lambda", { arn: A.replace("eu-west-2", "us-east-1") })).toMatchObject({
      type: "missing",
    });
  });

  test("finds views of AWS, which are in no instance", async () => {
    const { provider } = await openInstance();
    const arn = "arn:aws:connect:eu-west-2:aws:view/cards:1";
    answer("GET", PAGE.view, { ViewsSummaryList: [{ Id: "cards", Arn: arn, Name: "Cards", Type: "AWS_MANAGED" }] });
    expect(await provider.find("view", { name: "Cards" })).toMatchObject({ identity: { arn } });
    const latest = arn.replace(":1", ":$LATEST");
    expect(await provider.find("view", { arn: latest })).toMatchObject({ identity: { id: "cards", arn: latest } });
  });

  test("finds nothing of another instance or another kind", async () => {
    const { provider } = await openInstance();
    prompts("Beep.wav");
    const foreign = `arn:aws:connect:eu-west-2:123456789012:instance/other/prompt/p-0`;
    expect(await provider.find("prompt", { arn: foreign })).toMatchObject({ type: "missing" });
    expect(await provider.find("prompt", { arn: `${INSTANCE_ARN}/queue/p-0` })).toMatchObject({ type: "missing" });
    expect(await provider.find("prompt", { arn: "p-0" })).toMatchObject({ type: "missing" });
  });
});

describe("finding a Lex bot", () => {
  const key = { bot: "OrderBot", alias: "live" };
  const filter = { filters: [{ name: "BotName", values: ["OrderBot"], operator: "EQ" }], maxResults: 1000 };
  const bots = { botSummaries: [{ botId: "B1", botName: "OrderBot" }] };
  const aliases = { botAliasSummaries: [{ botAliasId: "A1", botAliasName: "live" }] };

  test("asks Lex for the ids, and Amazon Connect whether the alias is associated", async () => {
    const { provider } = await openInstance();
    lexBots(BOT);
    answer("POST", "/bots", bots, filter);
    answer("POST", "/bots/B1/botaliases", aliases, { maxResults: 1000 });
    const identity = { id: "B1/A1", arn: BOT, name: "OrderBot:live" };
    expect(await provider.find("lexBot", key)).toEqual({ type: "found", identity });
    expectAllAsked();
  });

  test("needs no Lex for an ARN", async () => {
    const { provider } = await openInstance();
    lexBots(BOT);
    expect(await provider.find("lexBot", { arn: BOT })).toMatchObject({ type: "found", identity: { arn: BOT } });
  });

  test("says that an alias is not associated", async () => {
    const { provider } = await openInstance();
    lexBots();
    answer("POST", "/bots", bots, filter);
    answer("POST", "/bots/B1/botaliases", aliases);
    const fault = await faultOf(provider.find("lexBot", key));
    expect(fault.diagnostics[0]).toMatchObject({
      code: "connect/bot-not-associated",
      detail: expect.stringContaining(BOT),
    });
  });

  test("names near bots and near aliases", async () => {
    const { provider } = await openInstance();
    lexBots(BOT);
    answer("POST", "/bots", { botSummaries: [] }, filter);
    answer("POST", "/bots", { botSummaries: [{ botId: "B2", botName: "OrdersBot" }] }, { maxResults: 1000 });
    expect(await provider.find("lexBot", key)).toEqual({ type: "missing", candidates: ["OrdersBot"] });
    answer("POST", "/bots", bots, filter);
    answer("POST", "/bots/B1/botaliases", { botAliasSummaries: [{ botAliasId: "A2", botAliasName: "life" }] });
    expect(await provider.find("lexBot", key)).toEqual({ type: "missing", candidates: ["life"] });
  });

  test("offers the ARN where Lex may not be asked", async () => {
    const { provider } = await openInstance();
    lexBots(BOT);
    refuse("POST", "/bots", 403, "AccessDeniedException");
    const fault = await faultOf(provider.find("lexBot", key));
    expect(fault.kind).toBe("permission");
    expect(fault.message).toContain("lex:ListBots");
    expect(fault.diagnostics[0]?.help).toContain("give the ARN of the bot alias");
  });
});
