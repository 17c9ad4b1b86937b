import { existsSync, statSync } from "node:fs";
import { reportText } from "./report-text.js";
import { runCorpus } from "./run-corpus.js";

// The SDK would write its plans for Node on stderr.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const FLAGS = new Set(["--apply", "--pull", "--from"]);
const words = process.argv.slice(2);
const [folder, ...others] = words.filter((word) => !FLAGS.has(word));
if (folder === undefined || others.length > 0 || !existsSync(folder) || !statSync(folder).isDirectory()) {
  process.stderr.write("usage: npm run corpus -- FOLDER [--apply] [--pull] [--from]\n");
  process.exitCode = 3;
} else {
  const [apply, pull, from] = ["--apply", "--pull", "--from"].map((flag) => words.includes(flag));
  const wanted = { apply: apply === true, pull: pull === true, from: from === true };
  const { text, hasFailed } = reportText(
    await runCorpus(folder, { ...wanted, check: wanted.apply || !(wanted.pull || wanted.from) }),
  );
  process.stdout.write(text);
  process.exitCode = hasFailed ? 1 : 0;
}
