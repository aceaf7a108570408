import { id, instant, table, text, uniqueIndex } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

/** Who a person is at a provider: issuer and subject, never the address, which may pass to somebody else. */
export const identities = table(
  "identities",
  {
    id: id("id").primaryKey(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    madeAt: instant("made_at").notNull(),
    usedAt: instant("used_at").notNull(),
  },
  t => [
    uniqueIndex("identities_subject").on(t.issuer, t.subject),
    uniqueIndex("identities_person").on(t.personId, t.issuer),
  ],
);
