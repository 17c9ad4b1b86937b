import { expect, test } from "vitest";
import { desiredFor, loadProject, selectEnvironment } from "../../src/manifest/index.js";
import { content, type Files, problemsOf, projectFolder, sha256, told, withDemo } from "./project-folder.js";

const SECTIONS = (fields: string) =>
  `flows:\n  main: { name: Main, content: flows/main.json }\nmodules:\n  greet: { name: Greet, content: flows/main.json }\ntestCases:\n  main: { name: Greets, ${fields} }\n`;

function bodyOf(files: Files) {
  const folder = projectFolder(files);
  const { value: project } = loadProject({ folder, sha256 });
  const environment = project && selectEnvironment(project, undefined).value;
  if (!project || !environment) throw new Error("no project");
  return desiredFor(project, environment).value.resources.find(({ kind }) => kind === "testCase");
}

test("takes the content of a test case from its file, in whatever language, with references in place", () => {
  const files = { "tests/main.json": '{ "Steps": [{ "Flow": "${flow.main}" }], "Metadata": { "a": 1 } }' };
  const entry =
    'content: tests/main.json, entryPoint: { type: VOICE_CALL, flow: "${flow.main}", from: "+12065550100" }';
  expect(bodyOf(withDemo(SECTIONS(entry), files))).toMatchObject({
    address: "testCase.main",
    contentFile: "tests/main.json",
    body: {
      name: "Greets",
      published: true,
      content: { Steps: [{ Flow: "${flow.main}" }], Metadata: { a: 1 } },
      entryPoint: { type: "VOICE_CALL", flow: "${flow.main}", from: "+12065550100" },
    },
  });
});

test("takes initialization data that is a text for the map that it stands for", () => {
  const text = bodyOf(withDemo(SECTIONS(`content: {}, initializationData: '{"language":"ja"}'`)));
  const map = bodyOf(withDemo(SECTIONS("content: {}, initializationData: { language: ja }")));
  expect(text?.body).toEqual(map?.body);
});

test("tells what is wrong with a test case, each with its place", () => {
  const entry =
    'content: tests/main.json, entryPoint: { type: CHAT, flow: "${module.greet}", to: "+1" }, initializationData: "[]"';
  const files = { "tests/main.json": '{ "Flow": "${flow.mian}" }', "flows/main.json": content() };
  const problems = problemsOf(withDemo(SECTIONS(entry), files)).filter(({ address }) => address === "testCase.main");
  expect(told(problems)).toMatchInlineSnapshot(`
    "error manifest/unknown-reference
      testCase.main
      tests/main.json:1:11
      /Flow
      Reference to an unknown address
      \`flow.mian\` is not in the manifest.
      help: Write \`flow.main\`, or add a flow named \`mian\` to \`flows\` (or to \`lookups.flow\`).
    error manifest/wrong-kind
      testCase.main
      connectctl.yaml:10:83
      /testCases/main/entryPoint/flow
      Not a reference to a flow
      \`entryPoint.flow\` is \`\${module.greet}\`, which is no flow; expected a reference such as \`\${flow.NAME}\` or an ARN.
      help: Write "\${flow.main}", or another.
    error manifest/wrong-value
      testCase.main
      connectctl.yaml:10:102
      /testCases/main/entryPoint/to
      Number for a chat
      The entry point of \`testCase.main\` is a chat, which has no \`to\`.
      help: Remove it, or write \`type: VOICE_CALL\`.
    error manifest/wrong-value
      testCase.main
      connectctl.yaml:10:134
      /testCases/main/initializationData
      Initialization data that is no JSON object
      The initialization data of \`testCase.main\` is a text that is not the JSON of an object.
      help: Write a map such as \`{ language: "ja" }\`."
  `);
});

test("refuses a content that is no map", () => {
  const problems = problemsOf(withDemo(SECTIONS("content: tests/main.json"), { "tests/main.json": "[1]" }));
  expect(problems).toMatchObject([
    { code: "manifest/wrong-type", address: "testCase.main", detail: "The content of `testCase.main` must be a map." },
  ]);
});
