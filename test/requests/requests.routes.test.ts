import { describe, expect, it } from "vitest";
import { listTied } from "../../src/records/records.queries.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";
import { requestMaker } from "./made-requests.ts";

const house = await makeHouse();
const make = requestMaker(house.deps.db, house.cast);
const goals = await goalMaker(house.deps.db, house.cast);

const answers = {
  Title: "Nightly class lists",
  "What do you want to do that you cannot do today": "Screen a new child on the next day.",
  Kind: "Integration of two systems",
  "What gets better for students": "Nobody waits six days.",
  "Needed by": "2027-02-01",
  "School or department": "Dyer Kelly Elementary",
  "How many people it touches": "9,250",
  "Does student data move between systems for this?": "Unsure",
};

const forData = {
  "The question to answer": "Who misses most?",
  "The decision it informs": "Which bell schedule to try.",
  "Who will use it": "Principals",
  "How often": "Each week",
};

describe("the form for a new request", () => {
  it("leads a stranger to sign in and back", async () => {
    const page = await stranger(house).get("/requests/new");
    expect(page.url).toBe("/sign-in?next=%2Frequests%2Fnew");
  });

  it("is not for viewers, who are told who can", async () => {
    const page = await (await visit(house, "vera")).get("/requests/new");
    expect([page.status, page.text]).toEqual([
      403,
      expect.stringContaining("Only school and district staff"),
    ]);
  });

  it("asks first whether something is broken", async () => {
    const page = await (await visit(house, "tess")).get("/requests/new");
    expect(page.$("main h2").first().text()).toBe("Is something broken?");
    expect(page.$('.took[data-kind="training"]').text()).toContain(
      "Training: fewer than 10 were delivered so far, too few to say how long things like this take.",
    );
  });

  it("keeps every word of a form that cannot be sent, and says all that is wrong", async () => {
    const page = await (await visit(house, "tess")).get("/requests/new");
    const again = await page.form("Send request").submit({
      Title: "A <b>bold</b> title & more",
      Kind: "Data or report",
      "Needed by": "2026-02-01",
    });
    expect(again.status).toBe(422);
    expect(again.$("#title").val()).toBe("A <b>bold</b> title & more");
    expect(again.errors).toContain("Feb 1, 2026 is past. Enter a day after today, Nov 23, 2026.");
    expect(again.errors).toHaveLength(9);
    expect(again.heading).toBe("What do you need from technology?");
  });

  it("sends, and says what happens next and who does it", async () => {
    const page = await (await visit(house, "tess")).get("/requests/new");
    const sent = await page.form("Send request").submit(answers);
    expect([sent.status, sent.heading]).toEqual([200, "Nightly class lists"]);
    expect(sent.$(".flash").text()).toContain("The liaison group decides next");
    expect(sent.text).toContain("Lin Tran, Omar Haddad, Joe Lind or Sam Park, since today");
    const triage = await (await visit(house, "lin")).get("/triage");
    expect(triage.text).toContain("Fewer than 10 of its kind were delivered: too few to say");
  });

  it("sends once, however often it is pressed", async () => {
    const form = (await (await visit(house, "tess")).get("/requests/new")).form("Send request");
    const [one, two] = [await form.submit(answers), await form.submit(answers)];
    expect(two.$("h1 ~ *, .kicker").first().text()).toBe(one.$("h1 ~ *, .kicker").first().text());
  });

  it("asks a kind its own questions and keeps the answers", async () => {
    const page = await (await visit(house, "tess")).get("/requests/new");
    const sent = await page.form("Send request").submit({ ...answers, Kind: "Data or report", ...forData });
    for (const answer of Object.values(forData)) expect(sent.text).toContain(answer);
  });

  it("keeps a draft that has a title alone, and sends it once it is whole", async () => {
    const tess = await visit(house, "tess");
    const draft = await (await tess.get("/requests/new"))
      .form("Keep as draft")
      .submit({ Title: "Only begun" });
    expect(draft.text).toContain("Only you and the liaison group see it.");
    const refused = await draft.form("Send request").submit();
    expect([refused.status, refused.errors[0]]).toEqual([
      409,
      expect.stringContaining("is not ready to send"),
    ]);
    const edit = await tess.get(draft.links("Go on with the draft")[0] ?? "");
    const sent = await edit.form("Send request").submit({ ...answers, Title: "Only begun" });
    expect(sent.text).toContain("Waits for the liaison group to decide");
    // For a slip, and never what the page asks for.
    expect(sent.$("button:contains('Take the last step back')").attr("data-rank")).toBeUndefined();
  });

  it("looks for alike ones and for goals before anything is sent, and keeps what was typed", async () => {
    const goal = await goals.see(await goals.active({ title: "Fewer students miss school" }));
    await make.submitted({ title: "Roster feed for the gym" });
    const page = await (await visit(house, "tess")).get("/requests/new");
    const looked = await page
      .form("Look for alike ones")
      .submit({ Title: "A roster feed for art", "Find another goal": "miss school" });
    expect([looked.status, looked.errors]).toEqual([200, []]);
    expect(looked.$("#alike").text()).toContain("Roster feed for the gym");
    expect(looked.$("#goal-choices .choices").first().text()).toContain(goal.record.title);
    expect(looked.$("#title").val()).toBe("A roster feed for art");
    const sent = await looked.form("Send request").submit({ ...answers, Title: "A roster feed for art" });
    expect(sent.$("#alike").parent().text()).toContain("Roster feed for the gym");
    expect((await (await visit(house, "lin")).get(sent.url)).$("#alike").length).toBe(0);
    const back = await sent.form("Take the last step back").submit();
    expect(back.$("#alike").length).toBe(0);
  });

  it("takes goals by their box, and refuses an id that is none", async () => {
    const goal = await goals.see(await goals.active({ title: "Every child reads" }));
    const tess = await visit(house, "tess");
    const page = await tess.get(`/requests/new?goal=G-${goal.record.number}`);
    const sent = await page.form("Send request").submit(answers);
    expect(sent.text).toContain("Every child reads");
    const number = Number(/R-(\d+)/.exec(sent.text)?.[1]);
    const { id } = await make.see(number);
    const { by } = await house.cast.deed("lin");
    expect((await listTied(house.deps.db.read, by, id, "above")).map(each => each.id)).toEqual([
      goal.record.id,
    ]);
    const fields = { ...page.form("Send request").fields(), key: "", goals: id };
    const refused = await tess.post("/requests", { ...fields, title: "x" });
    expect(refused.status).toBe(422);
  });

  it("refuses fields it does not know", async () => {
    const refused = await (await visit(house, "tess")).post("/requests", { title: "x", admin: "yes" });
    expect(refused.status).toBe(422);
    expect(refused.errors.join()).toContain("This form has no field “admin”");
  });
});

