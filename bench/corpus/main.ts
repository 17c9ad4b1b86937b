import { existsSync, statSync } from "node:fs";
import { reportText } from "./report-text.js";
import { runCorpus } from "./run-corpus.js";

// The SDK would write its plans for Node on stderr.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const words = process.argv.slice(2);
const [folder, ...others] = words.filter((word) => word !== "--apply" && word !== "--pull");
if (folder === undefined || others.length > 0 || !existsSync(folder) || !statSync(folder).isDirectory()) {
  process.stderr.write("usage: npm run corpus -- FOLDER [--apply] [--pull]\n");
  process.exitCode = 3;
} else {
  const wanted = { apply: words.includes("--apply"), pull: words.includes("--pull") };
  const { text, hasFailed } = reportText(await runCorpus(folder, wanted));
  process.stdout.write(text);
  process.exitCode = hasFailed ? 1 : 0;
}
