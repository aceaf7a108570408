import { beforeAll, describe, expect, test } from "vitest";
import { added, askedIn, changeText, hoursIn } from "../../src/capacity/what-if.rules.ts";
import { follows } from "../../src/records/records.table.ts";
import { newId } from "../../src/shared/ids.ts";
import { paths, withQuery } from "../../src/web/paths.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { monday } from "../support/cast.ts";
import { type Visitor, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { workedOut } from "../support/worked-out.ts";

let house: House;
let make: RequestMaker;
let ana: Visitor;
const number = { first: 0, second: 0, secret: 0, estimated: 0, submitted: 0 };
const at = (change: string | string[], hours?: number) => withQuery(paths.whatIf, { change, hours });

beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
  ana = await visit(house, "ana");
  number.first = await make.committed({ title: "Class lists" });
  number.second = await make.committed({ title: "Badges", neededBy: "2026-12-01" });
  number.secret = await make.committed({ title: "Doors", isRestricted: true });
  number.estimated = await make.estimated(200, { title: "Rostering" });
  number.submitted = await make.submitted({ title: "Buses" });
});

describe("an address of what if", () => {
  test.each([
    [{ change: "R-2:3" }, [{ number: 2, rank: 3 }], 0],
    [{ change: ["R-2:3", "R-2:out"], hours: "-20" }, [{ number: 2, rank: null }], -20],
    [{ change: ["R-2:0", "R-2", "G-2:1", "R-2:1.5", "R-2:-1", "<b>"], hours: "many" }, [], 0],
    [{ change: { a: 1 }, hours: ["7", "8"] }, [], 7],
  ])("%j asks for so much and no more", (query, changes, hours) => {
    expect(askedIn(query)).toEqual({ changes, hours });
  });

  test("says again what it was read from, and holds twenty changes", () => {
    const many = Array.from({ length: 30 }, (_, n) => `R-${n + 1}:${n % 2 ? "out" : n + 1}`);
    const { changes } = askedIn({ change: many });
    expect(changes.map(changeText)).toEqual(many.slice(0, 20));
  });

  test.each([
    [{ request: "r-7", rank: "2" }, { change: { number: 7, rank: 2 } }],
    [{ request: "7" }, { change: { number: 7, rank: null } }],
    [{ request: "", hours: "5" }, { change: null }],
    [{ request: "seven" }, { problem: expect.stringContaining("is no number of one") }],
    [{ request: "R-7", rank: "0" }, { problem: expect.stringContaining("from 1 to 9999") }],
    [{ rank: "3" }, { problem: expect.stringContaining("Enter the number of the request") }],
    [{ hours: "1e9" }, { problem: expect.stringContaining("is no whole number") }],
  ])("adds %j, or says what is wrong", (query, expected) => {
    expect(added(query)).toEqual(expected);
  });

  test("takes hours with their sign", () => {
    expect(["+20", "-20", "−20", "0", "", "2.5", "9999999"].map(hoursIn)).toEqual([
      20,
      -20,
      -20,
      0,
      0,
      null,
      null,
    ]);
  });
});

