#!/usr/bin/env node
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// Where Node keeps what it has compiled (from 22.1 on), it does so from the next line on: this file stays tiny.
(module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
// Most commands end before optimised code has paid for its making: without the half of it, a plan takes a fifth less CPU.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=1000000");
// The SDK would write its plans for Node on stderr of every command.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

void import("./run.js").then(({ run }) => run());
