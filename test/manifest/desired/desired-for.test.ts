import { expect, test } from "vitest";
import { content, problemsOf, told, withDemo } from "../project-folder.js";

test("finds an unknown address in content and names the near one", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmodules:\n  greeting: { name: Greeting, content: flows/main.json }\n",
          { "flows/main.json": content("${module.greting.name}") },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-reference
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an unknown address
      \`module.greting\`, in block \`say\`, is not in the manifest.
      help: Write \`module.greeting\`, or add a flow module named \`greting\` to \`modules\` (or to \`lookups.module\`).
    error manifest/unknown-reference
      module.greeting
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an unknown address
      \`module.greting\`, in block \`say\`, is not in the manifest.
      help: Write \`module.greeting\`, or add a flow module named \`greting\` to \`modules\` (or to \`lookups.module\`)."
  `);
});

test("says how to add what is not there", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": content("${prompt.beep} and ${queue.sales}") },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-reference
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an unknown address
      \`prompt.beep\`, in block \`say\`, is not in the manifest.
      help: Add \`beep\` to \`lookups.prompt\`, or correct the reference.
    error manifest/unknown-reference
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an unknown address
      \`queue.sales\`, in block \`say\`, is not in the manifest.
      help: Add a queue named \`sales\` to \`queues\` (or to \`lookups.queue\`), or correct the reference."
  `);
});

test.each([
  ["${var.sign}${queue.sales.name}", 1],
  ["${var.sign}${region}", 1],
  ["${var.sign} ${queue.sales.name}", 0],
  ["${var.sign}${var.stage}", 0],
  ["${var.stage}${queue.sales.name} ${var.sign}", 0],
  ["${var.sign}${var.empty}${queue.sales.name}", 1],
  ["${var.sign} $${var.sign}${queue.sales.name}", 0],
])("finds a variable whose `$` would make literal text of what follows, in %s", (text, count) => {
  const sections =
    "flows:\n  main: { name: Main, content: flows/main.json }\nlookups: { queue: { sales: { name: Sales } } }\n";
  const vars = '    vars: { sign: "US$", stage: test, empty: "" }\n';
  const problems = problemsOf(withDemo(sections, { "flows/main.json": content(text) }, vars));
  const found = problems.filter(({ severity }) => severity === "error");
  expect(found).toHaveLength(count);
  for (const one of found) {
    expect(one).toMatchObject({
      code: "manifest/wrong-value",
      address: "flow.main",
      pointer: "/Actions/0/Parameters/Text",
    });
    expect(one.detail).toContain("`var.sign`, in block `say`, ends in `$`");
  }
});

test("explains a token that is neither address nor variable", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": content("${flwo.main} and ${ open") },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-reference
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to something unknown
      \`\${flwo.main}\`, in block \`say\`, is neither an address of the manifest nor a variable.
      help: Write \`\${flow.main}\`, or \`$\${flwo.main}\` for the literal text.
    error manifest/unknown-reference
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to something unknown
      \`\${\`, in block \`say\`, has no closing \`}\`.
      help: Write \`$\${\` for the literal text."
  `);
});

test("finds an unknown variable and names the near one", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": content("${var.stge}") },
          "    vars: { stage: prd }\n",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-variable
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Unknown variable
      \`\${var.stge}\`, in block \`say\`, has no value in the environment \`demo\`.
      help: Write \`\${var.stage}\`, or add \`stge\` to \`environments.demo.vars\`.
    warning manifest/unused-variable
      connectctl.yaml:5:13
      /environments/demo/vars/stage
      Variable that nothing uses
      \`\${var.stage}\` stands nowhere.
      help: Use it, or remove it."
  `);
});

test.each([
  ["refers to it", "${lambda.customer}", "", "error"],
  [
    "refers to it, where the environment has its own name",
    "${lambda.customer}",
    "    names: { lambda.customer: own }\n",
    "warning",
  ],
  ["does not refer to it", "none", "", "warning"],
])(
  "takes an unknown variable in the name of a lookup for what it matters when a flow %s",
  (_, text, more, severity) => {
    const sections =
      "flows:\n  main: { name: Main, content: flows/main.json }\nlookups:\n  lambda: { customer: '${var.stage}-customer' }\n";
    const problems = problemsOf(withDemo(sections, { "flows/main.json": content(text) }, more));
    const found = problems.filter(({ code }) => code === "manifest/unknown-variable");
    expect(found.map((one) => [one.severity, one.address])).toEqual([[severity, "lambda.customer"]]);
  },
);

