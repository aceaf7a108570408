import { choice, id, index, instant, int, json, table, text, uniqueIndex } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

/** Written with the change that it tells of; Message-ID and Date are fixed here, so a repeat is the same mail. */
export const outbox = table(
  "outbox",
  {
    id: id("id").primaryKey(),
    kind: choice("kind", ["digest", "notice", "sign in", "invitation", "test"]).notNull(),
    /** What makes it one: a digest's ISO week, a notice's event. */
    period: text("period").notNull(),
    /** Null where it goes to somebody who is no person here yet. */
    personId: id("person_id").references(() => people.id),
    messageId: text("message_id").notNull(),
    date: instant("date").notNull(),
    toName: text("to_name").notNull(),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    headers: json<Record<string, string>>("headers").notNull(),
    state: choice("state", ["waiting", "sent", "refused", "given up"]).notNull(),
    attempts: int("attempts").notNull(),
    nextAt: instant("next_at").notNull(),
    leaseHolder: text("lease_holder"),
    leaseEndsAt: instant("lease_ends_at"),
    sentAt: instant("sent_at"),
    /** The mail server's words at the last try that failed. */
    lastAnswer: text("last_answer").notNull(),
  },
  t => [
    uniqueIndex("outbox_once").on(t.kind, t.period, t.personId),
    index("outbox_due").on(t.state, t.nextAt, t.id),
    index("outbox_date").on(t.date, t.id),
  ],
);
