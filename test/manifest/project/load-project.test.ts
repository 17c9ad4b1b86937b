import { expect, test } from "vitest";
import { content, problemsIn, problemsOf, projectFolder, told, withDemo } from "../project-folder.js";

test("asks for init where there is no manifest", () => {
  expect(told(problemsOf({}))).toMatchInlineSnapshot(`
    "error manifest/no-manifest
      nowhere
      No manifest
      There is no \`connectctl.yaml\`, \`connectctl.yml\`, \`connectctl.json\` in FOLDER.
      help: Run \`connectctl init\` to start a project, or name the folder with \`--chdir\` or the file with \`--manifest\`."
  `);
});

test("says that a folder is none", () => {
  expect(told(problemsIn("/nowhere/at-all"))).toMatchInlineSnapshot(`
    "error manifest/no-manifest
      nowhere
      No project folder
      \`FOLDER\` is no folder.
      help: Give the folder of the project with \`--chdir\`."
  `);
});

test("says that the named manifest does not exist, and what is near", () => {
  expect(told(problemsIn(projectFolder(withDemo("")), undefined, "conectctl.yaml"))).toMatchInlineSnapshot(`
    "error manifest/file-missing
      nowhere
      File does not exist
      \`conectctl.yaml\` is not in the project folder.
      help: Write \`connectctl.yaml\`, or create \`conectctl.yaml\`."
  `);
});

test("refuses a manifest outside of the folder", () => {
  expect(told(problemsIn(projectFolder(withDemo("")), undefined, "../other.yaml"))).toMatchInlineSnapshot(`
    "error manifest/outside-project
      nowhere
      Path leaves the project folder
      \`../other.yaml\` is not inside the project folder: it leaves the folder by \`..\`.
      help: Keep the file inside the project folder and write its path from there."
  `);
});

test("warns of a second manifest", () => {
  expect(told(problemsOf({ ...withDemo(""), "connectctl.json": "{}" }))).toMatchInlineSnapshot(`
    "warning manifest/several-manifests
      connectctl.yaml
      More than one manifest
      \`connectctl.yaml\` is used, \`connectctl.json\` is not.
      help: Remove what is not used, or name the one to use with \`--manifest\`."
  `);
});

test("names the line of a tab in YAML", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml": "version: 1\nenvironments:\n\tdemo: { simulator: true }\n",
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/yaml-syntax
      connectctl.yaml:3:1
      Not valid YAML
      A tab stands where YAML wants spaces.
      help: Indent with spaces."
  `);
});

test("names both lines of a duplicate key", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml": "version: 1\nenvironments:\n  demo: { simulator: true }\n  demo: { simulator: true }\n",
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/duplicate-key
      connectctl.yaml:4:3
      Key stands twice
      \`demo\` already stands in line 3; only one can count.
      help: Remove one of the two."
  `);
});

test("refuses two documents in one file", () => {
  expect(
    told(problemsOf({ "connectctl.yaml": "version: 1\n---\nversion: 1\n", "flows/main.json": content() })),
  ).toMatchInlineSnapshot(`
    "error manifest/yaml-syntax
      connectctl.yaml:2:1
      Not valid YAML
      The file holds more than one document; only one is allowed.
      help: Move the rest to a fragment and name it under \`include\`."
  `);
});

test("tells of a list in brackets whose lines are not indented how to mend it", () => {
  const text = "version: 1\nenvironments:\n  demo: { rewrite: [\n  { from: a, to: b } ] }\n";
  expect(told(problemsOf({ "connectctl.yaml": text, "flows/main.json": content() }))).toMatchInlineSnapshot(`
    "error manifest/yaml-syntax
      connectctl.yaml:4:3
      Not valid YAML
      A \`[\` before this line is not closed.
      help: Indent this line further than the key that it belongs to, or add \`]\` where it ends."
  `);
});

test("refuses tags", () => {
  expect(
    told(problemsOf({ "connectctl.yaml": "version: 1\nenvironments: !Sub demo\n", "flows/main.json": content() })),
  ).toMatchInlineSnapshot(`
    "error manifest/yaml-syntax
      connectctl.yaml:2:15
      Not valid YAML
      The file uses a YAML tag, and the manifest has none.
      help: Remove the \`!\` tag."
  `);
});

