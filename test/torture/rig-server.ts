import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { openSimulator, type Simulator } from "../../src/sim/index.js";
import { type FaultRule, isMeant, isRead, type RigFault } from "./fault-rule.js";

// A process of its own: the simulator on one loopback port, its faults and a look behind the scenes on another.
// It says on its first line of output where both are.

/** What is known of a call while it is answered. */
interface Story {
  operation?: string;
  fault?: RigFault;
}

const played = new AsyncLocalStorage<Story>();
let rules: (FaultRule & { seen: number })[] = [];
let done: string[] = [];
let simulator: Simulator = await open({});

async function open(strictness: object, document?: unknown): Promise<Simulator> {
  const opened = await openSimulator({ strictness, onCall: meet });
  if (document) await opened.load(document);
  return opened;
}

async function meet(operation: string): Promise<{ when: "before" | "after"; disconnect: true } | undefined> {
  const story = played.getStore();
  const fault = faultFor(operation);
  if (fault === "slow") await sleep(150);
  if (story) story.operation = operation;
  if (!fault || fault === "slow" || !story) return undefined;
  const undone = !fault.endsWith("-after");
  story.fault = fault;
  return { when: undone ? "before" : "after", disconnect: true };
}

function faultFor(operation: string): RigFault | undefined {
  let found: RigFault | undefined;
  for (const rule of rules) {
    if (!isMeant(rule, operation)) continue;
    rule.seen += 1;
    if (rule.seen >= rule.call && rule.seen < rule.call + (rule.times ?? 1)) found ??= rule.fault;
  }
  return found;
}

const REFUSALS: Partial<Record<RigFault, readonly [number, string, string]>> = {
  "error-before": [500, "InternalServiceException", "Something went wrong"],
  "error-after": [500, "InternalServiceException", "Something went wrong"],
  throttle: [429, "TooManyRequestsException", "Rate exceeded"],
  quota: [429, "LimitExceededException", "The limit is reached"],
  denied: [403, "AccessDeniedException", "User is not authorized to perform: connect:Something on resource"],
  expired: [403, "ExpiredTokenException", "The security token included in the request is expired"],
};

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
  const [status, name, message] = refusal;
  response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": name });
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
  const story: Story = {};
  try {
    const answer = await played.run(story, () => simulator.dispatch(wire));
    if (answer.statusCode < 300) tell(story);
    response.writeHead(answer.statusCode, { ...answer.headers }).end(answer.body);
  } catch (error) {
    if (!story.fault) throw error;
    if (story.fault.endsWith("-after")) tell(story);
    play(story.fault, response);
  }
}

function tell({ operation }: Story): void {
  if (operation !== undefined && !isRead(operation)) done.push(operation);
}

const CONTROLS: Readonly<Record<string, (input: never) => unknown>> = {
  "/rules": (input: FaultRule[]) => {
    rules = input.map((rule) => ({ ...rule, seen: 0 }));
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

process.stdout.write(`${JSON.stringify({ url: await listen(serveCall), control: await listen(serveControl) })}\n`);
process.stdin.resume().on("end", () => process.exit(0));
