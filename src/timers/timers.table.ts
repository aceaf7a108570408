import { instant, table, text } from "../db/kit.ts";

/** Who does what time calls for, until when: one process at a time, the next one when its hold ends. */
export const leases = table("leases", {
  name: text("name").primaryKey(),
  holder: text("holder").notNull(),
  endsAt: instant("ends_at").notNull(),
});
