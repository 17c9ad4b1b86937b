import { expect, test } from "vitest";
import { problemsOf, told, withDemo } from "../project-folder.js";

test("asks which of several environments", () => {
  expect(told(problemsOf(withDemo("", {}, "  prod: { region: us-east-1, instance: x }\n")))).toMatchInlineSnapshot(`
    "error manifest/environment-needed
      connectctl.yaml
      /environments
      No environment chosen
      The manifest has 2 environments: \`demo\`, \`prod\`.
      help: Choose one with \`--env NAME\` or \`CONNECTCTL_ENV\`."
  `);
});

test("suggests the near environment", () => {
  expect(
    told(problemsOf(withDemo("", {}, "  prod: { region: us-east-1, instance: x }\n"), "prd")),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-environment
      connectctl.yaml
      /environments
      Unknown environment
      \`prd\` is not in the manifest; there are \`demo\`, \`prod\`.
      help: Write \`prod\`."
  `);
});

test("says no more of an environment whose error is told", () => {
  expect(told(problemsOf(withDemo("", {}, "  prod: {}\n"), "prod"))).toMatchInlineSnapshot(`
    "error manifest/missing-key
      connectctl.yaml:5:3
      /environments/prod
      Key is missing
      \`prod\` needs \`region\`, and it is not there.
      help: Add \`region\`, or set \`simulator: true\`.
    error manifest/missing-key
      connectctl.yaml:5:3
      /environments/prod
      Key is missing
      \`prod\` needs \`instance\`, and it is not there.
      help: Add \`instance\`, or set \`simulator: true\`."
  `);
});
