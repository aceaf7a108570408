import type { IncomingMessage } from "node:http";

const bodiless = new WeakSet<IncomingMessage>();

/** Whether it was a HEAD, of which nobody gets the body. */
export const isBodiless = (request: IncomingMessage): boolean => bodiless.has(request);

/**
 * HEAD goes the way of GET, and Node keeps the body back: a route of its own for each page is a tenth of a start. Asked
 * before a route is looked for. @returns the address as it is
 */
export function askedAsGet(request: IncomingMessage): string {
  if (request.method === "HEAD") {
    bodiless.add(request);
    request.method = "GET";
  }
  return request.url ?? "/";
}
