import { sql } from "drizzle-orm";
import {
  choice,
  day,
  id,
  index,
  instant,
  int,
  json,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from "../db/kit.ts";
import { records } from "../records/records.table.ts";
import { auditClause } from "./audit.rules.ts";

const isAudited = sql.raw(auditClause);

/** One row per verb. Triggers refuse UPDATE and DELETE; each row's hash covers the one before it. */
export const events = table(
  "events",
  {
    id: id("id").primaryKey(),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    /** 1, 2, 3 … within the record. */
    sequence: int("sequence").notNull(),
    kind: text("kind").notNull(),
    at: instant("at").notNull(),
    by: choice("by", ["person", "the command line", "time"]).notNull(),
    byId: id("by_id").references(() => records.id),
    /** Whom the doer typed or stood for, or null. */
    forId: id("for_id").references(() => records.id),
    data: json<Record<string, unknown>>("data").notNull(),
    /** Keeps a short text from being guessed from its hash once the text itself is redacted. */
    salt: text("salt").notNull(),
    dataHash: text("data_hash").notNull(),
    /** Hash of the records row as this event left it: a change behind the verbs' back shows. */
    stateHash: text("state_hash").notNull(),
    hash: text("hash").notNull(),
  },
  t => [
    uniqueIndex("events_record_sequence").on(t.recordId, t.sequence),
    index("events_at").on(t.at, t.id),
    // What administrators look for, newest first, without reading ten years of goals and requests.
    index("events_audit_kind").on(t.kind, t.at, t.id).where(isAudited),
    index("events_audit_by").on(t.byId, t.at, t.id).where(isAudited),
  ],
);

/** A hash over all rows of a record, as the verb of that entry left them: a change behind the verbs' back shows. */
export const recordSeals = table("record_seals", {
  recordId: id("record_id")
    .primaryKey()
    .references(() => records.id),
  sequence: int("sequence").notNull(),
  /** Keeps a redacted word from being guessed from an old seal; each seal has its own. */
  salt: text("salt").notNull(),
  seal: text("seal").notNull(),
});

/** Once a day, a hash over the root before and every head and seal that moved since: a chain rewritten whole shows too. */
export const eventRoots = table("event_roots", {
  /** 1, 2, 3 …; a day on which very much moved has several. */
  number: int("number").primaryKey(),
  day: day("day").notNull(),
  at: instant("at").notNull(),
  heads: int("heads").notNull(),
  root: text("root").notNull(),
});

/** The heads that each root covers. */
export const eventRootHeads = table(
  "event_root_heads",
  {
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    sequence: int("sequence").notNull(),
    head: text("head").notNull(),
    /** The record's seal of that moment. */
    seal: text("seal").notNull(),
    rootNumber: int("root_number")
      .notNull()
      .references(() => eventRoots.number),
  },
  t => [
    primaryKey({ columns: [t.recordId, t.sequence] }),
    index("event_root_heads_root").on(t.rootNumber, t.recordId),
  ],
);
