import { choice, day, id, index, instant, int, json, real, table, text } from "../db/kit.ts";
import { records } from "../records/records.table.ts";
import { bases, type PromisedWeek } from "./days.rules.ts";
import type { Held } from "./held.rules.ts";
import type { Ranges } from "./ranges.rules.ts";

/** Every forecast of a request or goal that was shown, the standing one with no end. Days, not instants. */
export const forecasts = table(
  "forecasts",
  {
    id: id("id").primaryKey(),
    recordId: id("record_id")
      .notNull()
      .references(() => records.id),
    at: instant("at").notNull(),
    supersededAt: instant("superseded_at"),
    basis: choice("basis", bases).notNull(),
    /** The day if each estimate holds. */
    asEstimated: day("as_estimated"),
    p50: day("p50"),
    p80: day("p80"),
    p95: day("p95"),
    /** Why no day can be given; empty where there is one. */
    lacks: text("lacks").notNull(),
  },
  t => [index("forecasts_record").on(t.recordId, t.at, t.id)],
);

/** What the standing forecasts were made from: the same again needs no new ones. One row. */
export const forecastInputs = table("forecast_inputs", {
  id: id("id").primaryKey(),
  fingerprint: text("fingerprint").notNull(),
  at: instant("at").notNull(),
  /** Hours of open work by the Monday of the week in which they are due; overdue ones in the first. */
  promised: json<PromisedWeek[]>("promised").notNull(),
  /** Hours of open work that nobody set a day for. */
  undatedHours: real("undated_hours").notNull(),
  finished: int("finished").notNull(),
  /** How the days of past promises held. */
  held: json<Held[]>("held").notNull(),
  /** What an estimate is said to take, by its size and kind. */
  ranges: json<Ranges>("ranges").notNull().default({}),
});
