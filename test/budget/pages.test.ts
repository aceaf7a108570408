import { beforeAll, describe, expect, test } from "vitest";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Page, stranger, type Visitor, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { aLine, Budgets } from "./made.ts";

let house: House;
let made: Budgets;
let sourceId: string;
const visitors = new Map<Name, Visitor>();

beforeAll(async () => {
  house = await makeHouse();
  made = new Budgets(house.deps.db, house.cast);
  sourceId = (await made.source("General Fund 01", { 2027: 500_000, 2028: 500_000, 2029: 500_000 })).id;
});

/** One of the cast, signed in once. */
async function as(name: Name): Promise<Visitor> {
  const known = visitors.get(name) ?? (await visit(house, name));
  visitors.set(name, known);
  return known;
}

const open = async (name: Name, number: number, rest = ""): Promise<Page> =>
  (await as(name)).get(`/budget/${number}${rest}`);

const numberIn = (page: Page): number => Number(/B-(\d+)/.exec(page.$(".kicker").text())?.[1]);

const line = {
  "What it pays for, row 1": "Nightly feed of class lists",
  "Kind, row 1": "Services",
  "Quantity, row 1": "2",
  "Each, row 1": "$1,000.50",
  "One-time or annual, row 1": "One-time",
  "Source, row 1": "General Fund 01",
};
const filled = {
  Title: "Nightly feed",
  "Fiscal year": "2027-28",
  ...line,
  Justification: "Children are screened in their first week.",
  "What if declined": "Teachers wait for the Sunday load.",
};

describe("asking for money", () => {
  test("leads a stranger to sign in", async () => {
    expect((await stranger(house).get("/budget/new")).url).toBe("/sign-in?next=%2Fbudget%2Fnew");
  });

  test.each(["tess", "vera"] as const)("is not for %s, who is told who does", async name => {
    const page = await (await as(name)).get("/budget/new");
    expect(page.status).toBe(403);
    expect(page.text).toContain("Leaders, technologists, finance and liaisons ask for money.");
  });

  test("keeps every word of a form that cannot be submitted, with an error at each field", async () => {
    const form = (await (await as("mai")).get("/budget/new")).form("Submit");
    const page = await form.submit({ ...filled, "What if declined": "", "Each, row 1": "a lot" });
    expect(page.status).toBe(422);
    expect(page.errors).toEqual([
      "Row 1: “a lot” is not an amount of money. Enter dollars such as 84,000 or 84,000.50.",
      "“What if declined” is empty. Enter a sentence or two.",
    ]);
    expect(page.$("[name=title]").val()).toBe("Nightly feed");
    expect(page.$("[name='lines.0.unitCents']").val()).toBe("a lot");
    expect(page.$("[name='lines.0.sourceId']").val()).toBe(sourceId);
  });

  test("submits a complete form, which everyone but viewers then sees", async () => {
    const form = (await (await as("mai")).get("/budget/new")).form("Submit");
    const page = await form.submit(filled);
    expect(page.status).toBe(200);
    expect(page.heading).toBe("Nightly feed");
    expect(page.text).toContain("$2,001");
    expect(page.text).toContain("It waits for leadership and technology");
    expect((await open("tess", numberIn(page))).status).toBe(200);
    expect((await open("vera", numberIn(page))).status).toBe(404);
  });

  test("keeps a draft of little more than a title, for its author, liaisons and finance", async () => {
    const form = (await (await as("mai")).get("/budget/new")).form("Save draft");
    const page = await form.submit({ Title: "Half-written idea" });
    expect(page.text).toContain("is kept as a draft");
    expect(page.text).toContain("it needs a justification, what happens if it is declined, and a line.");
    const seen = await Promise.all(
      (["mai", "lin", "marcus", "ana", "vera"] as const).map(name => open(name, numberIn(page))),
    );
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404]);
  });

  test("sent twice makes one request", async () => {
    const mai = await as("mai");
    const form = (await mai.get("/budget/new")).form("Save draft");
    const [first, second] = [await form.submit({ Title: "Once" }), await form.submit({ Title: "Once" })];
    expect(numberIn(second)).toBe(numberIn(first));
  });

  test("adds a row on request, with what was typed", async () => {
    const form = (await (await as("mai")).get("/budget/new")).form("Add a line");
    const page = await form.submit({
      "What it pays for, row 1": "Carts",
      "What it pays for, row 2": "Locks",
    });
    expect(page.status).toBe(200);
    expect(page.$("tbody tr")).toHaveLength(3);
    expect(page.$("[name='lines.1.label']").val()).toBe("Locks");
  });

  test("refuses a field that the form does not have, and a source that is not there", async () => {
    const mai = await as("mai");
    const fields = { title: "X", fiscalYear: "2028", deed: "draft", approvedCents: "1" };
    expect((await mai.post("/budget", fields)).status).toBe(422);
    const nowhere = "00000000-0000-7000-8000-000000000000";
    const form = (await mai.get("/budget/new")).form("Save draft");
    const values = { ...form.fields(), title: ["X"], servesIds: [nowhere], deed: ["draft"] };
    const page = await mai.post("/budget", values);
    expect(page.status).toBe(422);
    expect(page.errors[0]).toContain("“Goals and requests served” names something that is not there.");
  });
});

