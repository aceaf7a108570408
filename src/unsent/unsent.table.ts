import { id, index, instant, primaryKey, table, text } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

/** What somebody typed into a form and has not sent: sealed by a secret that only their browser holds, for a day. */
export const unsentForms = table(
  "unsent_forms",
  {
    /** SHA-256 of the browser's secret. */
    hash: text("hash").notNull(),
    /** Where the form is sent to. */
    path: text("path").notNull(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    sealed: text("sealed").notNull(),
    at: instant("at").notNull(),
  },
  t => [
    primaryKey({ columns: [t.hash, t.path] }),
    index("unsent_forms_person").on(t.personId, t.at),
    index("unsent_forms_at").on(t.at),
  ],
);
