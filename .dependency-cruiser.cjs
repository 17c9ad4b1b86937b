/** The walls between the rooms; the reasons stand in docs/architecture.md. */
const rooms = "manifest|plan|pull|connect|apply|smoke|state|report|sim";
const pure = "^src/(model|flow|plan|pull|apply|smoke|report)/";

/** One home for one package: everything but `home` is forbidden to import it. */
const lives = (name, path, home) => ({
  name: `${name}-has-one-home`,
  severity: "error",
  from: { path: "^src/", pathNot: home },
  to: { path: `node_modules/${path}` },
});

module.exports = {
  forbidden: [
    {
      name: "rooms-meet-in-the-hall",
      comment: "Rooms know the hall and the library, never each other",
      severity: "error",
      from: { path: `^src/(${rooms})/` },
      to: { path: "^src/", pathNot: "^src/($1|model|flow)/" },
    },
    {
      name: "the-hall-imports-nothing",
      severity: "error",
      from: { path: "^src/model/" },
      to: { pathNot: "^src/model/" },
    },
    {
      name: "the-library-imports-the-hall",
      severity: "error",
      from: { path: "^src/flow/" },
      to: { pathNot: "^src/(flow|model)/" },
    },
    {
      name: "the-simulator-knows-the-service-not-us",
      severity: "error",
      from: { path: "^src/sim/" },
      to: { path: "^src/", pathNot: "^src/sim/" },
    },
    {
      name: "others-enter-by-the-door",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: {
        path: "^src/(flow|manifest|connect|plan|pull|apply|smoke|state|report|sim|cli)/",
        pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$"],
      },
    },
    {
      name: "insiders-do-not-use-their-own-door",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: { path: "^src/$1/index\\.ts$" },
    },
    {
      name: "pure-rooms-touch-no-node",
      severity: "error",
      from: { path: pure },
      to: { dependencyTypes: ["core"] },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "src-does-not-know-tests",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|bench|scripts)/" },
    },
    lives("sdk-connect", "@aws-sdk/client-connect", "^src/(connect|sim)/"),
    lives("sdk-lex", "@aws-sdk/client-lex-models-v2", "^src/(connect|sim)/"),
    lives("smithy", "@smithy/", "^src/(connect|sim)/"),
    lives("sdk-s3", "@aws-sdk/client-s3", "^src/state/"),
    lives("ajv", "ajv", "^src/(manifest|state)/"),
    lives("yaml", "(?:js-)?yaml/", "^src/manifest/"),
    lives("lowdb", "lowdb", "^src/(state|sim)/"),
    lives("json-diff-ts", "json-diff-ts", "^src/plan/diff\\.ts$"),
    lives("chalk", "chalk", "^src/report/"),
    lives("dagre", "@dagrejs/", "^src/report/picture/lay-out\\.ts$"),
    lives("yargs", "yargs", "^src/cli/"),
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
