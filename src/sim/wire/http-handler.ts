import { Readable } from "node:stream";
import { HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import type { Dispatch } from "./dispatch.js";
import type { WireRequest } from "./wire-read.js";

/** The shape of a request handler that an SDK client takes. */
export interface SimulatorHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** Wraps the dispatcher as the request handler of an SDK client; no network is touched. */
export function handlerOf(dispatch: Dispatch): SimulatorHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    handle: async (request, options) => {
      refuseAborted(options);
      const answer = await dispatch(await wireRequestOf(request));
      const body = Readable.from([Buffer.from(answer.body)]);
      return { response: new HttpResponse({ statusCode: answer.statusCode, headers: { ...answer.headers }, body }) };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

function refuseAborted(options: HttpHandlerOptions | undefined): void {
  const signal = options?.abortSignal as { readonly aborted?: boolean } | undefined;
  if (signal?.aborted) throw Object.assign(new Error("Request aborted"), { name: "AbortError" });
}

async function wireRequestOf(request: HttpRequest): Promise<WireRequest> {
  const query = Object.entries(request.query ?? {}).map(([name, value]) => [
    name,
    value === null ? [""] : [value].flat(),
  ]);
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: request.method,
    path: request.path,
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    body: await textOf(request.body),
  };
}

async function textOf(body: unknown): Promise<string> {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
