import { beforeAll, describe, expect, test } from "vitest";
import { listStanding } from "../../src/forecast/days.queries.ts";
import { forecastDays, forecastNow } from "../../src/forecast/days.timers.ts";
import { movesView } from "../../src/forecast/moves.pages.ts";
import { getDistrict } from "../../src/people/people.queries.ts";
import { commitRequest } from "../../src/requests/commitment.actions.ts";
import { deliverRequest, startRequest } from "../../src/requests/delivery.actions.ts";
import { addDays } from "../../src/shared/dates.ts";
import { newId } from "../../src/shared/ids.ts";
import { paths } from "../../src/web/paths.ts";
import { logEffort } from "../../src/work/effort.actions.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Visitor, visit } from "../support/page.ts";
import { workedOut } from "../support/worked-out.ts";

let house: House;
let make: RequestMaker;
let priya: Visitor;
let goal: { id: string; number: number };
let promised: number;

const now = async () => forecastNow(house.deps, await getDistrict(house.deps.db.read));
/** The clock of the tests stands: what is done next is later. */
const later = () => house.deps.clock.moveTo(new Date(house.deps.clock.now().getTime() + 60_000));
const request = (number: number) => priya.get(paths.record("request", number));
const expected = ({ text }: { text: string }) =>
  /Expected\s*(.*?)\s*(?:Check-ins|Key|History|Estimate|$)/.exec(text)?.[1];

beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
  priya = await visit(house, "priya");
  const goals = await goalMaker(house.deps.db, house.cast);
  goal = (await goals.see(await goals.active({ due: "2026-12-15" }))).record;
  promised = await make.committed({ title: "Class lists", goals: [goal.id], neededBy: "2026-11-30" });
}, 60_000);

