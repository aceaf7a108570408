import { describe, expect, it } from "vitest";
import { newGoalPage } from "../../src/goals/goal-form.pages.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";
import { goalMaker } from "./made-goals.ts";

const house = await makeHouse();
const make = await goalMaker(house.deps.db, house.cast);
const ana = await visit(house, "ana");
const dana = await visit(house, "dana");
const mai = await visit(house, "mai");
const tess = await visit(house, "tess");
const lin = await visit(house, "lin");
const vera = await visit(house, "vera");

const typed = {
  Title: "Every third grader reads at level",
  Priority: "1 Student achievement",
  "Why for students": "Four of ten third graders read below level.",
  "Partner in technology": "Dana Okafor, Director of technology",
  Due: "2027-06-30",
};
const measure = {
  "Measure name, row 1": "Reads at level",
  "Unit, row 1": "%",
  "Direction, row 1": "Up, more is better",
  "Baseline, row 1": "61",
  "Target, row 1": "75",
};

const numberOf = (url: string) => Number(/\/goals\/(\d+)/.exec(url)?.[1]);

describe("a new goal", () => {
  it("is for people who are signed in, and not for viewers", async () => {
    expect((await stranger(house).get("/goals/new")).url).toMatch(/^\/sign-in/);
    const page = await vera.get("/goals/new");
    expect(page.status).toBe(403);
    expect(page.text).toContain("Only an educator, a leader, a technologist, finance or a liaison");
  });

  it("keeps what was typed and says at each field what is wrong", async () => {
    const form = (await ana.get("/goals/new")).form("Propose goal");
    const { head } = newGoalPage({
      ...{ values: {}, options: { priorityId: [] }, failed: undefined },
      unsent: null,
      day: { digestOn: null, today: "2026-11-23" },
    });
    expect(head.standing?.map(({ text }) => text).join("")).toContain("none yet. Name the first one.");
    const page = await form.submit({
      ...typed,
      "Why for students": "",
      Due: "2026-01-01",
      Starts: "2026-07-01",
    });
    expect(page.status).toBe(422);
    expect(page.errors).toEqual([
      "“Why for students” is empty. Enter a sentence or two.",
      "“Due” is before “Starts”. Enter a later day.",
    ]);
    expect(page.$("#title").val()).toBe(typed.Title);
  });

  it("is proposed by a leader, who is its sponsor, and confirmed by both sides", async () => {
    const page = await (await ana.get("/goals/new")).form("Propose goal").submit({ ...typed, ...measure });
    expect(page.status).toBe(200);
    expect(page.heading).toBe(typed.Title);
    expect(page.text).toContain(
      "It waits for the word of leadership, Ana Ruiz, and technology, Dana Okafor.",
    );
    const number = numberOf(page.url);
    await (await dana.get(`/goals/${number}/confirmation`)).form("Confirm goal").submit();
    const active = await (await ana.get(`/goals/${number}`)).form("Confirm goal").submit();
    expect(active.text).toContain("Both sides have confirmed. The goal is active.");
    expect(active.text).toContain("Confirmed by both sides, due Jun 30, 2027.");
    expect(active.text).toContain(
      "Reads at level: 61% at the start, no reading yet. The target is 75% by Jun 30, 2027.",
    );
  });

  it("can stay a draft with little in it, and then says what it lacks", async () => {
    const page = await (await tess.get("/goals/new"))
      .form("Save draft")
      .submit({ Title: "A draft of Tess", Priority: typed.Priority, "Why for students": "Because." });
    expect(page.text).toContain("is kept as a draft.");
    expect(page.buttons()[0]).toBe("Add a measure");
    const refused = await page.form("Propose goal").submit();
    expect(refused.status).toBe(422);
    expect(refused.errors[0]).toContain("This goal lacks a sponsor and a partner in technology and a day");
    expect((await mai.get(page.url)).status).toBe(404);
    expect((await lin.get(page.url)).status).toBe(200);
  });

  it("is made once by a form that is sent twice", async () => {
    const form = (await ana.get("/goals/new")).form("Save draft");
    const [first, second] = [
      await form.submit({ ...typed, ...measure }),
      await form.submit({ ...typed, ...measure }),
    ];
    expect(second.url).toBe(first.url);
  });
});

