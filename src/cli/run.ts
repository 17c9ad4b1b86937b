import { main } from "./main.js";
import { nodeWorld } from "./node-world.js";

/** Runs this process' command line. */
export async function run(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), nodeWorld());
}
