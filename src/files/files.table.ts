import { comments } from "../comments/comments.table.ts";
import { id, index, instant, int, primaryKey, table, text } from "../db/kit.ts";
import { estimates } from "../estimates/estimates.table.ts";
import { records } from "../records/records.table.ts";

/** A file that lies at a record. What was taken out keeps its row: who brought it, its size and its hash. */
export const files = table(
  "files",
  {
    id: id("id").primaryKey(),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    /** That it came with; none where it was put at the record itself. */
    commentId: id("comment_id").references(() => comments.id),
    /** The version of an estimate that it belongs to. */
    estimateId: id("estimate_id").references(() => estimates.id),
    name: text("name").notNull(),
    /** By its content, whatever its name says. */
    mediaType: text("media_type").notNull(),
    bytes: int("bytes").notNull(),
    sha256: text("sha256").notNull(),
    byId: id("by_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
    removedAt: instant("removed_at"),
  },
  t => [index("files_record").on(t.recordId, t.at, t.id)],
);

/** What it holds, in base64, so that a backup of either engine is text and numbers. */
export const fileChunks = table(
  "file_chunks",
  {
    fileId: id("file_id")
      .notNull()
      .references(() => files.id),
    /** 0, 1, 2 … */
    position: int("position").notNull(),
    content: text("content").notNull(),
  },
  t => [primaryKey({ columns: [t.fileId, t.position] })],
);
