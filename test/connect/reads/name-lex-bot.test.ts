import { expect, test } from "vitest";
import { openBuckets, openProvider } from "../../../src/connect/index.js";
import { openSimulator } from "../../../src/sim/index.js";
import { ENVIRONMENT } from "../wire.js";

const CLOCK = { now: () => 0, sleep: async () => {} };

async function open() {
  const simulator = await openSimulator();
  await simulator.load({
    instances: [
      {
        alias: "demo",
        region: "eu-west-2",
        lexBots: [
          { bot: "OrderBot", alias: "live" },
          { bot: "OrderBot", alias: "test" },
        ],
      },
    ],
  });
  const { instance: _, endpoint: __, rate: ___, ...rest } = ENVIRONMENT;
  const provider = openProvider(
    { ...rest, name: "demo", simulator: true },
    { ...CLOCK, random: () => 0, env: {}, buckets: openBuckets(CLOCK), tool: "t/0", requestHandler: simulator.handler },
  );
  return { simulator, provider };
}

test("a bot alias has the names that Lex knows it by, and each list is asked for once", async () => {
  const { simulator, provider } = await open();
  const arns = (await provider.list("lexBot")).map(({ arn }) => arn);
  const names = await Promise.all(arns.map((arn) => provider.nameBot?.(arn)));
  expect(names).toEqual([
    { bot: "OrderBot", alias: "live" },
    { bot: "OrderBot", alias: "test" },
  ]);
  expect(simulator.calls()).toMatchObject({ "lex.ListBots": 1, "lex.ListBotAliases": 1 });
});

test("a bot that Lex does not know has no names", async () => {
  const { provider } = await open();
  const arn = "arn:aws:lex:eu-west-2:123456789012:bot-alias/AAAAAAAAAA/BBBBBBBBBB";
  expect(await provider.nameBot?.(arn)).toBeUndefined();
});
