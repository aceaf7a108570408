import { id, index, instant, int, json, table, text } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

/** Files that went in: what was in them, and what the check said. */
export const imports = table(
  "imports",
  {
    id: id("id").primaryKey(),
    kind: text("kind").notNull(),
    fileName: text("file_name").notNull(),
    sha256: text("sha256").notNull(),
    checked: int("checked").notNull(),
    imported: int("imported").notNull(),
    report: json<Record<string, unknown>>("report").notNull(),
    byId: id("by_id").references(() => people.id),
    at: instant("at").notNull(),
  },
  t => [index("imports_at").on(t.at, t.id)],
);

/** A file between its check and its import on the page: gone once it is in, else after a day. */
export const checkedFiles = table(
  "checked_files",
  {
    id: id("id").primaryKey(),
    kind: text("kind").notNull(),
    fileName: text("file_name").notNull(),
    /** "windows-1252" where the person chose it; "" where the file tells. */
    encoding: text("encoding").notNull(),
    /** Its bytes as base64: one text on both engines. */
    content: text("content").notNull(),
    byId: id("by_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
  },
  t => [index("checked_files_at").on(t.at, t.id)],
);
