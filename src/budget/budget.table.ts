import { sql } from "drizzle-orm";
import {
  cents,
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
import { costKinds, recurrences } from "../estimates/estimates.rules.ts";
import { people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import { approvalSteps } from "./budget.rules.ts";
import { sourceLevels } from "./sources.rules.ts";

export const fundingSources = table(
  "funding_sources",
  {
    id: id("id")
      .primaryKey()
      .references(() => records.id),
    code: text("code").notNull(),
    name: text("name").notNull(),
    level: choice("level", sourceLevels).notNull(),
    allowedUses: text("allowed_uses").notNull(),
    planKey: text("plan_key"),
  },
  t => [uniqueIndex("funding_sources_code").on(t.code), uniqueIndex("funding_sources_plan").on(t.planKey)],
);

/** What a source holds in a fiscal year; a year without a row has 0. */
export const sourceAmounts = table(
  "source_amounts",
  {
    sourceId: id("source_id")
      .notNull()
      .references(() => fundingSources.id),
    fiscalYear: int("fiscal_year").notNull(),
    cents: cents("cents").notNull(),
    reason: text("reason").notNull(),
  },
  t => [primaryKey({ columns: [t.sourceId, t.fiscalYear] }), check("source_amounts_cents", sql`cents >= 0`)],
);

export const budgetRequests = table(
  "budget_requests",
  {
    id: id("id")
      .primaryKey()
      .references(() => records.id),
    /** The year in which it ends: 2027 is 2026-27. */
    fiscalYear: int("fiscal_year").notNull(),
    justification: text("justification").notNull(),
    ifDeclined: text("if_declined").notNull(),
    /** Sum of the lines over all their years. */
    askedCents: cents("asked_cents").notNull(),
    approvedCents: cents("approved_cents"),
    submittedAt: instant("submitted_at"),
    boardDay: day("board_day"),
    planKey: text("plan_key"),
  },
  t => [uniqueIndex("budget_requests_plan").on(t.planKey)],
);

export const budgetLines = table(
  "budget_lines",
  {
    id: id("id").primaryKey(),
    budgetId: id("budget_id")
      .notNull()
      .references(() => budgetRequests.id),
    position: int("position").notNull(),
    label: text("label").notNull(),
    kind: choice("kind", costKinds).notNull(),
    quantity: int("quantity").notNull(),
    unitCents: cents("unit_cents").notNull(),
    recurrence: choice("recurrence", recurrences).notNull(),
    years: int("years").notNull(),
    sourceId: id("source_id").references(() => fundingSources.id),
    /** For each year, as decided; null before. At most quantity × unit. */
    approvedCents: cents("approved_cents"),
    /** Spent over all its years, as finance recorded it; null before. */
    actualCents: cents("actual_cents"),
    planKey: text("plan_key"),
    /** A line of a plan that its author took out stays, or the plan's next import would bring it back. */
    removedAt: instant("removed_at"),
  },
  t => [
    index("budget_lines_budget").on(t.budgetId, t.position, t.id),
    uniqueIndex("budget_lines_plan").on(t.planKey),
    check("budget_lines_quantity", sql`quantity >= 1`),
    check("budget_lines_cents", sql`unit_cents >= 0`),
  ],
);

/** Money held by approved lines: one row for each line and fiscal year; their sum never passes the source's amount. */
export const reservations = table(
  "reservations",
  {
    lineId: id("line_id")
      .notNull()
      .references(() => budgetLines.id),
    fiscalYear: int("fiscal_year").notNull(),
    sourceId: id("source_id")
      .notNull()
      .references(() => fundingSources.id),
    cents: cents("cents").notNull(),
  },
  t => [
    primaryKey({ columns: [t.lineId, t.fiscalYear] }),
    index("reservations_source").on(t.sourceId, t.fiscalYear, t.lineId),
    check("reservations_cents", sql`cents >= 0`),
  ],
);

/** The road of a budget request; a step that was voided by a return keeps its row. */
export const approvals = table(
  "approvals",
  {
    id: id("id").primaryKey(),
    budgetId: id("budget_id")
      .notNull()
      .references(() => budgetRequests.id),
    step: choice("step", approvalSteps).notNull(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    /** The deputy who took it in that person's place. */
    byId: id("by_id").references(() => people.id),
    comment: text("comment").notNull(),
    at: instant("at").notNull(),
    voidedAt: instant("voided_at"),
  },
  t => [index("approvals_budget").on(t.budgetId, t.at, t.id)],
);
