import { id, index, instant, int, primaryKey, table } from "../db/kit.ts";
import { records } from "../records/records.table.ts";

/** How far somebody had read a record's history when they last looked. */
export const looks = table(
  "looks",
  {
    personId: id("person_id")
      .notNull()
      .references(() => records.id),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    sequence: int("sequence").notNull(),
    at: instant("at").notNull(),
  },
  t => [primaryKey({ columns: [t.personId, t.recordId] }), index("looks_record").on(t.recordId)],
);