describe("days", () => {
  test("are said for what is promised, for the goal above it, and only when something changed", async () => {
    expect(await now()).toBe(2);
    expect(await now()).toBeNull();
    await forecastDays.run(house.deps, AbortSignal.timeout(5_000));
    const page = await request(promised);
    expect(page.text).toMatch(/Expected\s*by \w+ \d+ if every estimate holds\./);
    expect(page.text).toMatch(/after its day/);
    expect(page.text).toContain("Too little is finished to say a chance.");
    expect(page.text).toContain("The range is the estimator’s own. Nothing is finished yet; from 10 on");
    expect((await priya.get(paths.record("goal", goal.number))).text).toMatch(/Expected\s*by /);
  });

  test("move with leave, and what was said before is kept", async () => {
    const before = expected(await request(promised));
    later();
    const form = (await priya.get(paths.capacity)).form("Note leave");
    const noted = await form.submit({
      Who: "Priya Nair",
      "First day": "2026-11-24",
      "Last day": "2026-12-31",
    });
    expect(noted.text).toContain("Priya Nair’s leave is noted.");
    expect(noted.text).toMatch(/is away Nov 24 to Dec 31/);
    expect(await now()).toBe(2);
    expect(expected(await request(promised))).not.toBe(before);
    later();
    const away = await priya.get(paths.capacity);
    const end = away.$("form[action$='/end']").attr("action") ?? "";
    expect((await (await visit(house, "ana")).post(end, { key: newId() })).status).toBe(403);
    await away.form("Take out").submit();
    expect(await now()).toBe(2);
    expect(expected(await request(promised))).toBe(before);
  });

  test("are said anew where keeping them was cut short", async () => {
    later();
    const { deps } = house;
    const before = await listStanding(deps.db.read);
    let writes = 0;
    const cut: typeof deps.db.write = work => {
      writes += 1;
      return writes === 1 ? deps.db.write(work) : Promise.reject(new Error("the process is gone"));
    };
    const district = await getDistrict(deps.db.read);
    deps.clock.moveTo(new Date(deps.clock.now().getTime() + 86_400_000));
    await expect(forecastNow({ ...deps, db: { ...deps.db, write: cut } }, district)).rejects.toThrow("gone");
    expect(writes).toBe(2);
    expect(await now()).toBe(0);
    expect(await listStanding(deps.db.read)).toEqual(before);
    expect(await now()).toBeNull();
    deps.clock.moveTo(new Date(deps.clock.now().getTime() - 86_400_000));
  });

  test("are not said of work that nobody gave hours, and the page says which", async () => {
    later();
    const deed = await house.cast.deed("priya", house.deps.clock.now().toISOString());
    const { number } = await house.deps.db.write(tx =>
      planWork(tx, deed, { title: "Unknown", plainWords: "It helps.", goals: [goal.id], requests: [] }),
    );
    await now();
    const words = new RegExp(`No date can be given: W-${number} has no hours\\.`);
    expect((await priya.get(paths.record("work", number))).text).toMatch(words);
    expect((await priya.get(paths.record("goal", goal.number))).text).toMatch(words);
    expect((await request(promised)).text).not.toMatch(words);
    await house.deps.db.write(tx =>
      moveWork(tx, deed, number, { move: "drop", reason: "Not needed." }, null),
    );
  });

  test("have chances once twenty items like it are finished", { timeout: 60_000 }, async () => {
    later();
    const deed = await house.cast.deed("priya", house.deps.clock.now().toISOString());
    for (let n = 0; n < 20; n += 1) {
      const done = await make.committed({ title: `Past ${n}` }, "2026-10-05T16:00:00Z");
      const { id } = (await make.see(done)).record;
      await house.deps.db.write(async tx => {
        const item = await planWork(tx, deed, {
          title: "Do it",
          plainWords: "It.",
          goals: [],
          requests: [id],
        });
        await moveWork(tx, deed, item.number, { move: "start" }, null);
        const day = addDays("2026-11-23", -n);
        await logEffort(tx, deed, item.number, { hours: 20, day, note: "", hoursLeft: 0 });
        await moveWork(tx, deed, item.number, { move: "finish", note: "" }, null);
        await deliverRequest(tx, deed, make.about(done), { note: "There." });
      });
    }
    await now();
    const { text } = await request(promised);
    expect(text).toMatch(/Expected\s*Done by \w+ \d+ with 80 %; \w+ \d+ with 50 %, \w+ \d+ with 95 %\./);
    // Each took half of its 40 hours.
    expect(text).toContain("At most 20 hours with 80 %; 20 with 50 %, 20 with 95 %. From 20 past items.");
  });

  test("are told before a commitment moves them, to both keys, and the history keeps it", async () => {
    later();
    const large = await make.estimated(200, { title: "Rostering" });
    const secret = await make.committed({ title: "Doors", isRestricted: true });
    const ref = `R-${large}`;
    const form = paths.verb("request", large, "commitment/new");
    const [lin, joe] = [await visit(house, "lin"), await visit(house, "joe")];
    const window = { From: "2027-01-11", To: "2027-06-30" };

    const last = await workedOut(() => lin.get(form));
    expect(last.text).toContain(`Committing ${ref} moves nothing.`);
    expect(last.text).toMatch(new RegExp(`${ref} itself is said for \\w+ \\d+(, 2027)? \\(80 %\\)`));
    const looked = await workedOut(() => last.form("Show what it moves").submit({ ...window, Rank: "1" }));
    expect(looked.status).toBe(200);
    const words = new RegExp(
      `R-${promised} Class lists from \\w+ \\d+(, \\d+)? to \\w+ \\d+(, \\d+)?, \\d+ \\w+ later, after its day`,
    );
    expect(looked.text).toMatch(words);
    expect(looked.text).toContain(`R-${secret} Doors from`);
    const soon = await workedOut(() => lin.get(`${form}?from=2026-11-30&to=2026-12-01&rank=1`));
    expect(soon.text).toMatch(
      /\(80 %\), (\d+ \w+ after it is needed, )?\d+ \w+ after the last day of your promise\./,
    );

    // Somebody who comes while it is worked out waits for nothing, and has a link to the same place in the queue.
    const early = movesView(ref, null, {
      names: new Map(),
      due: null,
      promised: null,
      today: "2026-11-23",
      again: `${form}?rank=1`,
    });
    expect(early).toMatchObject({ late: `${form}?rank=1`, rows: [], note: null });
    const there = await workedOut(() => lin.get(`${form}?from=2027-01-11&to=2027-06-30&rank=1`));
    expect(there.text).toMatch(words);
    expect(there.form("Commit for leadership").fields()).toMatchObject({ from: ["2027-01-11"], rank: ["1"] });

    await last.form("Commit for leadership").submit({ ...window, Rank: "1" });
    const second = await workedOut(() => joe.get(form));
    expect(second.text).toMatch(words);
    const done = await second.form("Commit for technology").submit();
    expect(done.text).toMatch(
      /is committed\. It moves the dates of \d+ others: the history names the furthest\./,
    );
    expect(done.text).toMatch(/Said\s*at commitment: by \w+ \d+(, \d+)? with 80 %\./);
    const kept = /committed this request for Jan 11 to Jun 30, 2027, rank 1; it moves .* \(80 %\)\./;
    expect(done.text).toMatch(kept);
    expect(done.text).toContain("Doors from");
    const ana = (await (await visit(house, "ana")).get(paths.record("request", large))).text;
    expect(ana).toMatch(kept);
    expect(ana).toContain("a record you may not see from");
    expect(ana).not.toContain("Doors");
  });

  test("that lie past what is wanted stand on the desk and in the digest", async () => {
    later();
    await now();
    const tess = await (await visit(house, "tess")).get(paths.desk);
    expect(tess.text).toMatch(
      /Technology to begin R-\d+ Class lists.*; with 80 % by \w+ \d+(, \d+)?, \d+ \w+ after it is needed/,
    );
    const words = /With 80 % by \w+ \d+(, \d+)?, \d+ \w+ after its day\./;
    const ana = await (await visit(house, "ana")).get(paths.desk);
    expect(ana.$("aside").text()).toMatch(words);
    const lin = await (await visit(house, "lin")).get("/digest/next/document");
    expect(lin.$("body").text().replace(/\s+/g, " ")).toMatch(words);
  });

  test("are drawn beside what is wanted, with how such days held", async () => {
    const said = { basis: "past items", asEstimated: null, p95: "2026-11-13", lacks: "" } as const;
    const commit = async (title: string, p50: string, p80: string, deliveredAt: string | null) => {
      const number = await make.estimated(40, { title, goals: [goal.id] }, "2026-10-01T16:00:00Z");
      const foretold = { itself: { ...said, p50, p80 }, moved: [] };
      await make.as(
        "lin",
        "2026-10-05T16:00:00Z",
      )((tx, deed) => commitRequest(tx, deed, make.about(number), make.promised, foretold));
      if (!deliveredAt) return;
      await make.as(
        "priya",
        deliveredAt,
      )(async (tx, deed) => {
        await startRequest(tx, deed, make.about(number));
        await deliverRequest(tx, deed, make.about(number), { note: "There." });
      });
    };
    const none = await priya.get(paths.held);
    expect(none.text).toContain("No day that was said with a promise has passed yet.");
    await commit("Early", "2026-11-02", "2026-11-06", "2026-11-05T16:00:00Z");
    await commit("On the day", "2026-11-02", "2026-11-06", "2026-11-06T16:00:00Z");
    await commit("Open", "2026-11-02", "2026-11-06", null);
    later();
    await now();

    const page = await priya.get(paths.held);
    expect(page.text).toContain(
      "Of 3 said with 50 %, 0 came true. Of 3 said with 80 %, 2 came true. Of 3 said with 95 %, 2 came true.",
    );
    expect(page.text).toContain("no, 2 weeks later");
    const shown = await request(promised);
    expect(shown.$("figure svg").text()).toMatch(/8 in 10/);
    expect(shown.$("figure table").text()).toMatch(/Needed by\s*Nov 30/);
    expect(shown.text).toMatch(/With 80 % it is done by \w+ \d+(, \d+)?, \d+ \w+ after it is needed\. Why\?/);
    expect(shown.text).toContain("Of 3 said with 80 %, 2 came true.");
    expect(shown.links("How such days held")).toEqual([paths.held]);
    const above = await priya.get(paths.record("goal", goal.number));
    expect(above.$("figure svg").text()).toMatch(/due Dec 15/);
    expect(above.text).toMatch(
      /Why: R-\d+ \w+[ \w]* is done last, by \w+ \d+(, \d+)?\. \d promised requests? stands? before it, \d+ hours by estimate, and technology has \d+ hours a week/,
    );
    expect(shown.text).toMatch(
      /Why: 1 promised request stands before it, 200 hours by estimate, and technology has/,
    );
    expect(above.text).toMatch(/1 of 1 promise under it is later than was said: R-\d+ Open by \d+ \w+\./);
    expect((await (await visit(house, "vera")).get(paths.held)).status).toBe(404);

    // Work that stands under the goal and under its request too is one item.
    later();
    const deed = await house.cast.deed("priya", house.deps.clock.now().toISOString());
    const requestId = (await make.see(promised)).record.id;
    await house.deps.db.write(async tx => {
      const words = { title: "Ask the vendor", plainWords: "It.", hoursLeft: 1 };
      const { number } = await planWork(tx, deed, { ...words, goals: [goal.id], requests: [requestId] });
      await moveWork(tx, deed, number, { move: "start" }, null);
      await moveWork(tx, deed, number, { move: "block", by: "the vendor" }, null);
    });
    await now();
    expect((await priya.get(paths.record("goal", goal.number))).text).toMatch(
      /Ask the vendor under it is blocked\./,
    );
  });

  test("are never made up where no hours are planned", async () => {
    const ada = await visit(house, "ada");
    const form = (await ada.get(paths.settings)).form("Keep the settings");
    later();
    await form.submit({ "Keeping the lights on": "100" });
    await now();
    // On top, and with the other facts.
    expect((await request(promised)).text).toMatch(
      /No date can be given: no hours are planned for projects\. .*What is needed.*No date can be given: no hours/,
    );
    const number = await make.estimated(8, { title: "Badges" });
    const lin = await visit(house, "lin");
    const page = await workedOut(() => lin.get(paths.verb("request", number, "commitment/new")));
    expect(page.text).toContain("So nobody can say what it moves.");
    const window = { From: "2027-01-11", To: "2027-01-29", Rank: "1" };
    const done = await page.form("Commit").submit(window);
    expect(done.text).not.toContain("at commitment");
    expect(done.text).toMatch(/committed this request for Jan 11 to 29, 2027, rank 1\./);

    // What is delivered has no day ahead of it, whatever was said of it last.
    later();
    await now();
    expect((await request(number)).text).toContain("No date can be given");
    await make.as("priya")(async (tx, deed) => {
      await startRequest(tx, deed, make.about(number));
      await deliverRequest(tx, deed, make.about(number), { note: "There." });
    });
    expect((await request(number)).text).not.toMatch(/No date can be given|Expected/);
  });
});

