import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { openSimulator, type Simulator } from "../../src/sim/index.js";
import { type S3Request, type S3Trouble, serveS3 } from "../support/s3-server.js";
import { type FaultRule, isMeant, isRead, type RigFault, type StoreFault } from "./fault-rule.js";

// A process of its own: the simulator on one loopback port, a store for states on another, their faults and a look
// behind the scenes on a third. It says on its first line of output where all are.

/** What is known of a call while it is answered. */
interface Story {
  operation?: string;
  fault?: RigFault;
}

const played = new AsyncLocalStorage<Story>();
let rules: (FaultRule & { seen: number })[] = [];
let done: string[] = [];
let playedFaults = 0;
/** How far the clock of the service and of the store is ahead of this machine's, in milliseconds. */
let ahead = 0;
let simulator: Simulator = await open({});

async function open(strictness: object, document?: unknown): Promise<Simulator> {
  const opened = await openSimulator({ strictness, onCall: meet });
  if (document) await opened.load(document);
  return opened;
}

async function meet(operation: string): Promise<{ when: "before" | "after"; disconnect: true } | undefined> {
  const story = played.getStore();
  const fault = faultFor((rule) => isMeant(rule, operation)) as RigFault | undefined;
  if (fault === "slow") await sleep(150);
  for (const given = rules; fault === "held" && rules === given; ) await sleep(20);
  if (story) story.operation = operation;
  if (!fault || fault === "slow" || fault === "held" || !story) return undefined;
  const undone = !fault.endsWith("-after");
  story.fault = fault;
  return { when: undone ? "before" : "after", disconnect: true };
}

function faultFor(isMet: (rule: FaultRule) => boolean): FaultRule["fault"] | undefined {
  let found: FaultRule["fault"] | undefined;
  for (const rule of rules) {
    if (!isMet(rule)) continue;
    rule.seen += 1;
    if (rule.seen >= rule.call && rule.seen < rule.call + (rule.times ?? 1)) found ??= rule.fault;
  }
  if (found) playedFaults += 1;
  return found;
}

const REFUSALS: Partial<Record<RigFault, readonly [number, string, string]>> = {
  "error-before": [500, "InternalServiceException", "Something went wrong"],
  "error-after": [500, "InternalServiceException", "Something went wrong"],
  throttle: [429, "TooManyRequestsException", "Rate exceeded"],
  quota: [429, "LimitExceededException", "The limit is reached"],
  denied: [403, "AccessDeniedException", "User is not authorized to perform: connect:Something on resource"],
  expired: [403, "ExpiredTokenException", "The security token included in the request is expired"],
  skewed: [
    403,
    "InvalidSignatureException",
    "Signature expired: 20300101T000000Z is now earlier than 20300101T010000Z",
  ],
};

/** How far the date of an answer is off that refuses a clock: no correction is ever enough. */
const FAR_OFF = 3_600_000;

function dateHeader(offset = ahead): { readonly date: string } {
  return { date: new Date(Date.now() + offset).toUTCString() };
}

/** Whether a request was signed so far from the service's own time that it is refused; 20300101T000000Z is a time. */
function isSkewed(signedAt: string | undefined, allowedMs: number): boolean {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt ?? "");
  if (!parts) return false;
  const [year = 0, month = 0, ...rest] = parts.slice(1).map(Number);
  const [day, hour, minute, second] = rest;
  const signed = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.abs(signed - Date.now() - ahead) > allowedMs;
}

const SKEWED: readonly [number, string, string] = [
  403,
  "InvalidSignatureException",
  "Signature expired: it is now earlier or later than the service allows",
];

function play(fault: RigFault, response: ServerResponse): void {
  const refusal = REFUSALS[fault];
  if (fault.startsWith("hang")) return;
  if (fault.startsWith("garbage")) {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>a proxy speaks</html>");
    return;
  }
  if (!refusal) {
    response.destroy();
    return;
  }
  refuse(response, refusal, fault === "skewed" ? FAR_OFF * (playedFaults % 2 === 0 ? -1 : 1) : ahead);
}

