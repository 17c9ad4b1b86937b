import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request, as rules see it. */
export interface S3Request {
  readonly method: string;
  readonly key: string;
  /** How many requests came before it. */
  readonly index: number;
  /** When the request was signed, as it says: ISO 8601 without punctuation. */
  readonly signedAt: string | undefined;
}

/**
 * What goes wrong with a request; `lost`: the work is done, and the connection breaks before the answer; `hang`: no
 * answer ever comes; `garbage`: a page for people does. With `after` the work is done before it goes wrong.
 */
export type S3Trouble = "lost" | "cut" | S3Answer;

type S3Answer =
  | { readonly hang: true; readonly after?: boolean }
  | { readonly garbage: true; readonly after?: boolean; readonly status?: number }
  | { readonly status: number; readonly code: string; readonly message?: string; readonly after?: boolean };

/** How the store is to behave; may be changed while it serves. */
export interface S3Behaviour {
  versioning: boolean;
  /** Takes no notice of conditions on these methods. */
  ignores: readonly string[];
  /** Refuses a write with If-Match even where it holds. */
  refusesMatches: boolean;
  /** Refuses a condition on a delete as not implemented, as older stores do. */
  refusesConditionalDeletes: boolean;
  trouble: (request: S3Request) => S3Trouble | undefined | Promise<S3Trouble | undefined>;
  /** Most rows of a page of a list. */
  pageSize: number;
  /** What the store says in its answers that the time is, in milliseconds since 1970. */
  date: () => number;
}

interface Version {
  readonly id: string;
  readonly body: Buffer;
  readonly etag: string;
  readonly at: number;
  readonly isRemoval: boolean;
}