test("finds an unknown alias", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nmodules:\n  auth: { name: Auth, content: flows/main.json, aliases: [ live ] }\n",
          { "flows/main.json": content("${module.auth.alias.life}") },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-alias
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an unknown alias
      \`module.auth\`, in block \`say\`, declares no alias \`life\`.
      help: Write \`live\`, or add \`life\` to the \`aliases\` of \`module.auth\`.
    error manifest/unknown-alias
      module.auth
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an unknown alias
      \`module.auth\`, in block \`say\`, declares no alias \`life\`.
      help: Write \`live\`, or add \`life\` to the \`aliases\` of \`module.auth\`."
  `);
});

test("refuses an alias of a flow", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": content("${flow.main.alias.live}") },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-kind
      flow.main
      flows/main.json:10:17
      /Actions/0/Parameters/Text
      Reference to an alias of something that has none
      \`flow.main\`, in block \`say\`, is no flow module, and only flow modules have aliases.
      help: Write \`\${flow.main}\`, or \`\${flow.main}:QUALIFIER\` for a qualified ARN."
  `);
});

test("finds an unknown address in a field", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'queues:\n  sales: { name: Sales, hours: "${hours.ofice}" }\nhours:\n  office: { name: Office, timeZone: UTC }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-reference
      queue.sales
      connectctl.yaml:6:32
      /queues/sales/hours
      Reference to an unknown address
      \`hours.ofice\` is not in the manifest.
      help: Write \`hours.office\`, or add hours of operation named \`ofice\` to \`hours\` (or to \`lookups.hours\`)."
  `);
});

test("wants hours for a queue", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'queues:\n  sales: { name: Sales, hours: "${queue.sales}" }\nhours:\n  office: { name: Office, timeZone: UTC }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-kind
      queue.sales
      connectctl.yaml:6:32
      /queues/sales/hours
      Not a reference to hours of operation
      \`hours\` is \`\${queue.sales}\`, which is no hours of operation; expected a reference such as \`\${hours.NAME}\` or an ARN.
      help: Write "\${hours.office}", or another."
  `);
});

test("wants a reference where a bare name stands", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "queues:\n  sales: { name: Sales, hours: office }\nhours:\n  office: { name: Office, timeZone: UTC }\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-kind
      queue.sales
      connectctl.yaml:6:32
      /queues/sales/hours
      Not a reference to hours of operation
      \`hours\` is \`office\`; expected a reference such as \`\${hours.NAME}\` or an ARN.
      help: Write "\${hours.office}"."
  `);
});

test("wants the right kinds for an outbound caller", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'flows:\n  main: { name: Main, content: flows/main.json }\nqueues:\n  sales:\n    name: Sales\n    hours: "${hours.office}"\n    outboundCaller: { number: "+81312345678", flow: "${hours.office}" }\nhours:\n  office: { name: Office, timeZone: UTC }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-kind
      queue.sales
      connectctl.yaml:11:31
      /queues/sales/outboundCaller/number
      Not a reference to a phone number
      \`outboundCaller.number\` is \`+81312345678\`; expected a reference such as \`\${phoneNumber.NAME}\` or an ARN.
      help: Add a phone number to \`lookups.phoneNumber\`, and refer to it.
    error manifest/wrong-kind
      queue.sales
      connectctl.yaml:11:53
      /queues/sales/outboundCaller/flow
      Not a reference to a flow
      \`outboundCaller.flow\` is \`\${hours.office}\`, which is no flow; expected a reference such as \`\${flow.NAME}\` or an ARN.
      help: Write "\${flow.main}", or another."
  `);
});

test("refuses two resources with one name", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n  other: { name: Main, content: flows/main.json }\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/duplicate-name
      flow.other
      connectctl.yaml:7:18
      /flows/other/name
      Two resources with one name
      \`flow.main\` has the name "Main" too, in the environment \`demo\`.
      help: Give one of them another name."
  `);
});

test("refuses an ARN as the name of what is managed", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          {},
          '    names: { flow.main: "arn:aws:connect:x:1:instance/i/contact-flow/f" }\n',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      flow.main
      connectctl.yaml:5:25
      /environments/demo/names/flow.main
      ARN in place of a name
      \`flow.main\` is managed and needs a name; found \`arn:aws:connect:x:1:instance/i/contact-flow/f\`.
      help: Write the name it should have, or move it to \`lookups\` if it exists already."
  `);
});

