import { collectionOf, type Instance } from "../instance.js";

/** The path below `Parameters` of the first ARN that cannot be resolved in this instance, or nothing. */
export function unresolvedReference(
  parameters: unknown,
  instance: Instance,
  checkAssociations: boolean,
): string | undefined {
  for (const { path, text } of stringsOf(parameters, "")) {
    for (const [arn] of text.matchAll(CONNECT_ARN)) {
      if (!resolves(arn, instance)) return path;
    }
    if (checkAssociations && !isAssociated(text, instance)) return path;
  }
  return undefined;
}

/** ARNs of an instance and what is in it, wherever they stand in a text; a qualifier may follow the id. */
const CONNECT_ARN =
  /arn:[a-z-]+:connect:[a-z0-9-]*:[0-9]*:instance\/[0-9a-zA-Z-]+(?:\/[0-9a-zA-Z-]+)*(?::[$.0-9a-zA-Z_-]+)?/g;

/** Every text in a value, however deep, in the order in which they stand. */
function* stringsOf(root: unknown, from: string): Generator<{ readonly path: string; readonly text: string }> {
  const left = [{ value: root, path: from }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, path } = next;
    if (typeof value === "string") yield { path, text: value };
    if (typeof value !== "object" || value === null) continue;
    const inner = Object.entries(value).map(([key, item]) => {
      const step = Array.isArray(value) ? `[${key}]` : path === "" ? key : `.${key}`;
      return { value: item as unknown, path: `${path}${step}` };
    });
    left.push(...inner.reverse());
  }
}

function resolves(arn: string, instance: Instance): boolean {
  const own = instance.about.arn;
  if (arn === own) return true;
  if (!arn.startsWith(`${own}/`)) return false;
  const [resource = "", qualifier] = splitOnce(arn.slice(own.length + 1), ":");
  const cut = resource.lastIndexOf("/");
  const id = resource.slice(cut + 1);
  const word = resource.slice(0, cut);
  if (word === "queue/agent") return instance.tables.users.get(id) !== undefined;
  const name = collectionOf(word);
  if (name === undefined) return true;
  return (
    instance.tables[name].get(id) !== undefined && (name !== "modules" || isModuleQualifier(instance, id, qualifier))
  );
}

function splitOnce(text: string, mark: string): [string, string?] {
  const cut = text.indexOf(mark);
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

function isModuleQualifier(instance: Instance, id: string, qualifier: string | undefined): boolean {
  if (qualifier === undefined || qualifier.startsWith("$")) return true;
  const entry = instance.tables.modules.get(id);
  const versions = entry?.versions.map((version) => String(version.version)) ?? [];
  return versions.includes(qualifier) || (entry?.aliases.some((alias) => alias.id === qualifier) ?? false);
}

function isAssociated(text: string, instance: Instance): boolean {
  if (/^arn:[a-z-]+:lambda:/.test(text)) return instance.tables.lambdas.get(text) !== undefined;
  return !/^arn:[a-z-]+:lex:.*:bot-alias\//.test(text) || instance.tables.lexBots.get(text) !== undefined;
}