function refuse(response: ServerResponse, [status, name, message]: readonly [number, string, string], offset: number) {
  const type = { "content-type": "application/json", "x-amzn-errortype": name };
  response.writeHead(status, { ...type, ...dateHeader(offset) });
  response.end(JSON.stringify({ message, Message: message }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function serveCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://rig");
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const wire = { method: request.method ?? "GET", path, query, headers, body: await bodyOf(request) };
  if (isSkewed(headers["x-amz-date"], 300_000)) return refuse(response, SKEWED, ahead);
  const story: Story = {};
  try {
    const answer = await played.run(story, () => simulator.dispatch(wire));
    if (answer.statusCode < 300) tell(story);
    response.writeHead(answer.statusCode, { ...answer.headers, ...dateHeader() }).end(answer.body);
  } catch (error) {
    if (!story.fault) throw error;
    if (story.fault.endsWith("-after")) tell(story);
    play(story.fault, response);
  }
}

function tell({ operation }: Story): void {
  if (operation !== undefined && !isRead(operation)) done.push(operation);
}

const STORE_TROUBLES: Readonly<Record<Exclude<StoreFault, "slow">, S3Trouble>> = {
  "error-before": { status: 500, code: "InternalError" },
  "error-after": { status: 500, code: "InternalError", after: true },
  "reset-before": "cut",
  "reset-after": "lost",
  "hang-before": { hang: true },
  "hang-after": { hang: true, after: true },
  "garbage-before": { garbage: true },
  "garbage-after": { garbage: true, after: true },
  throttle: { status: 503, code: "SlowDown", message: "Please reduce your request rate." },
  denied: { status: 403, code: "AccessDenied", message: "Access Denied" },
  expired: { status: 400, code: "ExpiredToken", message: "The provided token has expired." },
  skewed: { status: 403, code: "RequestTimeTooSkewed", message: "The difference between the times is too large." },
  conflict: { status: 409, code: "ConditionalRequestConflict", message: "A conflicting operation is under way." },
  refused: { status: 412, code: "PreconditionFailed" },
  "no-such-page": { garbage: true, status: 404 },
};

async function meetAtStore({ method, signedAt }: S3Request): Promise<S3Trouble | undefined> {
  if (isSkewed(signedAt, 900_000)) return STORE_TROUBLES.skewed;
  const fault = faultFor((rule) => rule.operation === method) as StoreFault | undefined;
  if (fault === "slow") await sleep(150);
  return fault === undefined || fault === "slow" ? undefined : STORE_TROUBLES[fault];
}

const store = await serveS3({ trouble: meetAtStore, date: () => Date.now() + ahead });

const CONTROLS: Readonly<Record<string, (input: never) => unknown>> = {
  "/rules": (input: FaultRule[]) => {
    rules = input.map((rule) => ({ ...rule, seen: 0 }));
    playedFaults = 0;
  },
  "/played": () => playedFaults,
  "/clock": ({ aheadMs }: { aheadMs: number }) => {
    ahead = aheadMs;
  },
  "/store": () => Object.fromEntries(store.keys().map((key) => [key, store.text(key)])),
  "/fill-store": ({ texts, versioning }: { texts: Record<string, string>; versioning: boolean }) => {
    store.behaviour.versioning = versioning;
    store.reset(texts);
  },
  "/done": () => {
    const told = done;
    done = [];
    return told;
  },
  "/dump": () => simulator.dump(),
  "/restore": async ({ document, strictness }: { document?: unknown; strictness?: object }) => {
    simulator = await open(strictness ?? {}, document ?? simulator.dump());
    done = [];
  },
};

async function serveControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await bodyOf(request);
  const control = CONTROLS[request.url ?? ""];
  const answer = await control?.((text === "" ? {} : JSON.parse(text)) as never);
  response.writeHead(control ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(answer ?? null));
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(serve: Serve): Promise<string> {
  const server = createServer({ keepAliveTimeout: 1000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.writeHead(500, { "x-amzn-errortype": "RigFailure" }).end(JSON.stringify({ message: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const [url, control] = await Promise.all([listen(serveCall), listen(serveControl)]);
process.stdout.write(`${JSON.stringify({ url, control, store: store.endpoint })}\n`);
process.stdin.resume().on("end", () => process.exit(0));
