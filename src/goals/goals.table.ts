import { choice, day, id, index, instant, int, json, real, table, text, uniqueIndex } from "../db/kit.ts";
import { records } from "../records/records.table.ts";
import { sides } from "../shared/deed.ts";
import { directions, healths, rhythms } from "./goals.rules.ts";

export const priorities = table("priorities", {
  id: id("id")
    .primaryKey()
    .references(() => records.id),
  code: text("code").notNull(),
  title: text("title").notNull(),
  years: text("years").notNull(),
  position: int("position").notNull(),
  /** The text as a plan file had it: what the next import matches by. */
  planKey: text("plan_key"),
});

export const goals = table(
  "goals",
  {
    id: id("id")
      .primaryKey()
      .references(() => records.id),
    priorityId: id("priority_id")
      .notNull()
      .references(() => priorities.id),
    /** Empty only while a goal from a plan waits for its first edit. */
    why: text("why").notNull(),
    startsOn: day("starts_on"),
    /** As the plan wrote them, where they are no day. */
    startsText: text("starts_text").notNull(),
    dueText: text("due_text").notNull(),
    schools: text("schools").notNull(),
    rhythm: choice("rhythm", rhythms).notNull(),
    proposedAt: instant("proposed_at"),
    sponsorConfirmedAt: instant("sponsor_confirmed_at"),
    partnerConfirmedAt: instant("partner_confirmed_at"),
    /** Who gave the word: the one in the seat, or their deputy. */
    sponsorConfirmedById: id("sponsor_confirmed_by_id").references(() => records.id),
    partnerConfirmedById: id("partner_confirmed_by_id").references(() => records.id),
    activeAt: instant("active_at"),
    /** Set while it is "from the plan, to be confirmed". */
    fromPlanAt: instant("from_plan_at"),
    planCode: text("plan_code").notNull(),
    planKey: text("plan_key"),
    /** The goal of an earlier year that it was copied from. */
    continuesId: id("continues_id").references(() => records.id),
    /** Requests and work of that goal that come under this one once it is active. */
    comingIds: json<string[]>("coming_ids"),
    /** Why it is on hold, retired, or how it was achieved. */
    stateNote: text("state_note").notNull(),
  },
  t => [
    index("goals_priority").on(t.priorityId, t.id),
    uniqueIndex("goals_plan").on(t.planKey),
    index("goals_continues").on(t.continuesId, t.id),
  ],
);

export const measures = table(
  "measures",
  {
    id: id("id").primaryKey(),
    goalId: id("goal_id")
      .notNull()
      .references(() => goals.id),
    position: int("position").notNull(),
    name: text("name").notNull(),
    unit: text("unit").notNull(),
    direction: choice("direction", directions).notNull(),
    baseline: real("baseline"),
    baselineText: text("baseline_text").notNull(),
    target: real("target"),
    targetText: text("target_text").notNull(),
    due: day("due"),
    planKey: text("plan_key"),
  },
  t => [index("measures_goal").on(t.goalId, t.position, t.id), uniqueIndex("measures_plan").on(t.planKey)],
);

export const readings = table(
  "readings",
  {
    id: id("id").primaryKey(),
    measureId: id("measure_id")
      .notNull()
      .references(() => measures.id),
    day: day("day").notNull(),
    value: real("value").notNull(),
    note: text("note").notNull(),
    source: text("source").notNull(),
    byId: id("by_id").references(() => records.id),
    at: instant("at").notNull(),
  },
  t => [index("readings_measure").on(t.measureId, t.day, t.id)],
);

export const checkIns = table(
  "check_ins",
  {
    id: id("id").primaryKey(),
    goalId: id("goal_id")
      .notNull()
      .references(() => goals.id),
    byId: id("by_id")
      .notNull()
      .references(() => records.id),
    side: choice("side", sides).notNull(),
    health: choice("health", healths).notNull(),
    changed: text("changed").notNull(),
    needed: text("needed").notNull(),
    at: instant("at").notNull(),
  },
  t => [index("check_ins_goal").on(t.goalId, t.side, t.at, t.id)],
);