describe("the page of capacity", () => {
  test("is for all who see requests; leave is for technology", async () => {
    expect((await (await visit(house, "vera")).get(paths.capacity)).status).toBe(404);
    const ana = await visit(house, "ana");
    expect((await ana.get(paths.capacity)).buttons()).not.toContain("Note leave");
    const fields = { person: house.cast.id.priya, from: "2026-12-01", to: "2026-12-02", key: newId() };
    const refused = await ana.post(paths.leaves, fields);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("Only people in technology note leave.");
  });

  test.each([
    [{ person: "ana" as const, from: "2026-12-01", to: "2026-12-02" }, "Leave is for people in technology."],
    [{ person: "priya" as const, from: "2026-12-02", to: "2026-12-01" }, "is before the first"],
    [{ person: "priya" as const, from: "2026-12-02", to: "2036-12-02" }, "more than a year after"],
  ])("refuses leave %j in words", async ({ person, ...days }, words) => {
    const answer = await priya.post(paths.leaves, { ...days, person: house.cast.id[person], key: newId() });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  test("shows week by week what is promised and what there is", async () => {
    const none = await priya.get(paths.capacity);
    expect(none.text).toMatch(/All \d+ hours a week keep the lights on, so no date can be given\./);
    const ada = await visit(house, "ada");
    await (await ada.get(paths.settings)).form("Keep the settings").submit({ "Keeping the lights on": "60" });
    const { text, $ } = await priya.get(paths.capacity);
    expect(text).toContain("Week of");
    expect(text).toMatch(
      /\d+ hours a week for projects: \d+ hours from \d+ (person|people), less the 60 % that keep the lights on\./,
    );
    // No word of the picture runs over the edge of a phone.
    const starts = $("figure svg text")
      .toArray()
      .map(each => Number.parseFloat($(each).attr("x") ?? ""));
    expect(starts.length).toBeGreaterThan(4);
    expect(Math.max(...starts)).toBeLessThan(85);
    expect(text).toMatch(/More is promised than there is from the week of/);
  });
});