describe("editing a goal", () => {
  it("shows both texts when somebody else was first, and nothing is lost", async () => {
    const number = await make.active();
    const mine = await ana.get(`/goals/${number}/edit`);
    const theirs = await dana.get(`/goals/${number}/edit`);
    await theirs.form("Keep changes").submit({ Title: "The title of Dana" });
    const clash = await mine.form("Keep changes").submit({ Title: "The title of Ana" });
    expect(clash.status).toBe(409);
    expect(clash.$(".clash").text()).toContain("The title of Ana");
    expect(clash.$(".clash").text()).toContain("The title of Dana");
    expect(clash.$("#title").val()).toBe("The title of Ana");
    expect((await clash.form("Keep changes").submit()).heading).toBe("The title of Ana");
  });

  it("of a measure shows both texts too", async () => {
    const number = await make.active();
    const [href = ""] = (await ana.get(`/goals/${number}`)).links("Edit this measure");
    const [mine, theirs] = [await ana.get(href), await dana.get(href)];
    await theirs.form("Keep changes").submit({ Target: "80" });
    const clash = await mine.form("Keep changes").submit({ Target: "78" });
    expect(clash.status).toBe(409);
    expect(clash.$(".clash").text().replace(/\s+/g, " ")).toContain("78 What is there now 80");
  });

  it("is refused to others with who can, and says before what it asks anew", async () => {
    const number = await make.active();
    const refused = await mai.get(`/goals/${number}/edit`);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(
      "Only the sponsor, Ana Ruiz, the partner, Dana Okafor, or a liaison can edit this goal.",
    );
    expect((await ana.get(`/goals/${number}/edit`)).text).toContain(
      "Told: Dana Okafor by mail now, if you change title, due day or why: they are asked to confirm again.",
    );
  });
});

describe("tending a goal", () => {
  it("shows both sides' views and where they differ", async () => {
    const number = await make.active();
    const checkIn = async (visitor: typeof ana, health: string, changed: string, needed: string) =>
      (await visitor.get(`/goals/${number}/check-ins/new`)).form("Check in").submit({
        Health: health,
        "What changed": changed,
        "What is needed from the other side": needed,
      });
    await checkIn(ana, "On track", "Teachers at 31 of 38 schools screen.", "a day for rosters");
    const page = await checkIn(dana, "At risk", "We load rosters by hand.", "");
    expect(page.text).toContain("They see it differently.");
    expect(page.text).toContain("Where they differ. Leadership says on track, technology says at risk.");
    expect(page.text).toContain("Needs from technology: a day for rosters");
    const list = await vera.get("/goals?differ=yes");
    expect(list.text).toContain("On 1 of them the two sides disagree.");
    expect(list.links(typed.Title)).toEqual([`/goals/${number}`]);
  });

  it("takes readings, shown as a chart and a table", async () => {
    const number = await make.active();
    const page = await (await dana.get(`/goals/${number}/readings/new`))
      .form("Add reading")
      .submit({ Day: "2026-11-20", Value: "64.5", "Source system": "the screener" });
    expect(page.text).toContain("Reads at level: 64.5% so far. The target is 75% by Jun 30, 2027.");
    expect(page.$("figure svg").attr("aria-label")).toContain("64.5% on Nov 20");
    expect(page.$("figure table").text()).toContain("64.5%; from the screener");
  });

  it("takes a pasted column of readings, all or none, and each once", async () => {
    const number = await make.active();
    expect((await mai.get(`/goals/${number}/readings/pasted`)).status).toBe(403);
    const one = await dana.get(`/goals/${number}/readings/new`);
    const form = (await dana.get(one.links("Paste several")[0] ?? "")).form("Add readings");
    const wrong = await form.submit({
      "Days and values": "Day\tShare\n9/1/2026\t60\n13/1/2026\t61\n2027-01-01\t9\n2026-10-01,",
    });
    expect(wrong.status).toBe(422);
    expect(wrong.errors.join(" ")).toBe(
      "Line 3 does not begin with a day. Write it like 9/1/2026 or 2026-09-01. Line 4 is in the future. Leave it out until that day. Line 5 has no number after its day. Write one like 48.6.",
    );
    const rows = 'Day\tShare\r\n9/1/2026\t60\r\n"2026-10-01",61.5%\r\n\r\n10/1/2026;61.5';
    const page = await wrong.form("Add readings").submit({ "Days and values": rows });
    expect(page.text).toContain("2 readings are added. One reading is there already.");
    expect(page.text).toContain("added 2 readings of “Reads at level” to this goal: Sep 1 to Oct 1, 2026.");
    expect(page.text).toContain("Reads at level: 61.5% so far.");
    expect((await form.submit({ "Days and values": rows })).text).toContain("0 readings are added.");
  });

  it("turns stale in words and loses its old color when a side is silent", async () => {
    const number = await make.active({}, "2026-10-01T16:00:00Z");
    const page = await vera.get(`/goals/${number}`);
    expect(
      page
        .$(".view .health")
        .map((_, each) => page.$(each).attr("data-health"))
        .get(),
    ).toEqual(["stale", "stale"]);
    expect(page.text).toContain("no word since Oct 1");
    expect((await vera.get("/goals?health=stale")).links(typed.Title)).toContain(`/goals/${number}`);
  });

  it.each([
    ["hold/new", "Put on hold", { "Why it is put on hold": "Waits for the levy." }, "on hold"],
    ["retirement/new", "Retire this goal", { "Why it is retired": "Merged." }, "retired"],
    ["achievement/new", "Mark achieved", { "How it was achieved": "All read." }, "achieved"],
  ])("by %s moves it, with words, and the mover can step back", async (path, button, words, state) => {
    const number = await make.active();
    expect((await mai.get(`/goals/${number}/${path}`)).status).toBe(403);
    const page = await (await ana.get(`/goals/${number}/${path}`))
      .form(button)
      .submit(words as Record<string, string>);
    expect(page.$(".standing .tag").text()).toBe(state);
    const back = await page.form("Take the last step back").submit();
    expect(back.$(".standing .tag").first().text()).toBe("active");
  });

  it("hands a seat over, and the new one is asked", async () => {
    const number = await make.active();
    const page = await (await dana.get(`/goals/${number}/handover/new?seat=partner`))
      .form("Hand over")
      .submit({ "To whom": "Priya Nair, Data engineer" });
    expect(page.text).toContain("It waits for the word of technology, Priya Nair.");
    expect((await ana.get(`/goals/${number}/handover/new?seat=partner`)).status).toBe(403);
  });

  it("sends a proposed goal back, by a liaison alone", async () => {
    const number = await make.proposed();
    expect((await ana.get(`/goals/${number}/return/new`)).status).toBe(403);
    const page = await (await lin.get(`/goals/${number}/return/new`))
      .form("Send back")
      .submit({ "What is missing": "Say which schools." });
    expect(page.text).toContain("It was sent back: Say which schools.");
  });
});

