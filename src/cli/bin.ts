#!/usr/bin/env node
import { main } from "./main.js";
import { nodeWorld } from "./node-world.js";

// The SDK would write its plans for Node on stderr of every command.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
process.exitCode = await main(process.argv.slice(2), nodeWorld());
