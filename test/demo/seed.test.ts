import { and, count, eq, gt, inArray, max, min } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { comments } from "../../src/comments/comments.table.ts";
import { makeExample } from "../../src/demo/demo.actions.ts";
import { emailOf, stars } from "../../src/demo/demo.cast.ts";
import { type Seeded, seedRequests } from "../../src/demo/seed.actions.ts";
import { seedDomain } from "../../src/demo/seed.crowd.ts";
import { exampleStates } from "../../src/demo/seed.plan.ts";
import { estimates } from "../../src/estimates/estimates.table.ts";
import { events } from "../../src/events/events.table.ts";
import { verifyChains, verifyRoots } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import { findActor, getDistrict } from "../../src/people/people.queries.ts";
import { people } from "../../src/people/people.table.ts";
import type { Kind } from "../../src/records/records.rules.ts";
import { follows, recordPeople, records, ties } from "../../src/records/records.table.ts";
import { listPage } from "../../src/requests/list.queries.ts";
import { confirmDelivered, wakeDeferred } from "../../src/requests/timed.actions.ts";
import { time } from "../../src/shared/deed.ts";
import { effort, work } from "../../src/work/work.table.ts";
import { makeCast } from "../support/cast.ts";
import { type Demo, emptyHouse } from "./made.ts";

/** Three times the example’s twenty-four: each state comes three times as often. */
const asked = 72;

let house: Demo;
let seeded: Seeded;
let before: Record<"request" | "work", number>;
let mailsBefore: number;
const progress: number[] = [];

const read = () => house.deps.db.read;

async function highest(kind: Kind): Promise<number> {
  const [row] = await read()
    .select({ number: max(records.number) })
    .from(records)
    .where(eq(records.kind, kind));
  return row?.number ?? 0;
}

const made = (kind: "request" | "work") => and(eq(records.kind, kind), gt(records.number, before[kind]));

beforeAll(async () => {
  house = await emptyHouse();
  await makeExample(house.deps);
  before = { request: await highest("request"), work: await highest("work") };
  mailsBefore = (await read().select({ id: outbox.id }).from(outbox)).length;
  seeded = await seedRequests(house.deps, asked, done => progress.push(done));
}, 180_000);

