import type {
  DeleteMarkerEntry,
  GetObjectCommandOutput,
  ListObjectVersionsCommandOutput,
  S3Client,
} from "@aws-sdk/client-s3";
import { decodeText } from "../disk/durable-file.js";
import type { Basis, ListedObject, ListedVersion, StoredObject } from "./bucket.js";
import { foreignAnswer } from "./bucket-failure.js";

/** Some rows of a list, and how to ask for the next ones. */
export interface Page<Row, Next> {
  readonly rows: readonly Row[];
  readonly next: Next | undefined;
}

export interface VersionMarker {
  readonly KeyMarker: string;
  readonly VersionIdMarker?: string;
}

/** What a write or a delete is sent with. */
export interface Condition {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

/** The requests we make of S3, each sent once; they throw what the client throws, and what `foreignAnswer` makes. */
export interface S3Requests {
  get(key: string, versionId: string | undefined): Promise<StoredObject>;
  put(key: string, text: string, condition: Condition): Promise<StoredObject>;
  /** Whether the answer is S3's own for a delete that was carried out; another one may mean it and may not. */
  remove(key: string, condition: Condition): Promise<boolean>;
  list(prefix: string, from: string | undefined): Promise<Page<ListedObject, string>>;
  versions(key: string, from: VersionMarker | undefined): Promise<Page<ListedVersion, VersionMarker>>;
}

export function s3Requests(
  { sdk, client }: { readonly sdk: typeof import("@aws-sdk/client-s3"); readonly client: S3Client },
  bucket: string,
): S3Requests {
  return {
    async get(key, versionId) {
      const version = versionId === undefined ? {} : { VersionId: versionId };
      const answer = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, ...version }));
      const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
      return stored(answer, decodeText(`s3://${bucket}/${key}`, bytes));
    },
    async put(key, text, condition) {
      const input = { Bucket: bucket, Key: key, Body: text, ContentType: "application/json", ...condition };
      return stored(await client.send(new sdk.PutObjectCommand(input)), text);
    },
    async remove(key, condition) {
      const answer = await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key, ...condition }));
      return answer.$metadata.httpStatusCode === 204;
    },
    async list(prefix, from) {
      const input = { Bucket: bucket, Prefix: prefix, ...(from === undefined ? {} : { ContinuationToken: from }) };
      const answer = listed(await client.send(new sdk.ListObjectsV2Command(input)));
      const { Contents = [], IsTruncated = false, NextContinuationToken: next } = answer;
      const rows = Contents.flatMap(({ Key, LastModified }) =>
        Key ? [{ key: Key, modifiedAt: iso(LastModified) }] : [],
      );
      return { rows, next: IsTruncated ? next : undefined };
    },
    async versions(key, from) {
      const input = { Bucket: bucket, Prefix: key, ...from };
      const answer = listed(await client.send(new sdk.ListObjectVersionsCommand(input)));
      return { rows: versionsIn(key, answer), next: nextMarker(key, answer) };
    },
  };
}

export function conditionOf(basis: Basis): Condition {
  return basis === undefined ? { IfNoneMatch: "*" } : { IfMatch: basis.etag };
}

type Answer = Pick<GetObjectCommandOutput, "$metadata" | "ETag" | "VersionId">;

/** A version with the id `null` is one that the next write takes the place of, so it counts as none. */
function stored({ ETag: etag, VersionId: versionId, $metadata }: Answer, text: string): StoredObject {
  if (!etag) throw foreignAnswer($metadata);
  const version = versionId === undefined || versionId === "null" ? {} : { versionId };
  return { text, etag, ...version };
}

/** A page without a name and without an end would be taken for a list of nothing. */
function listed<List extends Pick<ListObjectVersionsCommandOutput, "$metadata" | "Name" | "IsTruncated">>(list: List) {
  if (list.Name === undefined && list.IsTruncated === undefined) throw foreignAnswer(list.$metadata);
  return list;
}

function versionsIn(key: string, { Versions = [], DeleteMarkers = [] }: ListObjectVersionsCommandOutput) {
  const rows = (isRemoval: boolean) => (version: DeleteMarkerEntry) => {
    const { Key, VersionId = "null", IsLatest = false, LastModified } = version;
    const isOurs = Key === key && VersionId !== "null";
    return isOurs ? [{ versionId: VersionId, isLatest: IsLatest, isRemoval, modifiedAt: iso(LastModified) }] : [];
  };
  return [...Versions.flatMap(rows(false)), ...DeleteMarkers.flatMap(rows(true))];
}

/** Keys come sorted, and ours is the first of those that begin with it: others need not be asked for. */
function nextMarker(key: string, answer: ListObjectVersionsCommandOutput): VersionMarker | undefined {
  const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = answer;
  if (IsTruncated !== true || KeyMarker !== key) return undefined;
  return VersionIdMarker === undefined ? { KeyMarker } : { KeyMarker, VersionIdMarker };
}

function iso(time: Date | undefined): string {
  return (time ?? new Date(0)).toISOString();
}
