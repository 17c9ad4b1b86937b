import { isJsonObject, type Json } from "../../model/json.js";
import { type ExportedDocument, typeNamed } from "./document.js";

/** A JSON value and the file that it stands in. */
export interface FiledValue {
  readonly file: string;
  readonly value: Json;
}

/**
 * Names documents that nothing names but their files: by `metadata.json` beside them, where that speaks of one alone, and
 * by their folders, where the files have one name. Tools that keep each flow in a folder call all the files the same.
 */
export function nameApart(
  documents: readonly ExportedDocument[],
  values: readonly FiledValue[],
): readonly ExportedDocument[] {
  const told = documents.map((one) => besideOf(one, documents, values));
  return told.map((one) => {
    const isAlone = !told.some((other) => other !== one && other.kind === one.kind && other.name === one.name);
    return one.isNameGuessed && !isAlone ? { ...one, name: nameOfPlace(one, told) } : one;
  });
}

function besideOf(
  document: ExportedDocument,
  documents: readonly ExportedDocument[],
  values: readonly FiledValue[],
): ExportedDocument {
  const folder = folderOf(document.file);
  const isAlone = documents.filter(({ file }) => folderOf(file) === folder).length === 1;
  const beside = values.find(({ file }) => file === `${folder}metadata.json`)?.value;
  if (!document.isNameGuessed || !isAlone || beside === undefined || !isJsonObject(beside)) return document;
  const { name, type, description } = beside;
  const known = document.type ?? (typeof type === "string" ? typeNamed(type) : undefined);
  return {
    ...document,
    ...(typeof name === "string" && name.trim() !== "" ? { name, isNameGuessed: false } : {}),
    ...(known === undefined ? {} : { type: known }),
    ...(typeof description === "string" && document.description === undefined ? { description } : {}),
  };
}

/** The name of the folder, and as many of those above it as tell it from others. */
function nameOfPlace({ file, name, kind }: ExportedDocument, all: readonly ExportedDocument[]): string {
  const alike = all.filter((other) => other.name === name && other.kind === kind && other.file !== file);
  const steps = folderOf(file)
    .split("/")
    .filter((step) => step !== "");
  for (let count = 1; count <= steps.length; count++) {
    const place = steps.slice(-count).join("/");
    if (!alike.some((other) => `/${folderOf(other.file)}`.endsWith(`/${place}/`))) return place;
  }
  return [...steps, name].join("/");
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}
