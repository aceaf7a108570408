import { cents, choice, id, index, instant, int, real, table, text, uniqueIndex } from "../db/kit.ts";
import { people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import { costKinds, recurrences } from "./estimates.rules.ts";

/** Of a request or a work item; never edited once submitted, superseded by the next version. */
export const estimates = table(
  "estimates",
  {
    id: id("id").primaryKey(),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    version: int("version").notNull(),
    lowHours: real("low_hours").notNull(),
    likelyHours: real("likely_hours").notNull(),
    highHours: real("high_hours").notNull(),
    /** Sum of the cost lines over all their years; zero without lines. */
    costCents: cents("cost_cents").notNull(),
    assumptions: text("assumptions").notNull(),
    risks: text("risks").notNull(),
    /** What changed since the version before, and why. */
    changed: text("changed").notNull().default(""),
    byId: id("by_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
    supersededAt: instant("superseded_at"),
  },
  t => [uniqueIndex("estimates_version").on(t.recordId, t.version)],
);

export const estimateLines = table(
  "estimate_lines",
  {
    id: id("id").primaryKey(),
    estimateId: id("estimate_id")
      .notNull()
      .references(() => estimates.id),
    position: int("position").notNull(),
    kind: choice("kind", costKinds).notNull(),
    label: text("label").notNull(),
    quantity: int("quantity").notNull(),
    unitCents: cents("unit_cents").notNull(),
    recurrence: choice("recurrence", recurrences).notNull(),
    /** Fiscal years that an annual line runs; 1 for a one-time line. */
    years: int("years").notNull(),
  },
  t => [index("estimate_lines_estimate").on(t.estimateId, t.position)],
);

/** What the work consists of, as the estimator sees it: work items are made from these in one step. */
export const estimateParts = table(
  "estimate_parts",
  {
    id: id("id").primaryKey(),
    estimateId: id("estimate_id")
      .notNull()
      .references(() => estimates.id),
    position: int("position").notNull(),
    title: text("title").notNull(),
    likelyHours: real("likely_hours").notNull(),
  },
  t => [index("estimate_parts_estimate").on(t.estimateId, t.position)],
);

/** Another technologist's view of a version: beside it, and never in its place. */
export const secondOpinions = table(
  "second_opinions",
  {
    id: id("id").primaryKey(),
    estimateId: id("estimate_id")
      .notNull()
      .references(() => estimates.id),
    lowHours: real("low_hours").notNull(),
    likelyHours: real("likely_hours").notNull(),
    highHours: real("high_hours").notNull(),
    why: text("why").notNull(),
    byId: id("by_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
  },
  t => [uniqueIndex("second_opinions_by").on(t.estimateId, t.byId)],
);
