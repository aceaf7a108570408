import { sql } from "drizzle-orm";
import { choice, id, index, instant, table, text, uniqueIndex } from "../db/kit.ts";
import { people } from "../people/people.table.ts";
import { roles, sides } from "../shared/deed.ts";

/** Who was asked to come. The person is made when the link is used, so that a mistyped address leaves nobody behind. */
export const invitations = table(
  "invitations",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    role: choice("role", roles).notNull(),
    side: choice("side", sides),
    school: text("school").notNull(),
    /** SHA-256 of the secret in the newest link; an older one works no more. */
    hash: text("hash").notNull(),
    byId: id("by_id")
      .notNull()
      .references(() => people.id),
    madeAt: instant("made_at").notNull(),
    sentAt: instant("sent_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    usedAt: instant("used_at"),
    /** Who came of it. */
    personId: id("person_id").references(() => people.id),
  },
  t => [
    uniqueIndex("invitations_hash").on(t.hash),
    uniqueIndex("invitations_open").on(t.emailKey).where(sql`used_at is null and withdrawn_at is null`),
    index("invitations_made").on(t.madeAt, t.id),
  ],
);
