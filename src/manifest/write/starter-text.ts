/** What git should not keep: unfinished work, locks, old states, the simulator. */
export const IGNORED = [
  ".connectctl/",
  "state/*.journal.ndjson",
  "state/*.contacts.ndjson",
  "state/*.lock",
  "state/.history/",
  "state/.*.tmp",
  "errored.*.state.json",
] as const;

/** The manifest of a new project. */
export function starterManifest(name: string): string {
  return `# yaml-language-server: $schema=./node_modules/connectctl/schemas/manifest.schema.json
version: 1

environments:
  demo:                            # needs no AWS account: an embedded Amazon Connect, kept in .connectctl/
    simulator: true
    vars: { company: ${JSON.stringify(name)} }
  # staging:
  #   region: ap-northeast-1
  #   instance: my-staging         # alias, id or ARN of the instance
  #   profile: staging             # of your AWS configuration files
  #   vars: { company: ${JSON.stringify(`${name} (staging)`)} }
  # prod:
  #   region: ap-northeast-1
  #   instance: my-production
  #   account: "123456789012"      # refuse any other account
  #   vars: { company: ${JSON.stringify(name)} }
  #   protect: ["flow.main-*"]     # never delete or replace these

tags: { managed-by: connectctl }   # on everything below

flows:
  main-ivr:
    name: Main IVR
    description: Greets callers and puts them in the support queue
    content: flows/main-ivr.json
  waiting:
    name: Waiting
    type: CUSTOMER_QUEUE
    description: What callers hear while they wait
    content: flows/waiting.json

modules:
  greeting:
    name: Greeting
    content: modules/greeting.json

hours:
  office:
    name: Office hours
    timeZone: Asia/Tokyo
    config:
      - { day: MONDAY, start: "09:00", end: "18:00" }
      - { day: TUESDAY, start: "09:00", end: "18:00" }
      - { day: WEDNESDAY, start: "09:00", end: "18:00" }
      - { day: THURSDAY, start: "09:00", end: "18:00" }
      - { day: FRIDAY, start: "09:00", end: "18:00" }

queues:
  support:
    name: Support
    hours: "\${hours.office}"
    maxContacts: 20

lookups:                           # exist already in every instance, found by their exact names
  prompt:
    beep: Beep.wav
`;
}

/** A hint for whoever opens the folder next. */
export function starterReadme(name: string): string {
  return `# ${name.replace(/\s+/g, " ")}

Amazon Connect flows as code, managed with connectctl.

- \`connectctl.yaml\` says what should exist, and in which environments.
- \`flows/\` and \`modules/\` hold content; \`\${queue.support}\` stands for an ARN in whichever instance it goes to.
- \`state/\` maps names to ids, one file for each environment; commit it.

\`\`\`sh
connectctl validate                # offline checks
connectctl plan --env demo         # what would be done
connectctl apply --env demo        # do it, after asking
connectctl drift --env demo        # what was changed by hand since
\`\`\`

The environment \`demo\` is a simulator. Fill in \`staging\` and \`prod\` in the manifest when you have instances.
`;
}
