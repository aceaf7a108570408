import { day, id, index, instant, primaryKey, real, table, text, uniqueIndex } from "../db/kit.ts";
import { estimateParts } from "../estimates/estimates.table.ts";
import { people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";

/** Its owner sits in the record's seat of that name; what it is under stands in ties. */
export const work = table(
  "work",
  {
    id: id("id")
      .primaryKey()
      .references(() => records.id),
    plainWords: text("plain_words").notNull(),
    hoursLeft: real("hours_left"),
    /** Sum of the effort log, kept by the verb that writes it. */
    hoursLogged: real("hours_logged").notNull(),
    startsOn: day("starts_on"),
    externalLink: text("external_link").notNull(),
    blockedBy: text("blocked_by").notNull(),
    blockedAt: instant("blocked_at"),
    startedAt: instant("started_at"),
    doneAt: instant("done_at"),
    stateNote: text("state_note").notNull(),
    /** What a plan file said of it: who, which system, its dates where they are no day, and where that is written. */
    ownerText: text("owner_text").notNull(),
    systemText: text("system_text").notNull(),
    datesText: text("dates_text").notNull(),
    sourceText: text("source_text").notNull().default(""),
    planKey: text("plan_key"),
    /** The part of an estimate that it was made from. */
    partId: id("part_id").references(() => estimateParts.id),
  },
  t => [uniqueIndex("work_plan").on(t.planKey), uniqueIndex("work_part").on(t.partId)],
);

export const effort = table(
  "effort",
  {
    id: id("id").primaryKey(),
    workId: id("work_id")
      .notNull()
      .references(() => work.id),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    day: day("day").notNull(),
    hours: real("hours").notNull(),
    note: text("note").notNull(),
    at: instant("at").notNull(),
  },
  t => [index("effort_work").on(t.workId, t.day, t.id), index("effort_person").on(t.personId, t.day, t.id)],
);

/** A work item that waits until another is done. No circles: the verb that writes a row looks first. */
export const workWaits = table(
  "work_waits",
  {
    workId: id("work_id")
      .notNull()
      .references(() => work.id),
    forId: id("for_id")
      .notNull()
      .references(() => work.id),
    at: instant("at").notNull(),
  },
  t => [primaryKey({ columns: [t.workId, t.forId] }), index("work_waits_for").on(t.forId, t.workId)],
);