describe("editing a draft", () => {
  test("is its author's alone", async () => {
    const number = await made.draft({}, "mai");
    const page = await open("lin", number, "/edit");
    expect([page.status, page.text.includes("Only Mai Vang can change it.")]).toEqual([403, true]);
    expect((await open("ana", number, "/edit")).status).toBe(404);
  });

  test("from an older version shows both texts, and loses none", async () => {
    const number = await made.draft({}, "mai");
    const [first, second] = [await open("mai", number, "/edit"), await open("mai", number, "/edit")];
    await first.form("Save draft").submit({ Title: "Screener, by the author" });
    const page = await second.form("Save draft").submit({ Title: "Screener, in another window" });
    expect(page.status).toBe(409);
    expect(page.text).toContain("What is there now Screener, by the author");
    expect(page.$("[name=title]").val()).toBe("Screener, in another window");
  });
});

describe("the road", () => {
  const lines = () => ({ lines: [aLine({ sourceId })] });

  test("goes by buttons from submitted to closed", async () => {
    const number = await made.submitted(lines(), "mai");
    expect((await open("ana", number)).buttons()).toEqual(["Comment", "See who is told", "Follow"]);
    await (await open("lin", number)).form("Endorse $1,000").submit();
    const commented = await open("joe", number, "/endorsement");
    await commented.form("Endorse $1,000").submit({ Comment: "Needed for the nightly feed." });
    const reviewed = await (await open("marcus", number, "/review")).form("Confirm the funds").submit();
    expect(reviewed.text).toContain("“Needed for the nightly feed.”");
    const decided = await (await open("grace", number, "/decision"))
      .form("Decide")
      .submit({ "Approve, Nightly feed of class lists": "600", Comment: "Six hundred is enough." });
    expect(decided.text).toContain("$600 of $1,000 is approved.");
    expect((await open("vera", number)).status).toBe(200);
    const waiting = await open("marcus", number, "/closing");
    expect(waiting.text).toContain("Record first what was spent on “Nightly feed of class lists”");
    const actual = await (await as("marcus")).get(waiting.links("Record")[0] ?? "");
    await actual.form("Record").submit({ "Spent so far": "450.25" });
    const closed = await (await open("marcus", number, "/closing")).form("Close it").submit();
    expect(closed.text).toContain("$450.25 was spent of $600 approved.");
    expect(closed.text).toContain("closed this budget request; $149.75 is free again");
  });

  test("refuses whoever may not, with who can", async () => {
    const number = await made.endorsed(lines());
    const deeds = [
      ["ana", "/review", "Only Marcus Bell can review its funds."],
      ["marcus", "/decision", "To decide on it takes an approver"],
      ["tess", "/return", "Only Marcus Bell can return it."],
    ] as const;
    for (const [name, rest, sentence] of deeds) {
      const page = await open(name, number, rest);
      expect([page.status, page.text.includes(sentence)]).toEqual([403, true]);
    }
    expect((await (await as("ana")).post(`/budget/${number}/review`)).status).toBe(403);
    expect((await (await as("vera")).post(`/budget/${number}/review`)).status).toBe(404);
  });

  test("a decision that a source cannot pay says so above the form, with what was typed", async () => {
    const number = await made.reviewed({ lines: [aLine({ sourceId, unitCents: 4_000_000 })] });
    const page = await (await open("grace", number, "/decision"))
      .form("Decide")
      .submit({ Comment: "Yes, all of it." });
    expect(page.status).toBe(409);
    expect(page.errors[0]).toMatch(/^General Fund 01 is \$35,\d{3}(\.\d\d)? short in 2027-28\./);
    expect(page.$("[name=comment]").val()).toBe("Yes, all of it.");
  });

  test("above the threshold asks for the day of the board meeting", async () => {
    const number = await made.reviewed({ lines: [aLine({ sourceId, unitCents: 6_000_000 })] });
    const page = await (await open("grace", number, "/decision")).form("Decide").submit();
    expect(page.errors).toEqual(["“Board meeting” is empty. Enter a day."]);
  });

  test("returned, it is the author's again, who is told by mail", async () => {
    const number = await made.reviewed(lines());
    const page = await (await open("grace", number, "/return"))
      .form("Return it")
      .submit({ "What has to change": "Ask for one year only." });
    expect([page.status, page.url]).toEqual([200, "/budget"]);
    const mine = await open("priya", number);
    expect(mine.text).toContain("Grace Hall returned it: “Ask for one year only.”");
    const mails = await outboxRows(house.deps.db);
    expect(mails.at(-1)?.subject).toContain(`B-${number} came back to you`);
  });

  test("names a source that is short, before anybody approves it", async () => {
    const number = await made.submitted({ lines: [aLine({ sourceId, unitCents: 50_000_000 })] });
    const page = await open("joe", number);
    expect(page.text).toMatch(/One source is \$49\d,\d{3}(\.\d\d)? short\./);
    expect(page.text).toMatch(/General Fund 01 is \$49\d,\d{3}(\.\d\d)? short in 2027-28\./);
  });

  test("a viewer sees what was decided, and nothing of the sources", async () => {
    const number = await made.reviewed(lines());
    await made.decide(number);
    const page = await open("vera", number);
    expect(page.text).toContain("from General Fund 01");
    expect(page.text).not.toContain("Money left in each source");
    expect((await (await as("vera")).get("/budget/sources")).status).toBe(404);
    expect((await (await as("vera")).get("/budget/sources/1")).status).toBe(404);
  });

  test("takes the last step back", async () => {
    const number = await made.submitted(lines());
    const page = await (await open("priya", number)).form("Take the last step back").submit();
    expect(page.text).toContain("Taken back. It is draft again.");
  });
});

