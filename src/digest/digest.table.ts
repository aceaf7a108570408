import { bool, id, index, instant, table, text, uniqueIndex } from "../db/kit.ts";
import { outbox } from "../mail/outbox.table.ts";
import { people } from "../people/people.table.ts";

/** One a person and period, beside marked extras; a quiet week without mail has no outbox row. */
export const digests = table(
  "digests",
  {
    id: id("id").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    /** ISO week of the nominal moment, "2026-W48"; an extra adds its instant. */
    period: text("period").notNull(),
    extra: bool("extra").notNull(),
    plannedAt: instant("planned_at").notNull(),
    /** Its news runs from here. */
    newsFrom: instant("news_from").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    outboxId: id("outbox_id").references(() => outbox.id),
  },
  t => [uniqueIndex("digests_once").on(t.personId, t.period), index("digests_planned").on(t.plannedAt, t.id)],
);
