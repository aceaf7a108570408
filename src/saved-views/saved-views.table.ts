import { choice, id, index, instant, table, text, uniqueIndex } from "../db/kit.ts";
import { people } from "../people/people.table.ts";
import { listNames } from "./saved-views.rules.ts";

/** A list as somebody likes to see it, under a name of their own. */
export const savedViews = table(
  "saved_views",
  {
    id: id("id").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    list: choice("list", listNames).notNull(),
    name: text("name").notNull(),
    /** What stands in the list's address. */
    query: text("query").notNull(),
    at: instant("at").notNull(),
  },
  t => [
    uniqueIndex("saved_views_name").on(t.personId, t.name),
    index("saved_views_person").on(t.personId, t.list, t.name),
  ],
);
