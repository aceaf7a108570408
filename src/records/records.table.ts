import { sql } from "drizzle-orm";
import {
  check,
  choice,
  day,
  id,
  index,
  instant,
  int,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from "../db/kit.ts";
import { audiences, kinds, seats } from "./records.rules.ts";

/** What every record is. Its id is also the id of the noun's own row. */
export const records = table(
  "records",
  {
    id: id("id").primaryKey(),
    kind: choice("kind", kinds).notNull(),
    number: int("number").notNull(),
    title: text("title").notNull(),
    state: text("state").notNull(),
    /** When it came into its state: what "waits for six days" counts from. */
    since: instant("since").notNull(),
    due: day("due"),
    audience: choice("audience", audiences).notNull(),
    version: int("version").notNull(),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** The history's length and newest hash, so that a chain cut short shows. */
    eventCount: int("event_count").notNull(),
    eventHead: text("event_head").notNull(),
  },
  t => [
    uniqueIndex("records_kind_number").on(t.kind, t.number),
    index("records_kind_changed").on(t.kind, t.changedAt, t.id),
    index("records_kind_state_changed").on(t.kind, t.state, t.changedAt, t.id),
    index("records_kind_state_since").on(t.kind, t.state, t.since, t.id),
    index("records_kind_due").on(t.kind, t.due, t.id),
    check("records_version", sql`version >= 1`),
  ],
);

/** Who sits where at a record; one person a seat. The only place that says whose a record is. */
export const recordPeople = table(
  "record_people",
  {
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    seat: choice("seat", seats).notNull(),
    personId: id("person_id")
      .notNull()
      .references(() => records.id),
  },
  t => [
    primaryKey({ columns: [t.recordId, t.seat] }),
    index("record_people_person").on(t.personId, t.recordId, t.seat),
    index("record_people_owner").on(t.personId, t.recordId).where(sql`seat = 'owner'`),
  ],
);

/** `from` belongs under `to`: request, work and money under a goal, work and money under a request. */
export const ties = table(
  "ties",
  {
    fromId: id("from_id")
      .notNull()
      .references(() => records.id),
    toId: id("to_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
  },
  t => [primaryKey({ columns: [t.fromId, t.toId] }), index("ties_to").on(t.toId, t.fromId)],
);

export const follows = table(
  "follows",
  {
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    personId: id("person_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
  },
  t => [
    primaryKey({ columns: [t.recordId, t.personId] }),
    index("follows_person").on(t.personId, t.recordId),
  ],
);
