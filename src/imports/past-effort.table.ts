import { day, id, index, int, real, table, text, uniqueIndex } from "../db/kit.ts";
import { imports } from "./imports.table.ts";

/** Finished tasks from before Crosswalk: what was estimated, and what it took. They go out again with their file. */
export const pastEffort = table(
  "past_effort",
  {
    id: id("id").primaryKey(),
    importId: id("import_id")
      .notNull()
      .references(() => imports.id),
    /** The line of the file. */
    line: int("line").notNull(),
    startedOn: day("started_on").notNull(),
    estimateHours: real("estimate_hours").notNull(),
    actualHours: real("actual_hours").notNull(),
    category: text("category").notNull(),
    /** What the file calls it: with it the task is known again, also from the file that Crosswalk gives back. */
    taskId: text("task_id").notNull().default(""),
    importKey: text("import_key").notNull(),
  },
  t => [
    uniqueIndex("past_effort_key").on(t.importKey),
    index("past_effort_started").on(t.startedOn, t.id),
    index("past_effort_import").on(t.importId, t.line),
  ],
);
