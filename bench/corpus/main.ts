import { existsSync, statSync } from "node:fs";
import { reportText } from "./report-text.js";
import { runCorpus } from "./run-corpus.js";

// The SDK would write its plans for Node on stderr.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const words = process.argv.slice(2);
const [folder, ...others] = words.filter((word) => word !== "--apply");
if (folder === undefined || others.length > 0 || !existsSync(folder) || !statSync(folder).isDirectory()) {
  process.stderr.write("usage: npm run corpus -- FOLDER [--apply]\n");
  process.exitCode = 3;
} else {
  const { text, hasFailed } = reportText(await runCorpus(folder, { apply: words.includes("--apply") }));
  process.stdout.write(text);
  process.exitCode = hasFailed ? 1 : 0;
}
