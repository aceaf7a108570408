import { id, index, instant, table, text } from "../db/kit.ts";
import { signInLinks } from "./people.table.ts";

/**
 * Somebody asked for a sign-in link: the same row whether the address is known or not. It is answered after the
 * answer to the browser, and kept for as long as limits count it.
 */
export const signInAsks = table(
  "sign_in_asks",
  {
    id: id("id").primaryKey(),
    /** Blank once answered. */
    email: text("email").notNull(),
    next: text("next").notNull(),
    /** Keyed hashes: what limits count by, and nobody can read. */
    address: text("address").notNull(),
    network: text("network").notNull(),
    at: instant("at").notNull(),
    answeredAt: instant("answered_at"),
    linkHash: text("link_hash").references(() => signInLinks.hash),
  },
  t => [
    index("sign_in_asks_at").on(t.at, t.id),
    index("sign_in_asks_address").on(t.address, t.at),
    index("sign_in_asks_network").on(t.network, t.at),
    index("sign_in_asks_answered").on(t.answeredAt, t.at, t.id),
  ],
);
