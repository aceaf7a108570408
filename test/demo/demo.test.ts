import { count, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "../../src/app.ts";
import { demo } from "../../src/demo/demo.commands.ts";
import { exampleStates } from "../../src/demo/seed.plan.ts";
import { listReaders } from "../../src/digest/digest.queries.ts";
import { digests } from "../../src/digest/digest.table.ts";
import { events } from "../../src/events/events.table.ts";
import { verifyChains, verifyRoots } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { daysFor } from "../../src/forecast/days.queries.ts";
import { gapDays } from "../../src/forecast/days.rules.ts";
import { heldNote } from "../../src/forecast/held.pages.ts";
import { listHeld } from "../../src/forecast/held.queries.ts";
import { heldOf } from "../../src/forecast/held.rules.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import { records } from "../../src/records/records.table.ts";
import { AppError } from "../../src/shared/app-error.ts";
import { makeCast } from "../support/cast.ts";
import { type Demo, emptyHouse } from "./made.ts";

type Told = { people: { role: string; name: string; email: string; link: string }[] };

let house: Demo;
let told: Told;

const statesOf = async (kind: "request" | "budget" | "goal") => {
  const rows = await house.deps.db.read
    .select({ state: records.state, count: count() })
    .from(records)
    .where(eq(records.kind, kind))
    .groupBy(records.state)
    .orderBy(records.state);
  return Object.fromEntries(rows.map(row => [row.state, row.count]));
};

const demoOf = async () => {
  const { ok, json } = await demo(house.deps);
  expect(ok).toBe(true);
  return json as Told;
};

beforeAll(async () => {
  house = await emptyHouse();
  told = await demoOf();
}, 180_000);

describe("the example district", () => {
  it("prints a link for each role, of eight people", () => {
    expect(told.people.map(person => person.role)).toEqual([
      "viewer",
      "educator",
      "leader",
      "technologist",
      "finance",
      "liaison",
      "approver",
      "admin",
    ]);
    expect(new Set(told.people.map(person => person.email)).size).toBe(8);
    expect(told.people.every(({ email }) => email.endsWith(".example"))).toBe(true);
  });

  it("lets each of them in by that link, once, to a desk that opens", async () => {
    const app = await buildApp(house.deps);
    for (const { link, name } of told.people) {
      const url = new URL(link).pathname;
      const headers = { host: "localhost:3000", "sec-fetch-site": "same-origin" };
      const page = await app.inject({ url, headers });
      expect(page.body).toContain("Sign in</button>");
      const answer = await app.inject({ method: "POST", url, headers });
      expect(answer.statusCode).toBe(303);
      const cookie = answer.cookies.map(each => `${each.name}=${each.value}`).join("; ");
      const desk = await app.inject({ url: "/", headers: { ...headers, cookie } });
      expect(desk.statusCode).toBe(200);
      expect(desk.body).toContain(name.split(" ")[0]);
      expect((await app.inject({ method: "POST", url, headers })).statusCode).toBe(410);
    }
    await app.close();
  });

  it("has a request in every state, in the mix that the seed repeats", async () => {
    expect(await statesOf("request")).toEqual(exampleStates);
  });

  it("has promises whose day has come, most of them kept, and a goal that is weeks late", async () => {
    const { read } = house.deps.db;
    const held = heldOf(await listHeld(read, "2026-11-23", "America/Los_Angeles"), "2026-11-23");
    expect(heldNote(held)).toBe("Of 6 said with 80 %, 4 came true.");
    const due = await read
      .select({ id: records.id, due: records.due })
      .from(records)
      .where(eq(records.kind, "goal"))
      .orderBy(records.number);
    const days = await daysFor(
      read,
      due.map(({ id }) => id),
    );
    expect(Math.max(...due.map(goal => gapDays(days.get(goal.id), goal.due) ?? 0))).toBeGreaterThan(28);
  });

  it("has a budget request in each step", async () => {
    expect(Object.keys(await statesOf("budget"))).toEqual([
      "approved",
      "closed",
      "declined",
      "draft",
      "endorsed",
      "partly approved",
      "reviewed",
      "submitted",
    ]);
  });

  it("has goals that wait, that run and that are drafts", async () => {
    expect(Object.keys(await statesOf("goal"))).toEqual(["active", "draft", "proposed"]);
  });

  it("has two liaisons of each side in term, each with one digest of the latest period", async () => {
    const { db } = house.deps;
    const readers = await listReaders(db.read, "2026-11-23");
    const sides = Map.groupBy(readers, reader => reader.term?.side);
    expect(sides.get("leadership")?.length).toBeGreaterThanOrEqual(2);
    expect(sides.get("technology")?.length).toBeGreaterThanOrEqual(2);
    const planned = await db.read.select().from(digests).orderBy(digests.personId);
    expect(planned.map(digest => digest.personId).sort()).toEqual(
      readers.map(reader => reader.row.id).sort(),
    );
    expect(new Set(planned.map(digest => digest.period))).toEqual(new Set(["2026-W48"]));
    expect(planned.every(digest => digest.outboxId !== null)).toBe(true);
  });

  it("has delivered all its mail", async () => {
    const mails = await house.deps.db.read.select({ state: outbox.state }).from(outbox).orderBy(outbox.id);
    expect(new Set(mails.map(mail => mail.state))).toEqual(new Set(["sent"]));
    expect(house.mails).toHaveLength(mails.length);
  });

  it("verifies: chains, seals and the day's root", async () => {
    const { read } = house.deps.db;
    expect(await verifyChains(read)).toEqual([]);
    expect(await verifySeals(read)).toEqual([]);
    expect(await verifyRoots(read)).toEqual([]);
  });

  it("is kept by a second run, which prints fresh links", async () => {
    const rows = async () => {
      const read = house.deps.db.read;
      const [here] = await read.select({ count: count() }).from(records);
      const [mails] = await read.select({ count: count() }).from(outbox);
      const [told] = await read
        .select({ count: count() })
        .from(events)
        .where(eq(events.kind, "request drafted"));
      return [here?.count, mails?.count, told?.count];
    };
    const before = await rows();
    const again = await demoOf();
    expect(await rows()).toEqual(before);
    expect(again.people.map(({ link: _, ...person }) => person)).toEqual(
      told.people.map(({ link: _, ...person }) => person),
    );
    const links = new Set([...told.people, ...again.people].map(person => person.link));
    expect(links.size).toBe(16);
  });
});

it("refuses a database that holds a district of its own, and changes nothing there", async () => {
  const other = await emptyHouse();
  await makeCast(other.deps.db);
  const [before] = await other.deps.db.read.select({ count: count() }).from(records);
  await expect(demo(other.deps)).rejects.toThrow(AppError);
  await expect(demo(other.deps)).rejects.toThrow("This database holds a district of its own");
  const [after] = await other.deps.db.read.select({ count: count() }).from(records);
  expect(after).toEqual(before);
});
