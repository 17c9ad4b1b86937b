import { findTokens } from "../../flow/index.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { pointerStep } from "../../model/json.js";
import type { Kind } from "../../model/kind.js";
import { nearNames } from "../../model/near-name.js";
import { matchesPattern } from "../../model/pattern.js";
import { checkTokens, rawEnvironment, type Scope } from "../desired/scope.js";
import { type SourceFile, spotIn } from "../files/source.js";
import { listAt, objectAt, plainAddress } from "../project/gather-sections.js";

/** Warns of what the manifest says and nothing uses: lookups, variables, names, protected patterns. Comes last. */
export function checkUnused(scope: Scope): void {
  const [manifest] = scope.project.sources;
  if (!manifest) return;
  const at = `/environments${pointerStep(scope.environment.name)}`;
  checkRewrites(scope, manifest, at);
  for (const lookup of scope.project.lookups) {
    if (isUnusedLookup(scope, lookup)) scope.say(unusedLookup(lookup));
  }
  for (const name of Object.keys(objectAt(rawEnvironment(scope), "vars"))) {
    const spot = spotIn(manifest, `${at}/vars${pointerStep(name)}`, "key");
    if (!scope.used.has(`var.${name.normalize("NFC")}`)) scope.say(unusedVariable(name, spot));
  }
  checkNames(scope, manifest, at);
  checkProtect(scope, manifest, at);
}

/** What `task start` names by its address; a content never refers to a quick connect. */
const LEAD_TASKS: ReadonlySet<Kind> = new Set<Kind>(["taskTemplate", "quickConnect"]);

/** Whether nothing refers to a lookup; all that may refer to it must have been read. */
export function isUnusedLookup({ used }: Scope, { kind, address }: Scope["project"]["lookups"][number]): boolean {
  return !LEAD_TASKS.has(kind) && !used.has(address);
}

/** What `names` and `rewrite` use counts as used; addresses in `rewrite` must exist. */
function checkRewrites(scope: Scope, manifest: SourceFile, at: string): void {
  const raw = rawEnvironment(scope);
  for (const { token } of findTokens([objectAt(raw, "names"), listAt(raw, "rewrite")])) {
    if (token.type === "variable") scope.used.add(token.name);
  }
  const rules = scope.environment.rewrite.map(({ from, to }) => ({ from, to }));
  const unknown = { ...scope, say: (problem: Diagnostic) => problem.code === KNOWN_LATER || scope.say(problem) };
  checkTokens(unknown, rules, undefined, (pointer) => spotIn(manifest, `${at}/rewrite${pointer}`));
}

/** Told already when the environments were read. */
const KNOWN_LATER = "manifest/unknown-variable";

function checkNames(scope: Scope, manifest: SourceFile, at: string): void {
  for (const key of Object.keys(objectAt(rawEnvironment(scope), "names"))) {
    if (scope.known.has(plainAddress(key))) continue;
    const near = nearNames(key, scope.known);
    scope.say({
      severity: "warning",
      code: "manifest/matches-nothing",
      summary: "Name for an unknown address",
      detail: `\`${key}\` under \`names\` is no address of the manifest, so that its name is not used.`,
      ...spotIn(manifest, `${at}/names${pointerStep(key)}`, "key"),
      help: near.length > 0 ? `Write \`${near.join("` or `")}\`.` : "Remove it.",
    });
  }
}

function checkProtect(scope: Scope, manifest: SourceFile, at: string): void {
  const managed = [...scope.project.entries.map(({ address }) => address), ...scope.project.broken];
  for (const [index, pattern] of scope.environment.protect.entries()) {
    if (managed.some((address) => matchesPattern(pattern, address))) continue;
    const near = nearNames(pattern.replace(/[*?]/g, ""), managed);
    scope.say({
      severity: "warning",
      code: "manifest/matches-nothing",
      summary: "Protected pattern that matches nothing",
      detail: `No managed address of the manifest matches \`${pattern}\`: it protects at most what the state still holds.`,
      ...spotIn(manifest, `${at}/protect/${index}`),
      help: near.length > 0 ? `Write \`${near.join("` or `")}\`.` : "Correct or remove it.",
    });
  }
}

function unusedLookup(lookup: Scope["project"]["lookups"][number]): Diagnostic {
  return {
    severity: "warning",
    code: "manifest/unused-lookup",
    summary: "Lookup that nothing refers to",
    detail: `Nothing refers to \`${lookup.address}\`, so that no plan looks for it.`,
    address: lookup.address,
    ...spotIn(lookup.source, lookup.pointer, "key"),
    help: `Refer to it with \`\${${lookup.address}}\`, or remove it.`,
  };
}

function unusedVariable(name: string, spot: ReturnType<typeof spotIn>): Diagnostic {
  return {
    severity: "warning",
    code: "manifest/unused-variable",
    summary: "Variable that nothing uses",
    detail: `\`\${var.${name}}\` stands nowhere.`,
    ...spot,
    help: "Use it, or remove it.",
  };
}
