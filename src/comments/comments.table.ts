import { id, index, instant, primaryKey, table, text } from "../db/kit.ts";
import { records } from "../records/records.table.ts";

/** What somebody said about a record, to all who see it. */
export const comments = table(
  "comments",
  {
    id: id("id").primaryKey(),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    byId: id("by_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
    words: text("words").notNull(),
  },
  t => [index("comments_record").on(t.recordId, t.at, t.id)],
);

/** Who is named in a comment and could see the record then. */
export const mentions = table(
  "mentions",
  {
    commentId: id("comment_id")
      .notNull()
      .references(() => comments.id),
    personId: id("person_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
  },
  t => [
    primaryKey({ columns: [t.commentId, t.personId] }),
    index("mentions_person").on(t.personId, t.at, t.commentId),
  ],
);