describe("the page of what if", () => {
  test("is for all who see requests", async () => {
    expect((await (await visit(house, "vera")).get(paths.whatIf)).status).toBe(404);
    const page = await ana.get(paths.whatIf);
    expect(page.text).toContain("Nothing is kept");
    expect(page.buttons()).not.toContain("Ask the liaison group");
  });

  test.each([
    ["R-999999:1", "R-999999 is not here, or not yours to see."],
    [() => `R-${number.secret}:1`, "is not here, or not yours to see."],
    [() => `R-${number.submitted}:1`, "is submitted: only what is estimated or promised has a place"],
    [() => `R-${number.estimated}:out`, "is not promised, so it cannot be taken out."],
  ])("refuses %s in words", async (change, words) => {
    const page = await ana.get(at(typeof change === "string" ? change : change()));
    expect([page.status, page.errors.join()]).toEqual([422, expect.stringContaining(words)]);
    // A link that no longer fits the world can be mended on the page.
    const [away = ""] = page
      .$(".chosen a")
      .toArray()
      .map(each => page.$(each).attr("href"));
    expect((await ana.get(away)).status).toBe(200);
  });

  test("shows which days move, for whom it concerns, and keeps nothing", async () => {
    const page = await workedOut(() =>
      ana.get(withQuery(paths.whatIf, { request: `R-${number.estimated}`, rank: "1", hours: "" })),
    );
    expect(page.url).toBe(at(`R-${number.estimated}:1`));
    expect(page.text).toMatch(
      /It moves the dates of 3 others \(if every estimate holds\), \d of them past what is wanted\./,
    );
    expect(page.text).toMatch(new RegExp(`R-${number.first} Class lists \\w+ \\d+.* \\d+ \\w+ later`));
    expect(page.text).toContain("a record you may not see");
    expect(page.text).not.toContain("Doors");
    expect(page.text).toMatch(new RegExp(`R-${number.estimated} Rostering not promised \\w+ \\d+`));
    expect((await (await visit(house, "priya")).get(page.url)).text).toContain("Doors");

    expect(
      (await ana.get(paths.record("request", number.estimated))).links("What if it came first?"),
    ).toEqual([page.url]);

    const back = await ana.get(page.links(`R-${number.estimated} at rank 1 ×, remove`)[0] ?? "");
    expect(back.text).toContain("Nothing is kept");
    expect((await make.see(number.estimated)).state).toBe("estimated");
  });

  test("takes a request out, and counts other hours", async () => {
    const out = await workedOut(() => ana.get(at([`R-${number.first}:out`, `R-${number.second}:5`], 40)));
    expect(out.text).toMatch(new RegExp(`R-${number.first} Class lists \\w+ \\d+.* taken out`));
    expect(out.text).toMatch(/\d+ \w+ sooner/);
    // Also where something lacks hours of its own besides.
    const { id } = await make.see(number.second);
    const unknown = { title: "Sort", plainWords: "Sorted.", goals: [], requests: [id] };
    await make.as("priya")((tx, deed) => planWork(tx, deed, unknown));
    const none = await workedOut(() => ana.get(at([], -100_000)));
    expect(none.text).toContain("No date can be given: no hours are planned for projects.");
  });
});

describe("asking for it", () => {
  test("is refused to who may not ask, without a reason, and for what is not theirs to see", async () => {
    const scenario = `change=R-${number.first}:1`;
    const refused = await (await visit(house, "vera")).post(paths.placeAsks, {
      scenario,
      why: "Now.",
      key: newId(),
    });
    expect(refused.status).toBe(403);
    const bare = await ana.post(paths.placeAsks, { scenario, key: newId() });
    expect([bare.status, bare.errors.length]).toEqual([422, 1]);
    const secret = { scenario: `change=R-${number.secret}:1`, why: "Now.", key: newId() };
    expect((await ana.post(paths.placeAsks, secret)).errors.join()).toContain("not yours to see");
    expect(
      (await ana.post(paths.placeAsks, { scenario: "", why: "Now.", key: newId() })).errors.join(),
    ).toContain("No request is to move.");
  });

  test("tells the liaison group by mail, and stands in the history of each request", async () => {
    const page = await ana.get(at([`R-${number.first}:out`, `R-${number.estimated}:1`], 10));
    // Tess and Priya follow both; who follows the second alone is told too.
    const { id: recordId } = await make.see(number.second);
    const follower = { recordId, personId: house.cast.id.mai, at: new Date(monday) };
    await house.deps.db.write(tx => tx.insert(follows).values(follower));
    const wide = await ana.get(at([`R-${number.first}:out`, `R-${number.second}:1`]));
    expect(wide.text).toContain("by mail now, 3 followers on their desk");
    const done = await page.form("Ask the liaison group").submit({ Why: "Tests begin in March." });
    expect(done.text).toContain(
      "The liaison group is asked. Told: Lin Tran, Omar Haddad, Joe Lind, and Sam Park by mail now",
    );
    const mails = (await outboxRows(house.deps.db)).filter(({ subject }) =>
      subject.startsWith("Another order"),
    );
    expect(mails.length).toBe(4);
    expect(mails[0]?.text.replace(/\s+/g, " ")).toContain(
      `Ana Ruiz asks: R-${number.first} out of the queue, R-${number.estimated} at rank 1, with 10 hours a week more. “Tests begin in March.”`,
    );
    expect((await make.history(number.estimated))[0]).toBe(
      "Ana Ruiz asked the liaison group to give this request rank 1: “Tests begin in March.”",
    );
    expect((await make.see(number.first)).state).toBe("committed");
  });
});
