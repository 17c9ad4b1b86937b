import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Dispatch } from "./dispatch.js";
import type { WireRequest } from "./wire-read.js";

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 when absent. */
  readonly host?: string;
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** Answers on a loopback port; rejects for any other address and when the port is taken. */
export async function serve(dispatch: Dispatch, options: ServeOptions): Promise<Served> {
  const host = options.host ?? "127.0.0.1";
  if (!LOOPBACK.has(host)) throw new Error(`The simulator is only served on loopback, not on ${host}`);
  const server = createServer((request, response) => void answer(dispatch, request, response));
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${name}:${port}`, close: () => close(server) };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function answer(dispatch: Dispatch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { statusCode, headers, body } = await dispatch(await wireRequestOf(request));
    response.writeHead(statusCode, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
  } catch (error) {
    if ((error as { code?: unknown }).code === "ECONNRESET") response.destroy();
    else failed(response, error);
  }
}

/** A bug of the simulator must not look like an answer of the service. */
function failed(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  response.writeHead(500, { "content-type": "application/json", "x-amzn-errortype": "SimulatorFailure" });
  response.end(JSON.stringify({ message: `The simulator failed: ${message}` }));
}

async function wireRequestOf(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = "/", search = ""] = splitAt(request.url ?? "/", "?");
  return {
    method: request.method ?? "GET",
    path,
    query: queryOf(search),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString(),
  };
}

const splitAt = (text: string, mark: string): string[] => {
  const cut = text.indexOf(mark);
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
};

function queryOf(search: string): Record<string, string[]> {
  const query: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of new URLSearchParams(search)) query[name] = [...(query[name] ?? []), value];
  return query;
}
