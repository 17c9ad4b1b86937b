import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import type { Environment } from "../../model/environment.js";
import { isJsonObject, type JsonObject } from "../../model/json.js";
import type { Desired, DesiredResource } from "../../model/resource.js";
import { checkUnused, isUnusedLookup } from "../check/unused.js";
import { originIn, spotIn } from "../files/source.js";
import type { Entry, Project } from "../project/project.js";
import { nameOf, textsOf } from "../project/resource-texts.js";
import { BUILD_FIELDS } from "./build-body.js";
import { buildLookup } from "./build-lookup.js";
import { buildSmokeTests } from "./build-smoke.js";
import { checkTokens, nameHere, nameSpot, type Scope, scopeFor } from "./scope.js";
import { settleMoves } from "./settle-moves.js";
import { checkSharedTags, tagsFor } from "./tags.js";
import { fillValue } from "./template.js";

/**
 * One environment's desired graph: variables and names filled in, references still in place. Every problem that depends
 * on the environment or on content is told, those of smoke tests too; what has none is in the graph all the same. Sorted by address.
 */
export function desiredFor(project: Project, environment: Environment): Checked<Desired> {
  const diagnostics: Diagnostic[] = [];
  const scope = scopeFor(project, environment, diagnostics);
  checkSharedTags(scope);
  const resources = project.entries.flatMap((entry) => buildResource(scope, entry) ?? []);
  const lookups = project.lookups.flatMap((entry) => buildLookup(scope, entry) ?? []);
  checkNamesTwice(scope, resources);
  buildSmokeTests(scope);
  checkUnused(scope);
  return {
    value: { resources, lookups, ...settleMoves(project).value },
    diagnostics: diagnostics.map((problem) => (isIdle(problem, scope) ? { ...problem, severity: "warning" } : problem)),
  };
}

function buildResource(scope: Scope, entry: Entry): DesiredResource | undefined {
  const { address, kind, source, pointer } = entry;
  const { content: _, settings: __, ...plain } = entry.fields;
  checkTokens(scope, plain, address, (below) => spotIn(source, `${pointer}${below}`));
  const name = nameOf(scope, entry);
  const filled = fillValue(plain, scope.variables);
  const texts = textsOf(scope, entry, name);
  const tags = tagsFor(scope, entry);
  const own = BUILD_FIELDS[kind](scope, entry, isJsonObject(filled) ? filled : {});
  if (!own) return undefined;
  const body: JsonObject = { ...texts, ...own.fields, ...(tags ? { tags } : {}) };
  const file = own.contentFile === undefined ? {} : { contentFile: own.contentFile };
  return { address, kind, name, body, origin: originIn(source, pointer), ...file };
}

/** A variable without a value in a key that no plan of this environment looks for: unused, or with another name here. */
function isIdle({ code, address }: Diagnostic, scope: Scope): boolean {
  const lookup = scope.project.lookups.find((one) => one.address === address);
  if (code !== "manifest/unknown-variable" || lookup === undefined) return false;
  return isUnusedLookup(scope, lookup) || nameHere(scope, lookup.address) !== undefined;
}

/** The service refuses two resources of one kind with the same name. */
function checkNamesTwice(scope: Scope, resources: readonly DesiredResource[]): void {
  const seen = new Map<string, DesiredResource>();
  for (const resource of resources) {
    const key = `${resource.kind} ${resource.name}`;
    const first = seen.get(key);
    if (first) scope.say(nameTwice(scope, resource, first));
    else seen.set(key, resource);
  }
}

function nameTwice(scope: Scope, resource: DesiredResource, first: DesiredResource): Diagnostic {
  const { project, environment } = scope;
  const entry = project.entries.find(({ address }) => address === resource.address);
  return {
    severity: "error",
    code: "manifest/duplicate-name",
    summary: "Two resources with one name",
    detail: `\`${first.address}\` has the name "${resource.name}" too, in the environment \`${environment.name}\`.`,
    address: resource.address,
    ...(entry ? nameSpot(scope, entry, "/name") : {}),
    help: "Give one of them another name.",
  };
}
