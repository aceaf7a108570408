import { createHmac, timingSafeEqual } from "node:crypto";
import type { Config } from "../config.ts";
import { isUuid } from "../shared/ids.ts";
import { paths } from "../web/paths.ts";

/** A key of its own, so that nothing else signed by the house's secret can stand for one of these. */
const keyOf = (secret: string): Buffer =>
  createHmac("sha256", secret).update("crosswalk unsubscribe v1").digest();

const signatureOf = (secret: string, personId: string): Buffer =>
  createHmac("sha256", keyOf(secret)).update(`digest ${personId}`).digest();

/** Stands in each digest for as long as the mail is kept; all it can do is to end that person's digest. */
export const unsubscribeToken = (secret: string, personId: string): string =>
  `${personId}.${signatureOf(secret, personId).toString("base64url")}`;

/** Whose digest the token may end; null for one that was not made here. */
export function readUnsubscribeToken(secret: string, token: string): string | null {
  const [personId = "", signature = "", ...more] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  if (more.length > 0 || !isUuid(personId) || given.toString("base64url") !== signature) return null;
  const own = signatureOf(secret, personId);
  return given.length === own.length && timingSafeEqual(given, own) ? personId : null;
}

/** What makes a mail program offer its own "unsubscribe" (RFC 2369, 2919, 8058). Digests only. */
export const listHeaders = (
  config: Pick<Config, "baseUrl">,
  secret: string,
  personId: string,
): Record<string, string> => ({
  "List-Id": `Crosswalk digest <digest.${new URL(config.baseUrl).hostname}>`,
  "List-Unsubscribe": `<${config.baseUrl}${paths.unsubscribe(unsubscribeToken(secret, personId))}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
