import { describe, expect, test } from "vitest";
import { drawsFor } from "../../src/forecast/draws.ts";
import { learnFrom, type Pair } from "../../src/forecast/forecast.rules.ts";
import { Forecaster } from "../../src/forecast/forecaster.ts";
import type { Estimated } from "../../src/forecast/history.ts";
import { normalAt } from "../../src/forecast/normal.ts";
import { stepsTogether } from "../../src/forecast/shared-luck.ts";
import { simulate, type Task } from "../../src/forecast/simulation.ts";
import { addDays } from "../../src/shared/dates.ts";

const pair = (actualHours: number): Pair => ({
  startedOn: "2026-01-05",
  likelyHours: 10,
  actualHours,
  kind: "",
});
const past = (count: number, hours: (n: number) => number = n => 5 + (n % 20)) =>
  learnFrom(Array.from({ length: count }, (_, n) => pair(hours(n))));
const task = (number: number, changes: Partial<Task> = {}): Task => ({
  ...{ id: `w${number}`, number, rank: null, due: null, after: [], likelyHours: 10, kind: "", hoursLeft: 10 },
  targets: [`w${number}`],
  ...changes,
});

describe("draws", () => {
  test("lie evenly between 0 and 1, and no two items share their luck", () => {
    const draws = Array.from({ length: 20_000 }, (_, run) => drawsFor(7, 1)(run));
    expect(draws.every(each => each > 0 && each < 1)).toBe(true);
    for (const q of [0.1, 0.5, 0.9])
      expect(draws.filter(each => each < q).length / draws.length).toBeCloseTo(q, 1);
    const other = draws.map((_, run) => drawsFor(7, 2)(run));
    const both = draws.filter((each, run) => each < 0.5 && (other[run] ?? 1) < 0.5);
    expect(both.length / draws.length).toBeCloseTo(0.25, 1);
  });
});

describe("the simulation", () => {
  test("says the same for the same seed, in whatever order it is told", () => {
    const tasks = Array.from({ length: 30 }, (_, n) => task(n, { hoursLeft: 1 + (n % 7) }));
    const once = simulate(tasks, past(100), 7);
    expect(simulate(tasks.toReversed(), past(100), 7)).toEqual(once);
    expect(simulate(tasks, past(100), 8)).not.toEqual(once);
  });

  test("gives the hours of the past: one task alone takes what tasks like it took", () => {
    const found = simulate([task(1)], past(200), 7, 4_000).get("w1");
    // 5 to 24 hours, each as often.
    expect(found?.p50).toBeCloseTo(15, -0.5);
    expect(found?.p80).toBeCloseTo(21, -0.5);
    expect(found?.p95).toBeCloseTo(24, -0.5);
    expect(found?.asEstimated).toBe(10);
  });

  test("ends a target with its last task, after all that stands before it", () => {
    const always = past(50, () => 20);
    const tasks = [
      task(1, { rank: 2, targets: ["w1", "R"] }),
      task(2, { rank: 1 }),
      task(3, { rank: 3, targets: ["w3", "R"] }),
    ];
    const found = simulate(tasks, always, 7);
    expect(found.get("w2")).toEqual({ asEstimated: 10, p50: 20, p80: 20, p95: 20 });
    expect(found.get("w1")?.p80).toBe(40);
    expect(found.get("R")).toEqual(found.get("w3"));
    expect(found.get("R")?.p95).toBe(60);
  });

  test("moves nobody before what is added, and everybody behind it by its own hours", () => {
    const tasks = Array.from({ length: 10 }, (_, n) => task(n, { rank: n }));
    const before = simulate(tasks, past(100), 7);
    const after = simulate([...tasks, task(99, { rank: 4.5 })], past(100), 7);
    for (const n of [0, 4]) expect(after.get(`w${n}`)).toEqual(before.get(`w${n}`));
    for (const n of [5, 9]) expect(after.get(`w${n}`)?.p80).toBeGreaterThan(before.get(`w${n}`)?.p80 ?? 0);
  });

  test.each([
    [9, { p50: null, p80: null, p95: null }],
    [10, { p95: null }],
    [19, {}],
  ])("after %i finished items says no more than they can", (count, none) => {
    const found = simulate([task(1)], past(count), 7).get("w1");
    expect(found).toMatchObject({ asEstimated: 10, ...none });
    expect(Object.values(found ?? {}).filter(each => each === null)).toHaveLength(Object.keys(none).length);
  });

  test("takes work of no hours, and none at all", () => {
    const done = simulate([task(1, { hoursLeft: 0, likelyHours: 0 })], past(100), 7).get("w1");
    expect(done).toEqual({ asEstimated: 0, p50: 0, p80: 0, p95: 0 });
    expect(simulate([], past(100), 7).size).toBe(0);
  });
});