describe("the list", () => {
  test("filters by state, person, year and word, and exports exactly those rows", async () => {
    const title = "Telescopes for Dyer Kelly";
    await made.submitted({ title, fiscalYear: 2029, lines: [aLine({ sourceId })] }, "ana");
    const mai = await as("mai");
    const ana = house.cast.id.ana;
    const query = `state=submitted&person=${ana}&year=2029&q=telescope`;
    const page = await mai.get(`/budget?${query}`);
    expect(page.$("main tbody tr")).toHaveLength(1);
    expect(page.text).toContain(title);
    const csv = await mai.get(page.links("Take it as CSV")[0] ?? "");
    expect(csv.headers["content-type"]).toContain("text/csv");
    const rows = csv.body.trim().split("\r\n");
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain(`${title},submitted,2028-29,1000.00,,Ana Ruiz`);
    const none = await mai.get("/budget?q=microscope");
    expect(none.text).toContain("No budget request fits.");
  });

  test("shows a viewer what was decided, and no way to ask", async () => {
    const page = await (await as("vera")).get("/budget");
    const states = page.$("main .tag").map((_, tag) => page.$(tag).text());
    expect([...new Set(states.get())].sort()).toEqual(["approved", "closed"]);
    expect(page.buttons()).not.toContain("Ask for money");
  });
});
