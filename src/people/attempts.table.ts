import { index, instant, table, text } from "../db/kit.ts";

/** Sign-ins by passkey or single sign-on that were answered: none can be answered again while it lasts. */
export const spentAttempts = table(
  "spent_attempts",
  {
    /** SHA-256 of its secret, which only the browser's cookie holds. */
    hash: text("hash").primaryKey(),
    endsAt: instant("ends_at").notNull(),
  },
  t => [index("spent_attempts_ends").on(t.endsAt)],
);
