import { createHash, randomBytes, randomUUIDv7 } from "node:crypto";

/** UUIDv7: sorts by time between milliseconds, in no order within one. */
export const newId = (): string => randomUUIDv7();

/** 256 random bits for links and tokens, as base64url (43 characters). */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
