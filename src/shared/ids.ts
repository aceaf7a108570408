import { createHmac, hash, randomFillSync, randomUUIDv7 } from "node:crypto";

/** UUIDv7: sorts by time between milliseconds, in no order within one. */
export const newId = (): string => randomUUIDv7();

const secretBytes = 32;
/** Asking the system for each secret alone costs more than all else in a row of history. */
const drawn = Buffer.alloc(128 * secretBytes);
let used = drawn.length;

/** 256 random bits for links and tokens, as base64url (43 characters). */
export function newSecret(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const end = used + secretBytes;
  const secret = drawn.toString("base64url", used, end);
  drawn.fill(0, used, end);
  used = end;
  return secret;
}

export const sha256 = (text: string): string => hash("sha256", text);

/** What nobody without the key can tell the text from, however few texts there are: addresses, networks. */
export const keyedHash = (key: string, text: string): string =>
  createHmac("sha256", key).update(text).digest("base64url");

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
