import { asc } from "drizzle-orm";
import pino from "pino";
import { beforeEach, expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { wait } from "../../src/shared/wait.ts";
import { Clockwork, startClockwork, type Timer } from "../../src/timers/clockwork.ts";
import { leases } from "../../src/timers/timers.table.ts";
import { type House, makeHouse } from "../support/app.ts";

let house: House;
let deps: House["deps"];

beforeEach(async () => {
  house = await makeHouse();
  deps = house.deps;
});

const start = Date.parse("2026-11-23T15:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1000);

/** A timer that says when it ran. */
function said(everyMs: number, work: (deps: Deps, signal: AbortSignal) => Promise<void> = async () => {}) {
  const ran: number[] = [];
  const timer: Timer = {
    name: "said",
    everyMs,
    async run(given, signal) {
      ran.push((given.clock.now().getTime() - start) / 1000);
      await work(given, signal);
    },
  };
  return { timer, ran };
}

async function tickAt(clockwork: Clockwork, clock: MovedClock, seconds: number): Promise<void> {
  clock.moveTo(at(seconds));
  await clockwork.tick();
  await clockwork.settled();
}

const process = (timer: Timer) => {
  const clock = new MovedClock(at(0));
  return { clock, clockwork: new Clockwork({ ...deps, clock }, [timer]) };
};

test("each timer runs at once and then as often as it says", async () => {
  const minute = said(60_000);
  const { clock, clockwork } = process(minute.timer);
  for (const seconds of [0, 1, 30, 59, 60, 61, 130]) await tickAt(clockwork, clock, seconds);
  expect(minute.ran).toEqual([0, 60, 130]);
});

test("one process at a time runs them, and another goes on a minute after the first fell silent", async () => {
  const one = said(1000);
  const two = said(1000);
  const first = process(one.timer);
  const second = process(two.timer);
  for (const seconds of [0, 5, 10, 20, 31]) {
    await tickAt(first.clockwork, first.clock, seconds);
    await tickAt(second.clockwork, second.clock, seconds);
  }
  expect([one.ran.length, two.ran.length]).toEqual([5, 0]);
  for (const seconds of [60, 80, 89]) await tickAt(second.clockwork, second.clock, seconds);
  expect(two.ran).toEqual([]);
  await tickAt(second.clockwork, second.clock, 100);
  expect(two.ran).toEqual([100]);
  await tickAt(first.clockwork, first.clock, 101);
  expect(one.ran).toHaveLength(5);
});

test("what every process may run waits for no lease", async () => {
  const one = said(1000);
  const two = said(1000);
  const first = process(one.timer);
  const second = process({ ...two.timer, inEveryProcess: true });
  await tickAt(first.clockwork, first.clock, 0);
  await tickAt(second.clockwork, second.clock, 0);
  expect([one.ran, two.ran]).toEqual([[0], [0]]);
});

test("a stop gives the lease back, so that the next process begins at once", async () => {
  const one = process(said(1000).timer);
  await tickAt(one.clockwork, one.clock, 0);
  expect(await deps.db.read.select().from(leases).orderBy(asc(leases.name))).toHaveLength(1);
  await one.clockwork.stop();
  const two = said(1000);
  const next = process(two.timer);
  await tickAt(next.clockwork, next.clock, 1);
  expect(two.ran).toEqual([1]);
});

test("a slow timer runs once at a time and holds no other up", async () => {
  let finish = () => {};
  const slow = said(1000, () => new Promise(resolve => (finish = resolve)));
  const quick = said(1000);
  const clock = new MovedClock(at(0));
  const clockwork = new Clockwork({ ...deps, clock }, [slow.timer, quick.timer]);
  for (const seconds of [0, 2, 4]) {
    clock.moveTo(at(seconds));
    await clockwork.tick();
  }
  expect([slow.ran, quick.ran]).toEqual([[0], [0, 2, 4]]);
  finish();
  await clockwork.settled();
});

test("a timer that fails is logged, runs again, and stops no other", async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });
  const failing = said(1000, async () => {
    throw new Error("no luck");
  });
  const other = said(1000);
  const clock = new MovedClock(at(0));
  const clockwork = new Clockwork({ ...deps, clock, log }, [failing.timer, other.timer]);
  await tickAt(clockwork, clock, 0);
  await tickAt(clockwork, clock, 1);
  expect([failing.ran.length, other.ran.length]).toEqual([2, 2]);
  expect(lines.join("")).toContain("no luck");
});

test("a clock that is set back stops nothing: what it ran and held before lies in no future", async () => {
  const minute = said(60_000);
  const { clock, clockwork } = process(minute.timer);
  const dayAhead = 24 * 60 * 60;
  for (const seconds of [dayAhead, 0, 30, 60]) await tickAt(clockwork, clock, seconds);
  expect(minute.ran).toEqual([dayAhead, 0, 60]);
  // The process that died with a clock a day ahead keeps nobody waiting for a day.
  const dead = process(said(60_000).timer);
  await clockwork.stop();
  await tickAt(dead.clockwork, dead.clock, dayAhead);
  const next = said(60_000);
  const other = process(next.timer);
  await tickAt(other.clockwork, other.clock, 120);
  expect(next.ran).toEqual([120]);
});

test("a timer that throws before it waits stops no other either", async () => {
  const other = said(1000);
  const sudden: Timer = {
    ...{ name: "sudden", everyMs: 1000 },
    run() {
      throw new Error("at once");
    },
  };
  const clock = new MovedClock(at(0));
  const clockwork = new Clockwork({ ...deps, clock }, [sudden, other.timer]);
  await tickAt(clockwork, clock, 0);
  expect(other.ran).toEqual([0]);
});

test("a stop tells what runs to end, waits for it, and begins nothing more", async () => {
  let ended = false;
  const long = said(1, async (_, signal) => {
    while (!signal.aborted) await wait(5);
    ended = true;
  });
  const running = startClockwork(deps, [long.timer]);
  while (long.ran.length === 0) await wait(20);
  await running.stop();
  expect(ended).toBe(true);
  const count = long.ran.length;
  await wait(1100);
  expect(long.ran).toHaveLength(count);
  expect(await deps.db.read.select().from(leases)).toEqual([]);
});
