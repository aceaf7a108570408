import { instant, table, text } from "../db/kit.ts";

/** The one-time tokens of the first run: printed to the terminal, kept as hashes. */
export const setupTokens = table("setup_tokens", {
  /** SHA-256 of the secret in the address. */
  hash: text("hash").primaryKey(),
  madeAt: instant("made_at").notNull(),
  usedAt: instant("used_at"),
});
