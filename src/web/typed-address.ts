import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

/** Whether the browser stands at the address that people type: passkeys know no other. */
export function isTypedAddress(request: FastifyRequest, { baseUrl }: Pick<Config, "baseUrl">): boolean {
  const { protocol, host } = new URL(baseUrl);
  const given = `${protocol}//${request.host ?? ""}`;
  return URL.canParse(given) && new URL(given).host === host;
}
