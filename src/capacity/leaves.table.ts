import { day, id, index, instant, table } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

/** Days on which somebody in technology has no hours for projects; both belong to it. */
export const leaves = table(
  "leaves",
  {
    id: id("id").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    from: day("from_day").notNull(),
    to: day("to_day").notNull(),
    at: instant("at").notNull(),
  },
  t => [index("leaves_person").on(t.personId, t.from, t.id), index("leaves_to").on(t.to, t.id)],
);