test("warns of an unknown time zone", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "hours:\n  office: { name: Office, timeZone: Asia/Tokio }\n  home: { name: Home, timeZone: Tokyo }\n",
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "warning manifest/time-zone
      hours.home
      connectctl.yaml:7:33
      /hours/home/timeZone
      Unknown time zone
      \`Tokyo\` is not in the time zone database of this program.
      help: Write \`Asia/Tokyo\`.
    warning manifest/time-zone
      hours.office
      connectctl.yaml:6:37
      /hours/office/timeZone
      Unknown time zone
      \`Asia/Tokio\` is not in the time zone database of this program.
      help: Write \`Asia/Tokyo\` or \`Asia/Tomsk\`."
  `);
});

test("refuses names and descriptions that are too long", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'queues:\n  sales: { name: nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, hours: "${hours.office}", description: ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd }\nhours:\n  office: { name: Office, timeZone: UTC }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/too-long
      queue.sales
      connectctl.yaml:6:18
      /queues/sales/name
      Text too long
      \`name\` has 128 characters; the service takes at most 127.
      help: Shorten it.
    error manifest/too-long
      queue.sales
      connectctl.yaml:6:187
      /queues/sales/description
      Text too long
      \`description\` has 251 characters; the service takes at most 250.
      help: Shorten it."
  `);
});

test("refuses a module whose name is spaces", () => {
  expect(
    told(problemsOf(withDemo('modules:\n  m: { name: " ", content: flows/main.json }\n', {}, ""))),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      module.m
      connectctl.yaml:6:14
      /modules/m/name
      Name without a visible character
      The service refuses a flow module whose name is only spaces.
      help: Write a name."
  `);
});

test("refuses a time that a variable makes wrong", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'hours:\n  office: { name: Office, timeZone: UTC, config: [ { day: MONDAY, start: "${var.open}", end: "18:00" } ] }\n',
          {},
          "    vars: { open: 9 }\n",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-value
      hours.office
      connectctl.yaml:7:74
      /hours/office/config/0/start
      Value that cannot stand here
      \`start\` becomes \`9\`; expected hours and minutes from "00:00" to "23:59".
      help: Correct the variable."
  `);
});

test("refuses tags that the service refuses", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'tags: { "aws:x": y }\nqueues:\n  sales: { name: Sales, hours: "${hours.office}", tags: { "a!": b, c: vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv } }\nhours:\n  office: { name: Office, timeZone: UTC }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/tag
      connectctl.yaml:5:9
      /tags/aws:x
      Tag that the service refuses
      \`aws:x\` begins with \`aws:\`, which AWS keeps for itself.
      help: Choose another key.
    error manifest/tag
      queue.sales
      connectctl.yaml:7:59
      /queues/sales/tags/a!
      Tag that the service refuses
      \`a!\` is no tag key; it has 1 to 128 letters, digits, spaces and \`_ . : / = + - @\`.
      help: Choose another key.
    error manifest/tag
      queue.sales
      connectctl.yaml:7:68
      /queues/sales/tags/c
      Tag that the service refuses
      The value of \`c\` has 257 characters; a tag's has at most 256.
      help: Shorten it."
  `);
});

test("takes lookups that lead tasks for used: `task start` names them", () => {
  const lookups = "lookups:\n  taskTemplate: { call: Call back }\n  quickConnect: { sales: Sales }\n";
  const flows = "flows:\n  main: { name: Main, content: flows/main.json }\n";
  expect(told(problemsOf(withDemo(`${flows}${lookups}`, {}, "")))).toBe("");
});

test("warns of lookups and variables that nothing uses", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\nlookups:\n  prompt: { beep: Beep.wav }\n",
          {},
          "    vars: { stage: prd }\n",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "warning manifest/unused-lookup
      prompt.beep
      connectctl.yaml:9:13
      /lookups/prompt/beep
      Lookup that nothing refers to
      Nothing refers to \`prompt.beep\`, so that no plan looks for it.
      help: Refer to it with \`\${prompt.beep}\`, or remove it.
    warning manifest/unused-variable
      connectctl.yaml:5:13
      /environments/demo/vars/stage
      Variable that nothing uses
      \`\${var.stage}\` stands nowhere.
      help: Use it, or remove it."
  `);
});