describe("the page of a request", () => {
  it("is not there for who may not see it, nor under another number", async () => {
    const number = await make.draft();
    const mai = await visit(house, "mai");
    for (const path of [
      `/requests/${number}`,
      "/requests/999999",
      "/requests/zero",
      `/requests/${number}/edit`,
    ])
      expect((await mai.get(path)).status).toBe(404);
    const secret = await make.submitted({ isRestricted: true });
    expect((await mai.get(`/requests/${secret}`)).status).toBe(404);
    expect((await mai.post(`/requests/${secret}/need`, { school: "x", line: "y" })).status).toBe(404);
  });

  it("lets somebody else say that they need it too", async () => {
    const number = await make.submitted();
    const mai = await visit(house, "mai");
    const page = await mai.get(`/requests/${number}`);
    const said = await page
      .form("We need this too")
      .submit({ "School or department": "Kelly", "What it would change for you": "Six classes wait." });
    expect(said.text).toContain("Six classes wait.");
    expect(said.buttons()).not.toContain("We need this too");
  });

  it("shows its survivor on top of a duplicate", async () => {
    const [twin, survivor] = [await make.submitted(), await make.submitted({ title: "The one that stays" })];
    const lin = await visit(house, "lin");
    const page = await lin.get(`/requests/${twin}/duplicate/new`);
    const wrong = await page.form("Mark as duplicate").submit({ "Duplicate of": `R-${twin}` });
    expect([wrong.status, wrong.errors]).toEqual([422, [`R-${twin} cannot be a duplicate of itself.`]]);
    const merged = await wrong.form("Mark as duplicate").submit({ "Duplicate of": `R-${survivor}` });
    expect(merged.$(".standing").text()).toContain("It goes on as R-");
    const back = await merged.form("Take the last step back").submit();
    expect(back.$(".standing").text()).toContain("submitted");
  });

  it("shows an edit made from an older text beside what is there now", async () => {
    const number = await make.submitted();
    const tess = await visit(house, "tess");
    const [one, two] = [
      await tess.get(`/requests/${number}/edit`),
      await tess.get(`/requests/${number}/edit`),
    ];
    await one.form("Keep changes").submit({ Title: "First title" });
    const clash = await two.form("Keep changes").submit({ Title: "Second title" });
    expect(clash.status).toBe(409);
    expect(clash.$(".clash").text()).toContain("Second title");
    expect(clash.$(".clash").text()).toContain("First title");
    const kept = await clash.form("Keep changes").submit();
    expect(kept.heading).toBe("Second title");
  });
});

