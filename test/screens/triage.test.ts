import { describe, expect, it } from "vitest";
import { listLiaisons } from "../../src/people/people.queries.ts";
import { assignRequest } from "../../src/requests/looking-after.actions.ts";
import { caretakerOf } from "../../src/requests/looking-after.rules.ts";
import { needToo } from "../../src/requests/needed-too.actions.ts";
import { neededWords } from "../../src/screens/triage/case.pages.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const make = requestMaker(house.deps.db, house.cast);
const goals = await goalMaker(house.deps.db, house.cast);

describe("triage", () => {
  it("is for the liaison group alone, and says who they are", async () => {
    expect((await stranger(house).get("/triage")).url).toContain("/sign-in");
    const page = await (await visit(house, "ada")).get("/triage");
    expect([page.status, page.text]).toEqual([403, expect.stringContaining("Lin Tran")]);
  });

  it("says so where nothing waits", async () => {
    const page = await (await visit(house, "lin")).get("/triage");
    expect([page.status, page.heading]).toEqual([200, "Nothing to decide"]);
  });

  it("shows the oldest first, with what is needed to decide it, and goes on after a decision", async () => {
    const goal = await goals.see(await goals.active({ title: "Every child reads" }));
    const old = await make.submitted(
      { title: "Roster feed for reading", goals: [goal.record.id] },
      "2026-11-14T16:00:00Z",
    );
    const young = await make.submitted({ title: "Roster feed for art" }, "2026-11-20T16:00:00Z");
    await make.as("mai")((tx, deed) => needToo(tx, deed, old, { school: "Kelly", line: "Us too." }));
    const lin = await visit(house, "lin");
    const page = await lin.get("/triage");
    expect(page.heading).toBe("2 requests to decide");
    expect(page.$(".standing").text()).toBe("The oldest has waited 9 days.");
    expect(page.$(".queue [aria-current]").text()).toContain("Roster feed for reading");
    for (const said of [
      "Every child reads",
      "Us too.",
      "1 person of 1 school: 1 leadership",
      "Roster feed for art",
    ])
      expect(page.$(".case").text()).toContain(said);

    const next = await page.form("Accept").submit();
    expect(next.url).toBe("/triage");
    expect(next.$(".flash").text()).toBe(`R-${old} is accepted. Technology estimates it next.`);
    expect(next.$(".case-title").text()).toBe("Roster feed for art");

    const wrong = await next.form("Decline it").submit();
    expect([wrong.status, wrong.errors]).toEqual([422, ["“Reason” is empty. Enter a sentence or two."]]);
    const done = await next.form("Decline it").submit({ Reason: "Not now." });
    expect([done.url, done.heading]).toEqual(["/triage", "Nothing to decide"]);
    expect((await make.see(young)).state).toBe("declined");
  });

  it("asks, defers and merges from the same screen", async () => {
    const [asked, deferred, twin, survivor] = [
      await make.submitted({ title: "Bus passes" }),
      await make.submitted({ title: "Lunch menus" }),
      await make.submitted({ title: "Gradebook in the portal" }),
      await make.accepted({ title: "Portal with a gradebook" }),
    ];
    const lin = await visit(house, "lin");
    const at = (number: number) => lin.get(`/triage?request=${number}`);
    await (await at(asked)).form("Send question").submit({ Question: "Which line?" });
    await (await at(deferred)).form("Defer it").submit({ Until: "2027-01-04" });
    const merged = await (await at(twin)).form(`Merge into R-${survivor}`).submit();
    expect(merged.url).toBe("/triage");
    const states = await Promise.all(
      [asked, deferred, twin].map(async number => (await make.see(number)).state),
    );
    expect(states).toEqual(["needs info", "deferred", "duplicate"]);
  });

  it("refuses the second of two who decide at once, and shows what happened", async () => {
    const number = await make.submitted({ title: "Decided twice" });
    const [lin, joe] = [await visit(house, "lin"), await visit(house, "joe")];
    const [one, two] = [
      await lin.get(`/triage?request=${number}`),
      await joe.get(`/triage?request=${number}`),
    ];
    await one.form("Accept").submit();
    const late = await two.form("Decline it").submit({ Reason: "All my words." });
    expect(late.status).toBe(409);
    expect(late.text).toContain("It is accepted now.");
    expect(late.$("textarea").val()).toBe("All my words.");
  });

  it("shows one request at a time to a room, and stays there from decision to decision", async () => {
    const [one, two] = [
      await make.submitted({ title: "Microscopes" }, "2026-11-12T16:00:00Z"),
      await make.submitted({ title: "Cameras" }, "2026-11-13T16:00:00Z"),
    ];
    const lin = await visit(house, "lin");
    const page = await lin.get((await lin.get(`/triage?request=${two}`)).links("Meeting mode")[0] ?? "");
    expect([page.heading, page.$("header.masthead").length]).toEqual(["Cameras", 0]);
    expect(page.$(".kicker").text()).toMatch(/^2 of \d+ to decide · R-\d+ · /);
    const wrong = await page.form("Decline it").submit();
    expect(wrong.status).toBe(422);
    const next = await wrong.form("Decline").submit({ Reason: "Not now." });
    expect(next.url).toMatch(/^\/triage\?meeting=1/);
    const back = await next.form("Take it back").submit();
    expect([back.url, back.heading]).toEqual([`/triage?meeting=1&request=${two}`, "Cameras"]);
    expect((await make.see(two)).state).toBe("submitted");
    expect(back.links("Leave meeting mode")).toEqual([`/triage?request=${two}`]);
    for (const number of [one, two])
      await (await lin.get(`/triage?meeting=1&request=${number}`)).form("Accept").submit();
  });

  it("says who looks after a request, tells them, and shows them theirs; with the term it ends", async () => {
    const [one, other] = [
      await make.submitted({ title: "Ramps" }, "2026-11-16T16:00:00Z"),
      await make.submitted({ title: "Ladders" }, "2026-11-16T17:00:00Z"),
    ];
    const lin = await visit(house, "lin");
    const page = await lin.get(`/triage?request=${one}`);
    const joes = await (await visit(house, "joe")).get(`/triage?request=${one}`);
    const done = await page.form("Assign it").submit({ "Looks after it": "Omar Haddad, leadership" });
    expect(done.url).toBe(`/triage?request=${one}`);
    expect(done.$(".flash").text()).toMatch(/^Omar Haddad looks after R-\d+\. Told: Omar Haddad by mail now/);
    expect(done.$(".queue [aria-current]").text()).toContain("looked after by Omar Haddad");
    // The second who had the old page open is told who was faster, and keeps their choice.
    const late = await joes.form("Assign it").submit({ "Looks after it": "Joe Lind, technology (you)" });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining("Omar Haddad looks after")]);
    const omar = await visit(house, "omar");
    expect((await omar.get("/")).text).toContain("You look after it, and it waits to be decided");
    const mine = await omar.get("/triage?mine=1");
    expect([mine.heading, mine.text]).toEqual(["1 request to decide", expect.stringContaining("Ramps")]);
    // A link to one that the list does not show opens that one, and no other in its place.
    const linked = await omar.get(`/triage?mine=1&request=${other}`);
    expect([linked.heading, linked.$(".case-title").text()]).toEqual(["1 request to decide", "Ladders"]);
    const meeting = await omar.get(`/triage?mine=1&meeting=1&request=${other}`);
    expect(meeting.text).toContain(`one of 1 to decide · R-${other}`);
    const [liaison] = (await listLiaisons(house.deps.db.read, "2026-11-23")).filter(
      each => each.personId === house.cast.id.omar,
    );
    const request = await make.see(one);
    expect([caretakerOf(request, liaison ? [liaison] : [])?.name, caretakerOf(request, [])]).toEqual([
      "Omar Haddad",
      null,
    ]);
    expect((await (await visit(house, "ana")).get(`/requests/${one}`)).$(".standing").text()).toContain(
      "Omar Haddad looks after it.",
    );
    const own = await make.submitted({ title: "Omar’s own" }, undefined, "omar");
    const asked = { liaison: house.cast.id.omar };
    await expect(make.as("lin")((tx, deed) => assignRequest(tx, deed, own, asked))).rejects.toMatchObject({
      code: "invalid",
    });
    for (const number of [one, other, own])
      await (await lin.get(`/triage?request=${number}`)).form("Accept").submit();
  });

  it("shows one's own request, and leaves the decision to another", async () => {
    const number = await make.submitted({ title: "Mine" }, undefined, "lin");
    const page = await (await visit(house, "lin")).get(`/triage?request=${number}`);
    expect(page.text).toContain(`You asked for R-${number} yourself. Another liaison decides on it.`);
    expect(page.buttons()).not.toContain("Accept");
  });

  it("leads a new system to its reviews", async () => {
    const number = await make.submitted({ title: "A whole new system", kind: "new system" });
    const page = await (await visit(house, "joe")).get(`/triage?request=${number}`);
    expect(page.links("Accept")).toEqual([`/requests/${number}/acceptance/new`]);
  });

  it("lists what waits to be committed", async () => {
    await make.estimated(40, { title: "Ready to promise" });
    const page = await (await visit(house, "joe")).get("/triage");
    expect(page.$("#to-commit").parent().text()).toContain("Ready to promise");
  });
});

it("counts who else needs it by school and side", () => {
  const one = { personId: "p", name: "P", line: "", at: new Date(0) };
  expect(neededWords([])).toBe("nobody else has said so");
  expect(neededWords([{ ...one, side: "educators", school: "Kelly" }])).toBe(
    "1 person of 1 school: 1 educator",
  );
  expect(
    neededWords([
      { ...one, side: "educators", school: "Kelly" },
      { ...one, side: "educators", school: "kelly" },
      { ...one, side: null, school: "" },
    ]),
  ).toBe("3 people of 1 school: 2 educators, 1 of no side");
});
