import { describe, expect, it } from "vitest";
import { listHistory } from "../../src/events/events.queries.ts";
import { giveTerm } from "../../src/people/people.actions.ts";
import { type MoveInput, moveInQueue, sayOrders } from "../../src/requests/queue-order.actions.ts";
import { loadOrders } from "../../src/requests/queue-order.queries.ts";
import { differences, isOrdered, moved, placedIn } from "../../src/requests/queue-order.rules.ts";
import { acceptRequest } from "../../src/requests/triage.actions.ts";
import { commandLine, time } from "../../src/shared/deed.ts";
import { makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { visit } from "../support/page.ts";
import { requestMaker } from "./made-requests.ts";

describe("an order", () => {
  const order = ["a", "b", "c", "d"];
  it.each<[string, Parameters<typeof moved>[2], string]>([
    ["c", { to: "top" }, "cabd"],
    ["c", { to: "before", of: "b" }, "acbd"],
    ["b", { to: "after", of: "c" }, "acbd"],
    // Somebody was first, or the neighbor left.
    ["a", { to: "before", of: "b" }, "abcd"],
    ["c", { to: "after", of: "b" }, "abcd"],
    ["a", { to: "before", of: "c" }, "abcd"],
    ["d", { to: "before", of: "gone" }, "abcd"],
  ])("moves %s %j", (id, move, after) => {
    expect(moved(order, id, move).join("")).toBe(after);
  });

  it("gives a place to what was moved and to all before it, and leaves the rest to age", () => {
    expect(placedIn(["c", "a", "b", "d"], ["a", "b", "c", "d"], "c")).toBe(1);
    expect(placedIn(["a", "c", "b", "d"], ["b", "c", "d"], "c")).toBe(2);
    expect(placedIn(["a", "c", "b", "d"], ["d"], "c")).toBe(3);
  });

  it("is one once either side has put something in it", () => {
    const by = (leadership: number, technology: number) =>
      isOrdered({
        leadership: { ids: order, placed: leadership },
        technology: { ids: order, placed: technology },
      });
    expect([by(0, 0), by(1, 0), by(0, 1)]).toEqual([false, true, true]);
  });

  it("names the largest difference between two first", () => {
    const orders = {
      leadership: { ids: order, placed: 2 },
      technology: { ids: ["d", "b", "a", "c"], placed: 1 },
    };
    expect(differences(orders, 2)).toEqual([
      { id: "d", places: { leadership: 4, technology: 1 }, gap: 3 },
      { id: "a", places: { leadership: 1, technology: 3 }, gap: 2 },
    ]);
  });
});

const house = await makeHouse();
const { cast } = house;
const { db } = house.deps;
const make = requestMaker(db, cast);
const titles = ["Atlases", "Beakers", "Clocks", "Drums", "Easels"];
const numbers: Record<string, number> = {};
for (const [index, title] of titles.entries())
  numbers[title] = await make.submitted({ title }, `2026-11-1${index}T16:00:00Z`);
const [atlases = 0, beakers = 0, clocks = 0, drums = 0, easels = 0] = titles.map(
  title => numbers[title] ?? 0,
);

const move = async (who: Name, number: number, input: MoveInput, at?: string) => {
  const deed = await cast.deed(who, at);
  return db.write(tx => moveInQueue(tx, deed, number, input));
};
const idOf = new Map<string, string>();
for (const title of titles) idOf.set((await make.see(numbers[title] ?? 0)).id, title.slice(0, 1));
const orderOf = async (side: "leadership" | "technology") =>
  (await loadOrders(db.read))[side].ids.map(id => idOf.get(id)).join("");

describe("the queue of a side", () => {
  it("is put in order by its liaisons alone", async () => {
    const deed = { ...(await cast.deed("ada")), by: commandLine };
    const term = { personId: cast.id.tess, side: "educators" as const, from: "2026-07-01", to: "2027-06-30" };
    await db.write(tx => giveTerm(tx, deed, term));
    const wrong = ["vera", "ana", "dana", "marcus", "ada", "tess"] as const;
    for (const who of wrong)
      await expect(move(who, drums, { to: "top" }), who).rejects.toMatchObject({ code: "forbidden" });
    expect((await (await visit(house, "mai")).get("/triage/order")).status).toBe(403);
    const teacher = await (await visit(house, "tess")).get("/triage/order");
    expect([teacher.status, teacher.buttons().filter(each => each.startsWith("Up"))]).toEqual([200, []]);
    expect(await orderOf("leadership")).toBe("ABCDE");
  });

  it("keeps every move of two at once, and what comes in later comes after", async () => {
    await move("lin", drums, { to: "top" });
    await Promise.all([
      move("lin", easels, { to: "before", of: beakers }),
      move("omar", clocks, { to: "before", of: beakers }),
      // Both mean the same step, which is one.
      move("omar", easels, { to: "before", of: beakers }),
    ]);
    const order = await orderOf("leadership");
    expect(["DAECB", "DACEB"]).toContain(order);
    const late = await make.submitted({ title: "Late" }, "2026-11-22T16:00:00Z");
    idOf.set((await make.see(late)).id, "L");
    expect(await orderOf("leadership")).toBe(`${order}L`);
    expect(await orderOf("technology")).toBe("ABCDEL");
    await make.as("omar")((tx, deed) => acceptRequest(tx, deed, { number: late, version: null }, {}));
    await expect(move("lin", late, { to: "top" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is told once for all that a person moved in one go", async () => {
    const said = async () =>
      (
        await listHistory(
          db.read,
          (
            await cast.deed("lin")
          ).by,
          (
            await cast.deed("lin")
          ).district.id,
          "it",
          50,
        )
      )
        .filter(({ kind }) => kind === "queue ordered")
        .map(({ by }) => by);
    const byTime = { ...(await cast.deed("lin", "2026-11-23T17:00:00Z")), by: time };
    await db.write(tx => sayOrders(tx, byTime));
    const before = (await said()).length;
    await move("joe", easels, { to: "before", of: drums }, "2026-11-23T17:05:00Z");
    await move("joe", easels, { to: "before", of: clocks }, "2026-11-23T17:06:00Z");
    await move("joe", atlases, { to: "after", of: beakers }, "2026-11-23T17:07:00Z");
    const at = async (now: string) => db.write(async tx => sayOrders(tx, { ...byTime, now: new Date(now) }));
    expect([
      await at("2026-11-23T17:16:00Z"),
      await at("2026-11-23T17:18:00Z"),
      await at("2026-11-23T18:00:00Z"),
    ]).toEqual([0, 1, 0]);
    expect((await said()).slice(0, 1)).toEqual(["Joe Lind"]);
    expect(await said()).toHaveLength(before + 1);
  });

  it("stands beside the other's with the largest difference first, and is moved by plain buttons", async () => {
    const sam = await visit(house, "sam");
    const page = await sam.get("/triage/order");
    expect(page.heading).toBe("Two orders of the queue");
    const first = page.$("#apart").parent().find("tbody tr").first().text().replace(/\s+/g, " ");
    expect(first).toContain(`R-${drums} Drums`);
    expect(first).toMatch(/1 5, by age 4 places|1 5 4 places/);
    const own = () => page.$("#order-technology").parent().find("li .row-title").text();
    expect(own()).toContain("Beakers");
    const next = await page.form(`To the top R-${drums}`).submit();
    expect(next.$(".flash").text()).toBe(`R-${drums} is first for technology.`);
    expect(next.url).toBe(`/triage/order?moved=${drums}`);
    expect((await orderOf("technology")).slice(0, 1)).toBe("D");
    const triage = await sam.get("/triage?order=technology");
    expect(triage.$(".queue-title").first().text()).toBe("Drums");
    expect(triage.$(".facts").text()).toContain("Leadership 1, technology 1");
  });
});
