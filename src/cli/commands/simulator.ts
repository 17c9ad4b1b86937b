import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { renderJson, renderNote, renderTable } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { type Command, type Context, textArg } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { simulatorFolder } from "../open-live.js";

export const simulatorServeCommand: Command = {
  options: {
    port: { type: "number", default: 0, requiresArg: true, describe: "Port; 0 takes any that is free" },
    limits: { choices: ["off", "service"], default: "off", describe: "The service's rate limits" },
    search: { choices: ["whole", "bare"], default: "whole", describe: "Whether searches of flows carry contents" },
    instance: { type: "string", requiresArg: true, describe: "Alias of an instance to make if there is none" },
    region: { type: "string", default: "us-east-1", requiresArg: true, describe: "Region of that instance" },
    account: { type: "string", default: "123456789012", requiresArg: true, describe: "Account of that instance" },
  },
  run: async (context, args) => {
    const { world, out } = context;
    const { serveSimulator } = await import("../../sim/index.js");
    const limits = textArg(args, "limits") === "service" ? "service" : "off";
    const simulator = await open(context, { limits, searchCarriesContent: textArg(args, "search") !== "bare" });
    const [region = "us-east-1", account = "123456789012"] = [textArg(args, "region"), textArg(args, "account")];
    const alias = textArg(args, "instance") ?? (simulator.instances().length === 0 ? "demo" : undefined);
    if (alias !== undefined) await simulator.ensureInstance({ alias, region, account });
    const served = await serve(() => serveSimulator(simulator, { port: Number(args["port"] ?? 0) }));
    const instances = simulator.instances();
    out.document({ url: served.url, instances }, "line");
    const rows = instances.map(({ alias, region, id }) => [alias, region, id]);
    out.result(`${served.url}\n${renderTable(rows, { ...out.look, indent: 2, wrap: true })}`);
    await new Promise<void>((done) => {
      const end = world.onSignal(() => {
        end();
        done();
      });
    });
    await served.close();
    await simulator.close();
    return EXIT.done;
  },
};

export const simulatorResetCommand: Command = {
  run: async (context) => {
    const simulator = await open(context);
    await simulator.reset();
    await simulator.close();
    context.out.document({ reset: true });
    context.out.result("Forgot every simulated instance.");
    return EXIT.done;
  },
};

export const simulatorLoadCommand: Command = {
  positionals: { file: { describe: "A document as `simulator dump` gives it, or a part of one" } },
  run: async (context, args) => {
    const given = textArg(args, "file") ?? "";
    const file = resolve(context.world.cwd, given);
    const simulator = await open(context);
    await load(file, (document) => simulator.load(document));
    await simulator.close();
    const instances = simulator.instances();
    context.out.document({ instances });
    const names = instances.map(({ alias }) => alias).join(", ");
    context.out.result(renderNote(`Loaded ${given}; there is now: ${names}.`, context.out.look));
    return EXIT.done;
  },
};

export const simulatorDumpCommand: Command = {
  positionals: { alias: { describe: "Alias of the instance" } },
  run: async (context, args) => {
    const simulator = await open(context);
    const alias = textArg(args, "alias");
    const document = simulator.dump(alias);
    await simulator.close();
    if (alias !== undefined && document.instances.length === 0) throw unknownInstance(alias, simulator.instances());
    context.out.raw(renderJson(document));
    return EXIT.done;
  },
};

function unknownInstance(alias: string, known: readonly { readonly alias: string }[]): Error {
  const names = known.map((one) => `\`${one.alias}\``).join(", ");
  return usageError(`No simulated instance is called \`${alias}\``, {
    help: names === "" ? "load or apply something first" : `write one of ${names}`,
  });
}

interface Manner {
  readonly limits: "off" | "service";
  readonly searchCarriesContent: boolean;
}

async function open(
  { folder }: Context,
  { limits, ...strictness }: Manner = { limits: "off", searchCarriesContent: true },
) {
  const { openSimulator } = await import("../../sim/index.js");
  return openSimulator({ folder: simulatorFolder(folder), limits, strictness });
}

async function serve<Served>(start: () => Promise<Served>): Promise<Served> {
  try {
    return await start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw usageError("The port is in use", { help: "give another with --port, or --port 0 for any that is free" });
  }
}

async function load(file: string, take: (document: unknown) => Promise<void>): Promise<void> {
  try {
    await take(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw usageError("The document cannot be loaded", {
      detail: `${file}: ${(error as Error).message}`,
      help: "mend it and load it again; nothing was added",
    });
  }
}