test("warns of names and patterns that match nothing", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          {},
          '    names: { flow.mian: Other }\n    protect: [ "flow.mian*", "flow.*" ]\n',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "warning manifest/matches-nothing
      connectctl.yaml:5:14
      /environments/demo/names/flow.mian
      Name for an unknown address
      \`flow.mian\` under \`names\` is no address of the manifest, so that its name is not used.
      help: Write \`flow.main\`.
    warning manifest/matches-nothing
      connectctl.yaml:6:16
      /environments/demo/protect/0
      Protected pattern that matches nothing
      No managed address of the manifest matches \`flow.mian*\`: it protects at most what the state still holds.
      help: Write \`flow.main\`."
  `);
});

test("refuses a lookup by the ARN of another kind", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'lookups:\n  queue: { sales: "arn:aws:lambda:us-east-1:123456789012:function:x" }\n  lexBot: { order: OrderBot }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/lookup
      lexBot.order
      connectctl.yaml:7:20
      /lookups/lexBot/order
      Neither a name nor an ARN of its kind
      \`OrderBot\` names no alias; expected \`Bot/alias\` or an ARN.
      help: Write \`OrderBot/ALIAS\`.
    error manifest/lookup
      queue.sales
      connectctl.yaml:6:19
      /lookups/queue/sales
      Neither a name nor an ARN of its kind
      \`arn:aws:lambda:us-east-1:123456789012:function:x\` is the ARN of a Lambda function; expected that of a queue.
      help: Write the ARN or the exact name of a queue.
    warning manifest/unused-lookup
      lexBot.order
      connectctl.yaml:7:13
      /lookups/lexBot/order
      Lookup that nothing refers to
      Nothing refers to \`lexBot.order\`, so that no plan looks for it.
      help: Refer to it with \`\${lexBot.order}\`, or remove it.
    warning manifest/unused-lookup
      queue.sales
      connectctl.yaml:6:12
      /lookups/queue/sales
      Lookup that nothing refers to
      Nothing refers to \`queue.sales\`, so that no plan looks for it.
      help: Refer to it with \`\${queue.sales}\`, or remove it."
  `);
});

test("refuses a name that is not known yet", () => {
  expect(
    told(
      problemsOf(
        withDemo('flows:\n  main: { name: "Main ${account} ${flow.main.name}", content: flows/main.json }\n', {}, ""),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/not-known-yet
      flow.main
      connectctl.yaml:6:17
      /flows/main/name
      Reference where only a literal text can stand
      \`\${account}\` is not known before the instance is asked, and a name is needed for asking.
      help: Set \`account\` in \`environments.demo\`.
    error manifest/not-known-yet
      flow.main
      connectctl.yaml:6:17
      /flows/main/name
      Reference where only a literal text can stand
      \`\${flow.main.name}\` is not known before the instance is asked, and a name is needed for asking.
      help: Write the text out, or use \`\${var.NAME}\`."
  `);
});

test("refuses an unknown address in a rewrite", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          {},
          '    rewrite: [ { from: x, to: "${lambda.x}" } ]\n',
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/unknown-reference
      connectctl.yaml:5:31
      /environments/demo/rewrite/0/to
      Reference to an unknown address
      \`lambda.x\` is not in the manifest.
      help: Add \`x\` to \`lookups.lambda\`, or correct the reference."
  `);
});

test("tells what is wrong with content where it stands", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          "flows:\n  main: { name: Main, content: flows/main.json }\n",
          { "flows/main.json": content("Hello").replace('"NextAction": "end",\n', '"NextAction": "gone",\n') },
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error flow/dangling
      flow.main
      flows/main.json:13:23
      /Actions/0/Transitions/NextAction
      NextAction leads to no block
      No block is called \`gone\`.
      help: undefined"
  `);
});

test("tells what is wrong with content inside the manifest", () => {
  expect(
    told(
      problemsOf(
        withDemo(
          'flows:\n  main:\n    name: Main\n    content:\n      Version: "2019-10-30"\n      StartAction: gone\n      Actions:\n        - { Identifier: end, Type: DisconnectParticipant, Parameters: {}, Transitions: {} }\n',
          {},
          "",
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error flow/start
      flow.main
      connectctl.yaml:10:20
      /flows/main/content/StartAction
      StartAction names no block
      No block is called \`gone\`.
      help: undefined"
  `);
});

test("refuses settings that are a list", () => {
  expect(
    told(
      problemsOf(
        withDemo("modules:\n  m: { name: M, content: flows/main.json, settings: s.json }\n", { "s.json": "[]" }, ""),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error manifest/wrong-type
      module.m
      s.json:1:1
      
      Value of the wrong kind
      The settings of \`module.m\` must be a map.
      help: Write an object with inputs, outputs and branches."
  `);
});