describe("the life of a request, by its pages", () => {
  it("goes from asked to confirmed without a script", async () => {
    const [tess, lin, joe, priya] = [
      await visit(house, "tess"),
      await visit(house, "lin"),
      await visit(house, "joe"),
      await visit(house, "priya"),
    ];
    const number = await make.submitted({ title: "A long way" });
    const at = `/requests/${number}`;

    await (await lin.get(`${at}/question/new`)).form("Send question").submit({ Question: "Which grades?" });
    const asked = await tess.get(at);
    expect(asked.text).toContain("Which grades?");
    await asked.form("Send answer").submit({ Answer: "K to 2." });
    expect((await lin.get(at)).text).toContain("K to 2.");

    await (await lin.get(`${at}/acceptance/new`)).form("Accept").submit({ Note: "Small." });
    const estimate = await priya.get((await priya.get(at)).links("Estimate")[0] ?? "");
    const wrong = await estimate.form("Send estimate").submit({ Low: "9", Likely: "90", High: "8" });
    expect(wrong.errors).toEqual(["Low is above high. Enter the smallest hours you can imagine as low."]);
    await wrong.form("Send estimate").submit({
      Low: "40",
      Likely: "90",
      High: "200",
      "What, row 1": "Feed",
      "Kind, row 1": "Services",
      "Number, row 1": "2",
      "Each, row 1": "1,250.50",
      "Paid, row 1": "Each year",
      "Years, row 1": "3",
      Assumptions: "The vendor helps.",
    });
    expect((await lin.get(at)).text).toContain("Likely 90 hours, 40 to 200; $7,503");

    const window = { From: "2027-01-11", To: "2027-01-29" };
    await (await lin.get(`${at}/commitment/new`)).form("Commit for leadership").submit(window);
    expect((await lin.get(`${at}/commitment/new`)).status).toBe(409);
    const second = await (await joe.get(`${at}/commitment/new`)).form("Commit for technology").submit();
    expect(second.$(".standing").text()).toContain("Promised for Jan 11 to 29, 2027");

    await (await priya.get(at)).form("Start delivery").submit();
    await (await priya.get(`${at}/delivery/new`))
      .form("Deliver")
      .submit({ "What was delivered": "The feed." });
    const missing = await (await tess.get(at)).form("Send back").submit({ "What is missing": "Grade 2." });
    expect(missing.text).toContain("in delivery");
    await (await priya.get(`${at}/delivery/new`))
      .form("Deliver")
      .submit({ "What was delivered": "Grade 2 too." });
    const done = await (await tess.get(at)).form("Confirm").submit();
    expect(done.$(".standing").text()).toContain("confirmed");
    expect(done.text).toContain("Tess Moreno confirmed this request: it works.");
  });

  it("refuses each deed to who may not, with who can", async () => {
    const number = await make.submitted();
    const dana = await visit(house, "dana");
    for (const noun of ["acceptance", "refusal", "deferral", "duplicate", "question"]) {
      const page = await dana.get(`/requests/${number}/${noun}/new`);
      expect([page.status, page.text]).toEqual([
        403,
        expect.stringContaining("Only a liaison in a running term can"),
      ]);
    }
    const posted = await dana.post(`/requests/${number}/refusal`, { reason: "No." });
    expect(posted.status).toBe(403);
    const withdrawn = await dana.post(`/requests/${number}/withdrawal`);
    expect(withdrawn.text).toContain("Only Tess Moreno, who asked for it, can withdraw");
  });

  it("asks for what the reviews of a new system say", async () => {
    const number = await make.submitted({ kind: "new system" });
    const lin = await visit(house, "lin");
    const refused = await lin.post(`/requests/${number}/acceptance`);
    expect([refused.status, refused.errors[0]]).toEqual([422, expect.stringContaining("is a new system")]);
    const accepted = await refused.form("Accept").submit({ "What the reviews say": "All four say yes." });
    expect(accepted.$(".standing").text()).toContain("accepted");
  });
});