describe("the list of goals", () => {
  it("filters by word, person, priority and state, and keeps them in its CSV", async () => {
    const number = await make.active({
      title: "Fewer pupils miss a tenth of the year",
      sponsorId: house.cast.id.ana,
    });
    const page = await ana.get(
      `/goals?q=tenth&person=${house.cast.id.dana}&priority=${make.priority.id}&state=active`,
    );
    expect(page.links("Fewer pupils miss a tenth of the year")).toEqual([`/goals/${number}`]);
    expect(page.$(".chosen li").length).toBe(4);
    const csv = await ana.get(page.links("Take it as CSV")[0] ?? "");
    expect(csv.headers["content-type"]).toContain("text/csv");
    expect(csv.body.trim().split("\r\n")).toHaveLength(2);
    expect(csv.body).toContain(
      `G-${number},Fewer pupils miss a tenth of the year,active,1 Student achievement`,
    );
  });

  it("shows open goals, and others when asked", async () => {
    const number = await make.draft({ title: "A goal that is thrown away" });
    const page = await ana.get(`/goals/${number}/discarding/new`);
    await page.form("Discard this draft").submit();
    expect((await ana.get("/goals?q=thrown")).text).toContain("No goal fits");
    expect((await ana.get("/goals?q=thrown&state=all")).links("A goal that is thrown away")).toHaveLength(1);
  });
});

describe("priorities", () => {
  it("are seen by all and managed by leaders, liaisons and administrators", async () => {
    expect((await vera.get("/goals/priorities")).text).toContain("1 Student achievement");
    expect((await tess.get("/goals/priorities/new")).status).toBe(403);
    const page = await (await mai.get("/goals/priorities/new"))
      .form("Add priority")
      .submit({ Code: "2", Title: "Engagement", Years: "2024-25 to 2026-27" });
    expect(page.text).toContain("2 Engagement is added.");
    const edit = await mai.get(page.links("Edit")[1] ?? "");
    expect((await edit.form("Keep changes").submit({ Title: "Engagement and access" })).text).toContain(
      "2 Engagement and access",
    );
  });
});
