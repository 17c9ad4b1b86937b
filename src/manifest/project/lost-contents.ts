import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import { insideProject } from "../files/inside.js";
import type { ContentFile, Entry, Project } from "./project.js";

/** Which contents somebody will write anew: those whose file is not there, or also those whose text is no JSON. */
export type Lost = "missing" | "missing-or-broken";

/**
 * The project with an empty content in the place of each that is lost, so that what the entries say besides can be used. What
 * is wrong with those files is a warning then.
 */
export function standInForLost(loaded: Checked<Project | undefined>, lost: Lost): Checked<Project | undefined> {
  const { value: project, diagnostics } = loaded;
  if (!project) return loaded;
  const isLost = (one: Diagnostic) => isMissing(one) || (lost === "missing-or-broken" && isBroken(one, project));
  const forgiven = new Set(diagnostics.filter((one) => one.severity === "error" && isLost(one)));
  const addresses = new Set([...forgiven].map(({ address }) => address));
  const standIns = project.entries.filter(({ address }) => addresses.has(address)).map((one) => standIn(one, project));
  const softened = diagnostics.map((one) => (forgiven.has(one) ? { ...one, severity: "warning" as const } : one));
  return { value: { ...project, contents: new Map([...project.contents, ...standIns]) }, diagnostics: softened };
}

function isMissing({ code, pointer }: Diagnostic): boolean {
  return code === "manifest/file-missing" && pointer?.endsWith("/content") === true;
}

function isBroken({ address, file }: Diagnostic, { entries, contents }: Project): boolean {
  const path = entries.find((one) => one.address === address)?.fields["content"];
  const content = typeof path === "string" ? contents.get(path) : undefined;
  return content !== undefined && content.file === file && content.value === undefined;
}

function standIn({ fields }: Entry, { folder, contents }: Project): readonly [string, ContentFile] {
  const path = String(fields["content"]);
  const inside = insideProject(folder, path);
  const found = contents.get(path);
  const missing = { file: "file" in inside ? inside.file : path, text: "" };
  return [path, { ...(found ?? missing), value: {}, lost: found ? "broken" : "missing" }];
}
