import { day, id, index, instant, table } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

/** Who stands in for whom; both days belong to it, in the district's zone. */
export const deputies = table(
  "deputies",
  {
    id: id("id").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    deputyId: id("deputy_id")
      .notNull()
      .references(() => people.id),
    from: day("from_day").notNull(),
    to: day("to_day").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  t => [index("deputies_person").on(t.personId, t.to), index("deputies_deputy").on(t.deputyId, t.to)],
);