export interface S3Server {
  readonly endpoint: string;
  readonly behaviour: S3Behaviour;
  /** Method and key of every request so far. */
  readonly log: string[];
  /** The keys that are there, sorted. */
  keys(): string[];
  text(key: string): string | undefined;
  /** Puts or removes something behind everybody's back. */
  set(key: string, text: string | undefined): void;
  /** Forgets all that is there, versions and log, and holds these texts by their keys. */
  reset(texts: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

const BUCKET = "states";

/** A store on loopback with one bucket, `states`, that keeps S3's conditional-write semantics, in memory. */
export async function serveS3(behaviour: Partial<S3Behaviour> = {}): Promise<S3Server> {
  const store = new Store({
    versioning: false,
    ignores: [],
    refusesMatches: false,
    refusesConditionalDeletes: false,
    trouble: () => undefined,
    pageSize: 1000,
    date: Date.now,
    ...behaviour,
  });
  const server = createServer((request, response) => void store.serve(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    behaviour: store.behaviour,
    log: store.log,
    keys: () => store.keys(),
    text: (key) => store.live(key)?.body.toString("utf8"),
    reset: (texts) => store.reset(texts),
    set: (key, text) => store.write(key, text === undefined ? undefined : Buffer.from(text)),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

class Store {
  readonly behaviour: S3Behaviour;
  readonly log: string[] = [];
  private readonly objects = new Map<string, Version[]>();
  private clock = Date.UTC(2030, 0, 1);
  private made = 0;

  constructor(behaviour: S3Behaviour) {
    this.behaviour = behaviour;
  }

  keys(): string[] {
    return [...this.objects.keys()].filter((key) => this.live(key)).sort();
  }

  reset(texts: Readonly<Record<string, string>>): void {
    this.objects.clear();
    this.log.length = 0;
    for (const [key, text] of Object.entries(texts)) this.write(key, Buffer.from(text));
  }

  live(key: string): Version | undefined {
    const [latest] = this.objects.get(key) ?? [];
    return latest?.isRemoval ? undefined : latest;
  }

  /** Puts a version on top; without versioning it takes the place of the one before. */
  write(key: string, body: Buffer | undefined): Version {
    this.clock += 1000;
    this.made += 1;
    const content = body ?? Buffer.alloc(0);
    const etag = `"${createHash("md5").update(content).digest("hex")}"`;
    const id = this.behaviour.versioning ? `v${this.made}` : "null";
    const version = { id, body: content, etag, at: this.clock, isRemoval: body === undefined };
    const before = (this.objects.get(key) ?? []).filter((one) => one.id !== "null" || this.behaviour.versioning);
    this.objects.set(key, body === undefined && !this.behaviour.versioning ? before : [version, ...before]);
    return version;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://store");
    const [, bucket = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
    const key = rest.join("/");
    const method = request.method ?? "GET";
    const index = this.log.length;
    this.log.push(`${method} ${key}`);
    response.setHeader("date", new Date(this.behaviour.date()).toUTCString());
    const signedAt = request.headers["x-amz-date"]?.toString();
    const trouble = await this.behaviour.trouble({ method, key, index, signedAt });
    if (trouble === "cut") return void request.socket.destroy();
    if (typeof trouble === "object" && !trouble.after) return play(response, trouble);
    if (bucket !== BUCKET) return fail(response, 404, "NoSuchBucket");
    const answer = this.answer(method, key, url.searchParams, request, Buffer.concat(chunks));
    if (trouble === "lost") return void request.socket.destroy();
    if (trouble !== undefined) return play(response, trouble);
    answer(response);
  }

  private answer(method: string, key: string, query: URLSearchParams, request: IncomingMessage, body: Buffer): Answer {
    if (method === "GET" && key === "" && query.has("versions")) return this.listVersions(query);
    if (method === "GET" && key === "") return this.list(query);
    const refused = this.refusal(method, key, request);
    if (refused) return refused;
    if (method === "PUT") return ok(200, this.headers(this.write(key, body)));
    if (method === "DELETE") {
      if (this.live(key)) this.write(key, undefined);
      return ok(204, {});
    }
    if (method !== "GET" && method !== "HEAD") return failing(501, "NotImplemented");
    const wanted = query.get("versionId");
    const versions = this.objects.get(key) ?? [];
    const found = wanted === null ? this.live(key) : versions.find(({ id }) => id === wanted);
    if (!found || found.isRemoval) return failing(404, "NoSuchKey");
    return ok(200, this.headers(found), method === "HEAD" ? undefined : found.body);
  }

  /** A broken condition is 412; one that names an ETag where nothing is, is 404. */
  private refusal(method: string, key: string, { headers }: IncomingMessage): Answer | undefined {
    const ifMatch = headers["if-match"];
    const ifNoneMatch = headers["if-none-match"];
    if (this.behaviour.ignores.includes(method)) return undefined;
    if (method === "DELETE" && ifMatch !== undefined && this.behaviour.refusesConditionalDeletes) {
      return failing(501, "NotImplemented", "A header you provided implies functionality that is not implemented");
    }
    const there = this.live(key);
    if (ifNoneMatch === "*" && there) return failing(412, "PreconditionFailed");
    if (method === "PUT" && ifMatch !== undefined && this.behaviour.refusesMatches)
      return failing(412, "PreconditionFailed");
    if (ifMatch !== undefined && !there) return failing(404, "NoSuchKey");
    if (ifMatch !== undefined && there && ifMatch !== there.etag) return failing(412, "PreconditionFailed");
    return undefined;
  }

  private headers({ etag, id, at }: Version): Record<string, string> {
    const version: Record<string, string> = this.behaviour.versioning ? { "x-amz-version-id": id } : {};
    return { etag, "last-modified": new Date(at).toUTCString(), ...version };
  }

  private list(query: URLSearchParams): Answer {
    const keys = this.keys().filter((key) => key.startsWith(query.get("prefix") ?? ""));
    const from = Number(query.get("continuation-token") ?? 0);
    const page = keys.slice(from, from + this.behaviour.pageSize);
    const isMore = from + page.length < keys.length;
    const rows = page.map((key) => {
      const { etag = "", at = 0, body } = this.live(key) ?? {};
      return `<Contents><Key>${xmlText(key)}</Key><LastModified>${new Date(at).toISOString()}</LastModified><ETag>${xmlText(etag)}</ETag><Size>${body?.length ?? 0}</Size></Contents>`;
    });
    const token = isMore ? `<NextContinuationToken>${from + page.length}</NextContinuationToken>` : "";
    return xml(
      `<ListBucketResult><Name>${BUCKET}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${isMore}</IsTruncated>${token}${rows.join("")}</ListBucketResult>`,
    );
  }

  private listVersions(query: URLSearchParams): Answer {
    const prefix = query.get("prefix") ?? "";
    const rows = [...this.objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([key, versions]) => versions.map((version, index) => ({ key, version, isLatest: index === 0 })));
    const marker = query.get("version-id-marker");
    const after = rows.findIndex(({ key, version }) => key === query.get("key-marker") && version.id === marker) + 1;
    const page = rows.slice(after, after + this.behaviour.pageSize);
    const last = page.at(-1);
    const isMore = after + page.length < rows.length;
    const next =
      isMore && last
        ? `<NextKeyMarker>${xmlText(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.version.id}</NextVersionIdMarker>`
        : "";
    const texts = page.map(({ key, version, isLatest }) => {
      const name = version.isRemoval ? "DeleteMarker" : "Version";
      return `<${name}><Key>${xmlText(key)}</Key><VersionId>${version.id}</VersionId><IsLatest>${isLatest}</IsLatest><LastModified>${new Date(version.at).toISOString()}</LastModified></${name}>`;
    });
    return xml(
      `<ListVersionsResult><Name>${BUCKET}</Name><IsTruncated>${isMore}</IsTruncated>${next}${texts.join("")}</ListVersionsResult>`,
    );
  }
}

type Answer = (response: ServerResponse) => void;

function ok(status: number, headers: Record<string, string>, body?: Buffer): Answer {
  return (response) => void response.writeHead(status, headers).end(body);
}

function xml(text: string): Answer {
  return ok(200, { "content-type": "application/xml" }, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`));
}

function failing(status: number, code: string, message?: string): Answer {
  return (response) => fail(response, status, code, message);
}

function play(response: ServerResponse, answer: S3Answer): void {
  if ("hang" in answer) return;
  if ("code" in answer) fail(response, answer.status, answer.code, answer.message);
  else response.writeHead(answer.status ?? 200, { "content-type": "text/html" }).end("<html>a proxy speaks</html>");
}

function fail(response: ServerResponse, status: number, code: string, message = code): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml" }).end(text);
}

function xmlText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