describe("what items share", () => {
  /** Tasks of 10 hours whose log ratios have a part of their own, and one that each stretch of `long` shares. */
  const made = (count: number, shared: number, seed: number, long = 60): Pair[] => {
    const [own, times] = [drawsFor(seed, 1), drawsFor(seed, 2)];
    return Array.from({ length: count }, (_, n) => ({
      ...pair(10 * Math.exp(0.5 * normalAt(own(n)) + shared * normalAt(times(Math.floor(n / long))))),
      startedOn: addDays("2020-01-01", n),
    }));
  };

  /** How often the next 60 tasks together take at most the hours that were said with 80 and 95 %. */
  function held(pairs: Pair[]) {
    const tasks = Array.from({ length: 60 }, (_, n) => task(n + 1, { targets: ["all"] }));
    const known = new Forecaster();
    const share = { apart: [0, 0], together: [0, 0] };
    for (const [at, each] of pairs.entries()) {
      if (at >= 900 && at % 60 === 0) {
        const took = pairs.slice(at, at + 60).reduce((sum, { actualHours }) => sum + actualHours, 0);
        for (const way of ["apart", "together"] as const) {
          const { finished, together } = known;
          const quantile = (item: Estimated, level: number) => known.quantile(item, level);
          const past = { finished, quantile, together: way === "apart" ? 0 : together };
          const said = simulate(tasks, past, at, 400).get("all");
          for (const [n, day] of [said?.p80, said?.p95].entries())
            share[way][n] = (share[way][n] ?? 0) + (took <= (day ?? 0) ? 60 / (pairs.length - 900) : 0);
        }
      }
      known.learn({ items: [each], cases: [] });
    }
    return share;
  }

  test("widens the range of many where times are good and bad, to what was said", () => {
    const pairs = made(6_000, 0.3, 5);
    const { apart, together } = held(pairs);
    expect(apart).toEqual([expect.toSatisfy(each => each < 0.72), expect.toSatisfy(each => each < 0.82)]);
    expect(Math.abs((together[0] ?? 0) - 0.8)).toBeLessThan(0.08);
    expect(Math.abs((together[1] ?? 0) - 0.95)).toBeLessThan(0.07);
  });

  test("is next to nothing where nothing is shared, and nothing where too little is known", () => {
    expect(learnFrom(made(3_000, 0, 3)).together).toBeLessThan(0.02);
    expect(learnFrom(made(3_000, 0.3, 3)).together).toBeGreaterThan(0.1);
    expect(learnFrom(made(220, 0.3, 3)).together).toBe(0);
    expect(learnFrom(Array.from({ length: 400 }, () => pair(10))).together).toBe(0);
    expect(stepsTogether(0, 1, 10, 200)).toBeNull();
  });

  test("leaves a single item as it was: each step as often as before", () => {
    const [runs, steps] = [4_000, 20];
    const landed = stepsTogether(0.3, 7, runs, steps) ?? [];
    const counts = Array.from({ length: steps }, () => 0);
    for (const step of landed) counts[step] = (counts[step] ?? 0) + 1 / runs;
    for (const count of counts) expect(count).toBeCloseTo(1, 0);
  });
});
