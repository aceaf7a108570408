import { comments } from "../comments/comments.table.ts";
import { id, index, instant, table, text } from "../db/kit.ts";
import { estimates } from "../estimates/estimates.table.ts";
import { records } from "../records/records.table.ts";

/** Where more about a record is read. */
export const links = table(
  "links",
  {
    id: id("id").primaryKey(),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    /** That it came with, or the version of an estimate that it belongs to; else it stands at the record itself. */
    commentId: id("comment_id").references(() => comments.id),
    estimateId: id("estimate_id").references(() => estimates.id),
    title: text("title").notNull(),
    url: text("url").notNull(),
    byId: id("by_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
  },
  t => [index("links_record").on(t.recordId, t.at, t.id)],
);