test("finds a lost alias", () => {
  expect(
    told(problemsOf({ "connectctl.yaml": "version: 1\nenvironments:\n  demo: *base\n", "flows/main.json": content() })),
  ).toMatchInlineSnapshot(`
    "error manifest/yaml-syntax
      connectctl.yaml:3:9
      Not valid YAML
      \`*base\` refers to an anchor that does not stand before it.
      help: Set the anchor with \`&base\`, or put the value in quotes."
  `);
});

test("finds a merge conflict in YAML", () => {
  expect(
    told(
      problemsOf({ "connectctl.yaml": "version: 1\n<<<<<<< HEAD\nenvironments: {}\n", "flows/main.json": content() }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/yaml-syntax
      connectctl.yaml:2:1
      Not valid YAML
      A merge conflict stands in the file.
      help: Resolve the conflict."
  `);
});

test("stops at an alias bomb", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml":
          "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/too-many-aliases
      connectctl.yaml:1:1
      Too many aliases
      The file resolves aliases (\`*name\`) more than 5000 times, counting aliases inside of aliases.
      help: Write the values out."
  `);
});

test("stops at endless nesting", () => {
  expect(told(problemsOf({ "connectctl.yaml": `a: ${"[".repeat(5000)}` }))).toMatchInlineSnapshot(`
    "error manifest/too-deep
      connectctl.yaml:1:3313
      Nested too deeply
      Lists and maps stand in each other too deep to be read.
      help: Flatten the file."
  `);
});

test("says where a JSON manifest has a trailing comma", () => {
  expect(
    told(
      problemsOf({
        "connectctl.json": '{\n  "version": 1,\n  "environments": { "demo": { "simulator": true }, }\n}\n',
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/json-syntax
      connectctl.json:3:50
      Not valid JSON
      A comma stands before the closing \`}\`.
      help: Remove the comma."
  `);
});

test("finds a duplicate key in a JSON manifest", () => {
  expect(
    told(
      problemsOf({
        "connectctl.json": '{ "version": 1,\n  "environments": { "demo": { "simulator": true } },\n  "version": 1 }',
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/duplicate-key
      connectctl.json:3:3
      Key stands twice
      \`version\` already stands in line 1; only the last would count.
      help: Remove one of the two."
  `);
});

test("says which line is not UTF-8", () => {
  expect(
    told(problemsOf({ "connectctl.yaml": Buffer.from("version: 1\n# caf\xe9\n", "latin1") })),
  ).toMatchInlineSnapshot(`
    "error manifest/not-utf8
      connectctl.yaml:2:1
      File is not UTF-8
      Line 2 has bytes that are no UTF-8; the file was probably saved in another encoding.
      help: Save the file as UTF-8."
  `);
});

test("recognises UTF-16", () => {
  expect(told(problemsOf({ "connectctl.yaml": Buffer.from("\ufeffversion: 1", "utf16le") }))).toMatchInlineSnapshot(`
    "error manifest/not-utf8
      connectctl.yaml:1:1
      File is not UTF-8
      The file begins like UTF-16, which Windows programs write.
      help: Save the file as UTF-8."
  `);
});

test("says that an empty manifest is empty", () => {
  expect(
    told(problemsOf({ "connectctl.yaml": "# nothing yet\n", "flows/main.json": content() })),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      connectctl.yaml:1:1
      
      Value of the wrong kind
      The file is empty; expected a map.
      help: Write sections such as \`flows\`; \`connectctl init\` makes a manifest to start from in an empty folder."
  `);
});

test("explains an unknown version", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml": "version: 2\nenvironments:\n  demo: { simulator: true }\n",
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unsupported-version
      connectctl.yaml:1:10
      /version
      Unknown version of the manifest
      The file says version 2; this connectctl knows version 1.
      help: Write \`version: 1\`, or use a connectctl that knows the file's version."
  `);
});

test("misses version and environments", () => {
  expect(told(problemsOf({ "connectctl.yaml": "flows: {}\n", "flows/main.json": content() }))).toMatchInlineSnapshot(`
    "error manifest/missing-key
      connectctl.yaml:1:1
      
      Key is missing
      The file needs \`version\`, and it is not there.
      help: Add \`version: 1\`.
    error manifest/missing-key
      connectctl.yaml:1:1
      
      Key is missing
      The file needs \`environments\`, and it is not there.
      help: Add \`environments\`, such as \`environments: { demo: { simulator: true } }\`."
  `);
});

test("suggests the near key at the top", () => {
  expect(
    told(problemsOf(withDemo("flow:\n  main: { name: Main, content: flows/main.json }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-key
      connectctl.yaml:5:1
      /flow
      Unknown key
      \`flow\` is not known here; known are \`$schema\`, \`version\`, \`environments\`, \`tags\`, \`include\`, \`flows\`, \`modules\`, \`hours\`, \`queues\`, \`testCases\`, \`lookups\`, \`smoke\`, \`moved\`, \`removed\`.
      help: Write \`flows\`."
  `);
});

test("suggests the near key in a flow", () => {
  expect(
    told(problemsOf(withDemo("flows:\n  main: { name: Main, contnet: flows/main.json }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-key
      flow.main
      connectctl.yaml:6:23
      /flows/main/contnet
      Unknown key
      \`contnet\` is not known here; known are \`name\`, \`type\`, \`description\`, \`content\`, \`published\`, \`tags\`.
      help: Write \`content\`."
  `);
});

test("suggests the near type of a flow", () => {
  expect(
    told(problemsOf(withDemo("flows:\n  main: { name: Main, type: CONTACT_FLO, content: flows/main.json }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      flow.main
      connectctl.yaml:6:29
      /flows/main/type
      Value that cannot stand here
      \`type\` is the text "CONTACT_FLO"; expected \`CONTACT_FLOW\`, \`CUSTOMER_QUEUE\`, \`CUSTOMER_HOLD\`, \`CUSTOMER_WHISPER\`, \`AGENT_HOLD\`, \`AGENT_WHISPER\`, \`OUTBOUND_WHISPER\`, \`AGENT_TRANSFER\`, \`QUEUE_TRANSFER\`, \`CAMPAIGN\`.
      help: Write \`CONTACT_FLOW\`."
  `);
});

test("wants a number that is a name in quotes", () => {
  expect(
    told(problemsOf(withDemo("flows:\n  main: { name: 0123, content: flows/main.json }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      flow.main
      connectctl.yaml:6:17
      /flows/main/name
      Value of the wrong kind
      \`name\` is the number 0123; expected a text.
      help: Put it in quotes: "0123"."
  `);
});

test("turns a number into a time of day", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "hours:\n  office:\n    name: Office\n    timeZone: UTC\n    config: [ { day: MONDAY, start: 900, end: 18:00 } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      hours.office
      connectctl.yaml:9:37
      /hours/office/config/0/start
      Value of the wrong kind
      \`start\` is the number 900; expected hours and minutes from "00:00" to "23:59", in quotes.
      help: Put it in quotes: "09:00"."
  `);
});

test("refuses a time without its leading zero and a day in lower case", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'hours:\n  office:\n    name: Office\n    timeZone: UTC\n    config: [ { day: monday, start: "9:00", end: "24:00" } ]\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      hours.office
      connectctl.yaml:9:22
      /hours/office/config/0/day
      Value that cannot stand here
      \`day\` is the text "monday"; expected \`MONDAY\`, \`TUESDAY\`, \`WEDNESDAY\`, \`THURSDAY\`, \`FRIDAY\`, \`SATURDAY\`, \`SUNDAY\`.
      help: Write \`MONDAY\`.
    error manifest/wrong-value
      hours.office
      connectctl.yaml:9:37
      /hours/office/config/0/start
      Value that cannot stand here
      \`start\` is the text "9:00"; expected hours and minutes from "00:00" to "23:59", in quotes.
      help: Correct the value.
    error manifest/wrong-value
      hours.office
      connectctl.yaml:9:50
      /hours/office/config/0/end
      Value that cannot stand here
      \`end\` is the text "24:00"; expected hours and minutes from "00:00" to "23:59", in quotes.
      help: Correct the value."
  `);
});

test("refuses a logical name with a space", () => {
  expect(
    told(problemsOf(withDemo('flows:\n  "main ivr": { name: Main, content: flows/main.json }\n', {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-name
      connectctl.yaml:6:3
      /flows/main ivr
      Name with characters that it cannot have
      \`main ivr\` is not a name that can stand here; expected letters and digits of any script, \`_\` and \`-\`, beginning with a letter or a digit.
      help: Choose another logical name; the name that people see stands in \`name\`."
  `);
});

test("refuses a list where a map belongs", () => {
  expect(told(problemsOf(withDemo("flows: [ main ]\n", {}, "")))).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      connectctl.yaml:5:8
      /flows
      Value of the wrong kind
      \`flows\` is a list; expected a map.
      help: Write a map."
  `);
});

test("refuses an empty entry", () => {
  expect(told(problemsOf(withDemo("flows:\n  main:\n", {}, "")))).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      flow.main
      connectctl.yaml:6:8
      /flows/main
      Value of the wrong kind
      \`main\` is empty; expected a map.
      help: Write a map."
  `);
});

test("wants an account in quotes, with the zero that YAML lost", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml":
          "version: 1\nenvironments:\n  prod:\n    region: ap-northeast-1\n    instance: acme\n    account: 012345678901\n",
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      connectctl.yaml:6:14
      /environments/prod/account
      Value of the wrong kind
      \`account\` is the number 012345678901; expected twelve digits in quotes.
      help: Put it in quotes: "012345678901"."
  `);
});

test("needs region and instance unless it is the simulator", () => {
  expect(
    told(problemsOf({ "connectctl.yaml": "version: 1\nenvironments:\n  prod: {}\n", "flows/main.json": content() })),
  ).toMatchInlineSnapshot(`
    "error manifest/missing-key
      connectctl.yaml:3:3
      /environments/prod
      Key is missing
      \`prod\` needs \`region\`, and it is not there.
      help: Add \`region\`, or set \`simulator: true\`.
    error manifest/missing-key
      connectctl.yaml:3:3
      /environments/prod
      Key is missing
      \`prod\` needs \`instance\`, and it is not there.
      help: Add \`instance\`, or set \`simulator: true\`."
  `);
});

test("refuses a bad region, account, role, endpoint and rate", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml":
          'version: 1\nenvironments:\n  prod:\n    region: tokyo\n    instance: acme\n    account: "123"\n    roleArn: deployer\n    endpoint: localhost\n    rate: fast\n',
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      connectctl.yaml:4:13
      /environments/prod/region
      Value that cannot stand here
      \`region\` is the text "tokyo"; expected an AWS Region such as \`ap-northeast-1\`.
      help: Correct the value.
    error manifest/wrong-value
      connectctl.yaml:6:14
      /environments/prod/account
      Value that cannot stand here
      \`account\` is the text "123"; expected twelve digits in quotes.
      help: Correct the value.
    error manifest/wrong-value
      connectctl.yaml:7:14
      /environments/prod/roleArn
      Value that cannot stand here
      \`roleArn\` is the text "deployer"; expected the ARN of an IAM role.
      help: Correct the value.
    error manifest/wrong-value
      connectctl.yaml:8:15
      /environments/prod/endpoint
      Value that cannot stand here
      \`endpoint\` is the text "localhost"; expected an address that begins with \`https://\` or \`http://\`.
      help: Correct the value.
    error manifest/wrong-value
      connectctl.yaml:9:11
      /environments/prod/rate
      Value that cannot stand here
      \`rate\` is the text "fast"; expected \`unlimited\`, or a map with \`perSecond\` and \`burst\`.
      help: Correct the value."
  `);
});

test("refuses a rate of nothing", () => {
  expect(
    told(
      problemsOf({
        "connectctl.yaml":
          "version: 1\nenvironments:\n  demo: { simulator: true, rate: { perSecond: 0, burst: 0.5 } }\n",
        "flows/main.json": content(),
      }),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      connectctl.yaml:3:47
      /environments/demo/rate/perSecond
      Value that cannot stand here
      \`perSecond\` is the number 0; expected more than 0.
      help: Correct the value.
    error manifest/wrong-type
      connectctl.yaml:3:57
      /environments/demo/rate/burst
      Value of the wrong kind
      \`burst\` is the number 0.5; expected a whole number.
      help: Write a whole number."
  `);
});

test("refuses a state outside of the project", () => {
  expect(told(problemsOf(withDemo("", {}, "    state: ../prod.json\n")))).toMatchInlineSnapshot(`
    "error manifest/outside-project
      connectctl.yaml:5:12
      /environments/demo/state
      Path leaves the project folder
      \`../prod.json\` is not inside the project folder: it leaves the folder by \`..\`.
      help: Keep the file inside the project folder and write its path from there."
  `);
});

test("refuses a state in an unknown store", () => {
  expect(told(problemsOf(withDemo("", {}, "    state: gs://bucket/prod.json\n")))).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      connectctl.yaml:5:12
      /environments/demo/state
      Value that cannot stand here
      \`state\` is \`gs://bucket/prod.json\`, which is in a store that is not known; expected a path in the project folder or \`s3://bucket/key\`.
      help: Write where the state lies, such as \`s3://acme-connectctl/prod.json\`."
  `);
});

test("refuses a store that is described in another way than with `s3` and how to reach it", () => {
  const codes = (state: string) => problemsOf(withDemo("", {}, `    state: ${state}\n`)).map(({ code }) => code);
  expect(
    codes("{ s3: s3://bucket/prod.json, endpoint: http://127.0.0.1:9000, region: x, forcePathStyle: true }"),
  ).toEqual([]);
  expect(codes("{ endpoint: http://127.0.0.1:9000 }")).toEqual(["manifest/missing-key"]);
  expect(codes("{ s3: state/prod.json }")).toEqual(["manifest/wrong-value"]);
  expect(codes("{ s3: s3://bucket/prod.json, bucket: b }")).toEqual(["manifest/unknown-key"]);
});

test("refuses one state for two environments", () => {
  expect(
    told(problemsOf(withDemo("", {}, "  other: { simulator: true, state: ./state/demo.json }\n"))),
  ).toMatchInlineSnapshot(`
    "error manifest/shared-state
      connectctl.yaml:5:36
      /environments/other/state
      Two environments with one state
      \`other\` and \`demo\` keep their state in the same place; one would delete what the other made.
      help: Give each environment a state of its own.
    error manifest/environment-needed
      connectctl.yaml
      /environments
      No environment chosen
      The manifest has 2 environments: \`demo\`, \`other\`.
      help: Choose one with \`--env NAME\` or \`CONNECTCTL_ENV\`."
  `);
});

test("finds an unknown variable in a name of an environment", () => {
  expect(
    told(problemsOf(withDemo("", {}, '    names: { lambda.x: "${var.stge}-x" }\n    vars: { stage: prd }\n'))),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-variable
      connectctl.yaml:5:24
      /environments/demo/names/lambda.x
      Unknown variable
      \`\${var.stge}\` has no value in the environment \`demo\`.
      help: Write \`\${var.stage}\`, or add \`stge\` to \`environments.demo.vars\`.
    warning manifest/unused-variable
      connectctl.yaml:6:13
      /environments/demo/vars/stage
      Variable that nothing uses
      \`\${var.stage}\` stands nowhere.
      help: Use it, or remove it.
    warning manifest/matches-nothing
      connectctl.yaml:5:14
      /environments/demo/names/lambda.x
      Name for an unknown address
      \`lambda.x\` under \`names\` is no address of the manifest, so that its name is not used.
      help: Remove it."
  `);
});

test("names both places of an address that stands twice", () => {
  expect(
    told(
      problemsOf(
        withDemo("include: [teams/*.yaml]\nflows:\n  main: { name: Main, content: flows/main.json }\n", {
          "teams/a.yaml": "flows:\n  main: { name: Other, content: flows/main.json }\n",
        }),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/duplicate-address
      flow.main
      teams/a.yaml:2:3
      /flows/main
      Address stands twice
      \`flow.main\` already stands in connectctl.yaml, line 7; an address stands for one thing.
      help: Rename or remove one of the two."
  `);
});

test("refuses an address that is managed and looked up", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nlookups:\n  flow: { main: Other }\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/duplicate-address
      flow.main
      connectctl.yaml:8:11
      /lookups/flow/main
      Address is managed and looked up
      \`flow.main\` already stands in connectctl.yaml, line 6; an address stands for one thing.
      help: Remove it from its section or from \`lookups\`."
  `);
});

test("refuses environments in a fragment", () => {
  expect(
    told(problemsOf(withDemo("include: [teams/a.yaml]\n", { "teams/a.yaml": "environments: {}\n" }))),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-key
      teams/a.yaml:1:1
      /environments
      Unknown key
      \`environments\` is not known here; known are \`$schema\`, \`version\`, \`flows\`, \`modules\`, \`hours\`, \`queues\`, \`testCases\`, \`lookups\`, \`smoke\`, \`moved\`, \`removed\`.
      help: Write it in the manifest itself; fragments hold sections only."
  `);
});

test("misses an included file", () => {
  expect(told(problemsOf(withDemo("include: [ teams/a.yaml ]\n", { "teams/b.yaml": "" }, "")))).toMatchInlineSnapshot(`
    "error manifest/file-missing
      connectctl.yaml:5:12
      /include/0
      File does not exist
      \`teams/a.yaml\` is not in the project folder.
      help: Write \`teams/b.yaml\`, or create \`teams/a.yaml\`."
  `);
});

test("warns of a pattern that includes nothing", () => {
  expect(told(problemsOf(withDemo('include: [ "team/*.yaml" ]\n', {}, "")))).toMatchInlineSnapshot(`
    "warning manifest/nothing-included
      connectctl.yaml:5:12
      /include/0
      No file to include
      No file of the project matches \`team/*.yaml\`.
      help: Correct the pattern, or remove it."
  `);
});

test("refuses to include from outside", () => {
  expect(told(problemsOf(withDemo('include: [ "../*.yaml" ]\n', {}, "")))).toMatchInlineSnapshot(`
    "error manifest/outside-project
      connectctl.yaml:5:12
      /include/0
      Path leaves the project folder
      \`../*.yaml\` is not inside the project folder: it leaves the folder by \`..\`.
      help: Keep the file inside the project folder and write its path from there."
  `);
});

test("misses a content file and names the near one", () => {
  expect(
    told(problemsOf(withDemo("flows:\n  main: { name: Main, content: flows/mian.json }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/file-missing
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      File does not exist
      \`flows/mian.json\` is not in the project folder.
      help: Write \`flows/main.json\`, or create \`flows/mian.json\`."
  `);
});

test("refuses content outside of the project by dots", () => {
  expect(
    told(problemsOf(withDemo("flows:\n  main: { name: Main, content: ../main.json }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/outside-project
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      Path leaves the project folder
      \`../main.json\` is not inside the project folder: it leaves the folder by \`..\`.
      help: Keep the file inside the project folder and write its path from there."
  `);
});

test("refuses content at an absolute path", () => {
  expect(
    told(problemsOf(withDemo("flows:\n  main: { name: Main, content: /etc/passwd }\n", {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/outside-project
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      Path leaves the project folder
      \`/etc/passwd\` is not inside the project folder: it is an absolute path.
      help: Keep the file inside the project folder and write its path from there."
  `);
});

test("refuses a folder as content", () => {
  expect(told(problemsOf(withDemo("flows:\n  main: { name: Main, content: flows }\n", {}, "")))).toMatchInlineSnapshot(`
    "error manifest/file-unreadable
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      File cannot be read
      \`flows\` cannot be read: it is a folder.
      help: Name a text file that you may read."
  `);
});

test("refuses a variable in a path", () => {
  expect(
    told(problemsOf(withDemo('flows:\n  main: { name: Main, content: "flows/${var.x}.json" }\n', {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      Path with a variable
      \`flows/\${var.x}.json\` holds a variable or a reference; a path is the same in every environment.
      help: Write the path out, and put what differs into the content as \`\${var.NAME}\`."
  `);
});

test("says where content is no JSON", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": "{\n  \"Version\": '2019'\n}" },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/json-syntax
      flow.main
      flows/main.json:2:14
      Not valid JSON
      \`'2019'\` is no JSON value.
      help: Use double quotes."
  `);
});

test("finds a duplicate key in content", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": '{ "Version": "2019-10-30",\n "Version": "2019-10-30" }' },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/duplicate-key
      flow.main
      flows/main.json:2:2
      Key stands twice
      \`Version\` already stands in line 1; only the last would count.
      help: Remove one of the two."
  `);
});

test("refuses content that is nested too deep", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": `${"[".repeat(300)}${"]".repeat(300)}` },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/too-deep
      flow.main
      flows/main.json:1:201
      Nested too deeply
      Arrays and objects stand in each other more than 200 deep.
      help: Check that the file is what it should be."
  `);
});

test("refuses content that is too large", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": `"${"x".repeat(5 * 1024 * 1024)}"` },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/file-too-large
      flow.main
      connectctl.yaml:6:32
      /flows/main/content
      File too large
      \`flows/main.json\` has 5242882 bytes; at most 5242880 are read.
      help: Check that the path is right; the service takes content of up to 256,000 characters."
  `);
});

test("tells every problem in one run", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'flows:\n  main: { name: 1, contnet: x }\n  other: { name: Other, content: flows/other.json }\nqueues:\n  sales: { name: Sales, hours: "${hours.ofice}" }\nhours:\n  office: { name: Office, timeZone: UTC }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      flow.main
      connectctl.yaml:6:17
      /flows/main/name
      Value of the wrong kind
      \`name\` is the number 1; expected a text.
      help: Put it in quotes: "1".
    error manifest/unknown-key
      flow.main
      connectctl.yaml:6:20
      /flows/main/contnet
      Unknown key
      \`contnet\` is not known here; known are \`name\`, \`type\`, \`description\`, \`content\`, \`published\`, \`tags\`.
      help: Write \`content\`.
    error manifest/file-missing
      flow.other
      connectctl.yaml:7:34
      /flows/other/content
      File does not exist
      \`flows/other.json\` is not in the project folder.
      help: Create \`flows/other.json\`, or correct the path.
    error manifest/unknown-reference
      queue.sales
      connectctl.yaml:9:32
      /queues/sales/hours
      Reference to an unknown address
      \`hours.ofice\` is not in the manifest.
      help: Write \`hours.office\`, or add hours of operation named \`ofice\` to \`hours\` (or to \`lookups.hours\`)."
  `);
});

test("refuses a move from what is still there", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: flow.main, to: flow.main } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:18
      /moved/0/from
      Moved address is still in the manifest
      \`flow.main\` has moved to \`flow.main\`, but \`flow.main\` is still in the manifest.
      help: Rename the entry, or remove the move."
  `);
});

test("refuses a move to nowhere", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: flow.old, to: flow.mian } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:32
      /moved/0/to
      Move to an unknown address
      \`flow.old\` has moved to \`flow.mian\`, but \`flow.mian\` is not in the manifest.
      help: Write \`flow.main\`."
  `);
});

test("refuses a move to another kind", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: queue.old, to: flow.main } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:33
      /moved/0/to
      Move to another kind
      \`queue.old\` cannot become \`flow.main\`: a resource keeps its kind.
      help: Remove the move."
  `);
});

test("refuses a move of what is no address", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: flw.old, to: flow.main } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:18
      /moved/0/from
      Not the address of a managed resource
      \`flw.old\` is no address of a flow, module, hours, queue, testCase.
      help: Write \`flow.old\`."
  `);
});

test("refuses moves in a circle", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: flow.a, to: flow.b }, { from: flow.b, to: flow.a } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:30
      /moved/0/to
      Moves in a circle
      \`flow.a\` has moved to \`flow.b\`, and further moves lead back to it.
      help: Remove one of the moves.
    error manifest/moved-or-removed
      connectctl.yaml:7:60
      /moved/1/to
      Moves in a circle
      \`flow.b\` has moved to \`flow.a\`, and further moves lead back to it.
      help: Remove one of the moves."
  `);
});

test("refuses two moves to one address", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: flow.a, to: flow.main }, { from: flow.b, to: flow.main } ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:43
      /moved/1
      Address moves twice
      Two addresses move to \`flow.main\`; the other move stands in connectctl.yaml, line 7.
      help: Remove one of the moves."
  `);
});

test("refuses to remove what is still there", () => {
  expect(
    told(
      problemsOf(
        withDemo("flows:\n  main: { name: Main, content: flows/main.json }\nremoved: [ flow.main ]\n", {}, ""),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:7:12
      /removed/0
      Removed address is still in the manifest
      \`flow.main\` is to be forgotten, but it is still in the manifest.
      help: Remove the entry, or take it out of \`removed\`."
  `);
});

test("refuses to remove what has moved", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmoved: [ { from: flow.a, to: flow.main } ]\nremoved: [ flow.a ]\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/moved-or-removed
      connectctl.yaml:8:12
      /removed/0
      Address is moved and removed
      \`flow.a\` is to be forgotten, and it has moved.
      help: Remove it from \`moved\` or from \`removed\`."
  `);
});