describe("a seed", () => {
  it("adds as many requests as asked for, and their numbers go on", async () => {
    const rows = await read()
      .select({ number: records.number })
      .from(records)
      .where(made("request"))
      .orderBy(records.number);
    expect(rows.map(row => row.number)).toEqual(
      Array.from({ length: asked }, (_, index) => before.request + 1 + index),
    );
    expect(seeded.requests).toBe(asked);
    expect(progress.at(-1)).toBe(asked);
  });

  it("has the example's mix of states, all of its verbs' making", async () => {
    const rows = await read()
      .select({ state: records.state, count: count() })
      .from(records)
      .where(made("request"))
      .groupBy(records.state)
      .orderBy(records.state);
    expect(rows.map(row => row.state)).toEqual(Object.keys(exampleStates).sort());
    expect(rows.find(row => row.state === "submitted")?.count).toBe(15);
  });

  it("has estimates, work with effort, seats, followers and goals served", async () => {
    const ids = (
      await read().select({ id: records.id }).from(records).where(made("request")).orderBy(records.id)
    ).map(row => row.id);
    const countOf = async (table: typeof follows | typeof recordPeople | typeof comments) =>
      (await read().select({ id: table.recordId }).from(table).where(inArray(table.recordId, ids))).length;
    expect(
      (await read().select({ id: estimates.id }).from(estimates).where(inArray(estimates.recordId, ids)))
        .length,
    ).toBeGreaterThan(asked / 5);
    expect(
      (await read().select({ id: ties.toId }).from(ties).where(inArray(ties.fromId, ids))).length,
    ).toBeGreaterThan(asked / 2);
    expect(await countOf(recordPeople)).toBeGreaterThanOrEqual(2 * asked);
    expect(await countOf(follows)).toBeGreaterThanOrEqual(asked);
    expect(await countOf(comments)).toBeGreaterThan(asked / 10);
    expect(seeded.workItems).toBeGreaterThan(asked);
    expect(await highest("work")).toBe(before.work + seeded.workItems);
    const logged = await read()
      .select({ id: effort.id, hours: effort.hours })
      .from(effort)
      .innerJoin(records, eq(records.id, effort.workId))
      .where(made("work"));
    expect(logged.length).toBeGreaterThan(10);
    const sums = await read()
      .select({ sum: work.hoursLogged })
      .from(work)
      .innerJoin(records, eq(records.id, work.id))
      .where(made("work"));
    const total = (list: number[]) => list.reduce((sum, each) => sum + each, 0);
    expect(total(sums.map(row => row.sum))).toBeCloseTo(total(logged.map(row => row.hours)));
  });

  it("belongs to others than the eight whose links the example prints", async () => {
    const seated = await read()
      .selectDistinct({ email: people.emailKey })
      .from(recordPeople)
      .innerJoin(records, eq(records.id, recordPeople.recordId))
      .innerJoin(people, eq(people.id, recordPeople.personId))
      .where(made("request"));
    const eight = Object.values(stars).map(emailOf);
    expect(seated.length).toBeGreaterThan(5);
    expect(seated.filter(({ email }) => eight.includes(email))).toEqual([]);
    expect(seated.every(({ email }) => email.endsWith(seedDomain))).toBe(true);
    expect(seeded.people).toBeGreaterThanOrEqual(24);
  });

  it("begins up to ten years ago and ends by now", async () => {
    const [span] = await read()
      .select({ first: min(records.createdAt), last: max(records.changedAt) })
      .from(records)
      .where(made("request"));
    const now = house.deps.clock.now().getTime();
    expect(span?.first?.getTime()).toBeLessThan(now - 3 * 365 * 86_400_000);
    expect(span?.first?.getTime()).toBeGreaterThan(now - 3670 * 86_400_000);
    expect(span?.last?.getTime()).toBeLessThanOrEqual(now);
    const [ahead] = await read()
      .select({ count: count() })
      .from(events)
      .where(gt(events.at, house.deps.clock.now()));
    expect(ahead?.count).toBe(0);
  });

  it("verifies, to the last row that belongs to a record", async () => {
    expect(await verifyChains(read())).toEqual([]);
    expect(await verifySeals(read())).toEqual([]);
    expect(await verifyRoots(read())).toEqual([]);
  });

  it("is found by its words, and sends no mail", async () => {
    const [row] = await read()
      .select({ title: records.title, number: records.number })
      .from(records)
      .where(and(made("request"), eq(records.state, "accepted")))
      .orderBy(records.number)
      .limit(1);
    const [someone] = await read()
      .select({ id: people.id })
      .from(people)
      .where(eq(people.emailKey, emailOf(stars.technologist)));
    const actor = await findActor(read(), someone?.id ?? "", "2026-11-23");
    if (!row || !actor) throw new Error("nobody looks for anything");
    const found = await listPage(read(), actor, { sort: "number", words: row.title }, 50);
    expect(found.map(each => each.number)).toContain(row.number);
    expect(await read().select({ id: outbox.id }).from(outbox)).toHaveLength(mailsBefore);
  });

  it("leaves nothing that time would end at once", async () => {
    const district = await getDistrict(read());
    const deed = { by: time, now: house.deps.clock.now(), today: "2026-11-23", district };
    const moved = await house.deps.db.write(async tx => [
      await wakeDeferred(tx, deed),
      await confirmDelivered(tx, deed),
    ]);
    expect(moved[0]).toBe(0);
    expect(moved[1]).toBeLessThanOrEqual(1);
  });

  it("adds as many again on a second call, of other words and the same people", async () => {
    const second = await seedRequests(house.deps, asked);
    expect(await highest("request")).toBe(before.request + 2 * asked);
    expect(second.people).toBe(0);
    const titles = await read()
      .select({ title: records.title })
      .from(records)
      .where(made("request"))
      .orderBy(records.number);
    const texts = titles.map(row => row.title);
    expect(texts.slice(asked)).not.toEqual(texts.slice(0, asked));
    expect(await verifySeals(read())).toEqual([]);
  }, 60_000);
});

it("refuses a district that is not the example's, and changes nothing there", async () => {
  const other = await emptyHouse();
  await makeCast(other.deps.db);
  const [held] = await other.deps.db.read.select({ count: count() }).from(records);
  await expect(seedRequests(other.deps, 10)).rejects.toThrow("the example district alone");
  const [after] = await other.deps.db.read.select({ count: count() }).from(records);
  expect(after).toEqual(held);
});
