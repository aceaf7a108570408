import type { Pair } from "../../src/forecast/forecast.rules.ts";
import { addDays } from "../../src/shared/dates.ts";

type Wanted = {
  seed?: number;
  count: number;
  /** Tasks that start on one day, on average. */
  perDay?: number;
  /** Share that takes exactly the estimate. */
  ties?: number;
  /** Share that takes fifty times what it else would. */
  outliers?: number;
  /** The factor on the actual hours of the task at this place in time, 0 to 1. */
  drift?: (place: number) => number;
};

const COARSE = [0.5, 1, 2, 3.5, 7, 14, 21, 35, 70, 140];
const KINDS = ["bug", "change", "report", "training"];

/** Tasks as a team leaves them behind: coarse estimates, exact hits, a long right tail, kinds that differ. */
export function madeTasks({ count, seed = 7, perDay = 3, ties = 0.35, outliers = 0, drift }: Wanted): Pair[] {
  const random = seeded(seed);
  const pick = <Thing>(list: readonly Thing[], otherwise: Thing): Thing =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  let day = "2019-01-02";
  return Array.from({ length: count }, (_, at) => {
    if (random() < 1 / perDay) day = addDays(day, 1);
    const kind = pick(KINDS, "");
    const likelyHours = pick(COARSE, 7);
    const spread = 0.2 + 0.2 * KINDS.indexOf(kind);
    const late = random() < ties ? 1 : Math.exp(spread * normal(random)) * (1 + 0.2 * KINDS.indexOf(kind));
    const odd = random() < outliers ? 50 : 1;
    return {
      startedOn: day,
      likelyHours,
      actualHours: likelyHours * late * odd * (drift?.(at / count) ?? 1),
      kind,
    };
  });
}

/** Mulberry32: the same numbers for the same seed on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Box and Muller's normal numbers. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The tasks as `forecast backtest` reads them. */
export const effortCsv = (tasks: readonly Pair[]): string =>
  [
    "task_id,started_on,estimate_hours,actual_hours,category",
    ...tasks.map((task, at) =>
      [at + 1, task.startedOn, task.likelyHours, task.actualHours, task.kind].join(","),
    ),
    "",
  ].join("\n");
