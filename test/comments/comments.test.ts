import { beforeAll, describe, expect, test } from "vitest";
import { namesMeant } from "../../src/comments/comments.rules.ts";
import { comments, mentions } from "../../src/comments/comments.table.ts";
import { chooseDigest } from "../../src/digest/choice.actions.ts";
import { planDigests } from "../../src/digest/digest.actions.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { listHistory } from "../../src/events/events.queries.ts";
import { links } from "../../src/links/links.table.ts";
import { verifyRecords } from "../../src/operate/verify.ts";
import { getRecord } from "../../src/records/records.queries.ts";
import { redact } from "../../src/redaction/redaction.actions.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Visitor, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";

let house: House;
const people: Partial<Record<Name, Visitor>> = {};
let goal: number;
let matter: number;

beforeAll(async () => {
  house = await makeHouse();
  goal = await (await goalMaker(house.deps.db, house.cast)).active();
  matter = await requestMaker(house.deps.db, house.cast).submitted({ isRestricted: true });
  for (const name of ["ana", "tess", "vera", "lin"] as const) people[name] = await visit(house, name);
}, 60_000);

const as = (name: Name): Visitor => {
  const visitor = people[name];
  if (!visitor) throw new Error(`${name} has not come`);
  return visitor;
};

const say = async (name: Name, path: string, words: string, button = "Comment") =>
  (await as(name).get(path)).form(button).submit({ Comment: words });

describe("who is meant by an @", () => {
  test.each([
    ["See @Ana Ruiz, she knows", "Ana Ruiz"],
    ["(@Ana Ruiz)", "Ana Ruiz"],
    ["@Ana Ruiz’s list", "Ana Ruiz"],
    ["@Ana\nRuiz", "Ana Ruiz"],
    ["@Ana Ruiz", "Ana Ruiz"],
  ])("%j", (words, name) => {
    expect(namesMeant(words)[0]).toContain(name);
  });

  test("is nobody in an address, at a number or alone", () => {
    expect(["ana@district.org", "5 @ 3", "@", "a@b c@d"].flatMap(namesMeant)).toEqual([]);
  });
});

describe("a comment", () => {
  test("can be left by everyone who sees the record but a viewer, who reads them", async () => {
    const page = await say("tess", `/goals/${goal}`, "The rosters are late at two schools.");
    expect(page.text).toContain("Your comment is there.");
    expect(page.text).toContain("The rosters are late at two schools.");
    const seen = await as("vera").get(`/goals/${goal}`);
    expect(seen.text).toContain("The rosters are late");
    expect(seen.buttons()).not.toContain("Comment");
    const refused = await as("vera").post(`/goals/${goal}/comments`, { words: "I say" });
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining("Only people with another role than viewer can comment"),
    ]);
    // Whoever may not is told so before a file of theirs is looked at.
    const empty = new FormData();
    empty.append("words", "I say");
    empty.append("file", new Blob([]), "empty.txt");
    for (const path of ["comments", "files"])
      expect((await as("vera").post(`/goals/${goal}/${path}`, empty)).status).toBe(403);
    expect((await as("ana").post(`/requests/${matter}/comments`, { words: "x" })).status).toBe(404);
    expect((await as("ana").get(`/requests/${matter}/comments`)).status).toBe(404);
  });

  test("brings a link along, shown with it and among the record's own; a name without an address is none", async () => {
    const form = (await as("tess").get(`/goals/${goal}`)).form("Comment");
    const none = await form.submit({ Comment: "See this.", "What is read there": "The state’s guide" });
    expect([none.status, none.errors]).toEqual([
      422,
      ["“Link” is empty. Paste the address, or leave both empty."],
    ]);
    expect(none.$("details[open] #comment-link-title").val()).toBe("The state’s guide");
    const page = await form.submit({ Comment: "See this.", Link: "https://state.example/guide" });
    expect(page.$(".talk li").last().text()).toMatch(/See this\.\s+state\.example/);
    expect(page.text).toContain("state.example, with a comment");
    const twice = await form.submit({ Comment: "Again.", Link: "https://state.example/guide" });
    expect(twice.url).toBe(page.url);
  });

  test("that says nothing or too much comes back with what was typed", async () => {
    const empty = await say("ana", `/goals/${goal}`, "  ");
    expect([empty.status, empty.errors]).toEqual([422, ["“Comment” is empty. Enter a sentence or two."]]);
    const long = await say("ana", `/goals/${goal}`, "é".repeat(5001));
    expect([long.status, long.form("Comment").fields().words?.[0]?.length]).toEqual([422, 5001]);
  });

  test("of any length that fits comes whole from a browser, which sends it as a form with a file", async () => {
    const sent = (words: string) => {
      const body = new FormData();
      body.append("words", words);
      return as("ana").post(`/goals/${goal}/comments`, body);
    };
    expect((await sent(`${"é".repeat(4900)} and its end.`)).text).toContain("é and its end.");
    expect([(await sent("é".repeat(5001))).status, (await sent("é".repeat(40_000))).status]).toEqual([
      422, 413,
    ]);
  });

  test("is text: markup does nothing, and stands as it was typed", async () => {
    const page = await say("ana", `/goals/${goal}`, "<img src=x onerror=alert(1)> **bold** שלום 👩‍🏫");
    expect(page.$("main img").length).toBe(0);
    expect(page.text).toContain("<img src=x onerror=alert(1)> **bold** שלום 👩‍🏫");
  });

  test("twice by one form is one", async () => {
    const form = (await as("ana").get(`/goals/${goal}`)).form("Comment");
    await Promise.all([form.submit({ Comment: "Once only." }), form.submit({ Comment: "Once only." })]);
    const said = await house.deps.db.read.select().from(comments);
    expect(said.filter(({ words }) => words === "Once only.").length).toBe(1);
  });

  test("of two people at once is two", async () => {
    const both = [
      say("ana", `/goals/${goal}`, "Mine first."),
      say("lin", `/goals/${goal}`, "Mine first too."),
    ];
    for (const page of await Promise.all(both)) expect(page.status).toBe(200);
    expect((await as("tess").get(`/goals/${goal}/comments`)).text).toMatch(
      /Mine first\..*Mine first too\.|Mine first too\..*Mine first\./,
    );
  });

  test("is found by a search, also after the record's own words changed", async () => {
    await say("tess", `/requests/${matter}`, "Zebrafish beside the door.");
    expect((await as("tess").get("/search?q=zebrafish")).text).toContain(`R-${matter}`);
    expect((await as("ana").get("/search?q=zebrafish")).text).not.toContain(`R-${matter}`);
    await (await as("tess").get(`/requests/${matter}/edit`))
      .form("Keep changes")
      .submit({ Title: "The door" });
    expect((await as("tess").get("/search?q=zebrafish")).text).toContain("The door");
  });
});

describe("who is told", () => {
  const preview = (words: string) => say("ana", `/goals/${goal}/comments`, words, "See who is told");

  test("is said before it is sent, by name and way", async () => {
    expect((await as("ana").get(`/goals/${goal}`)).text).toMatch(
      /Told: \d followers? (on their desk|in the digest)/,
    );
    const page = await preview("@Tess Moreno, @Lin Tran and @Nobody Here: and @Ana Ruiz");
    expect([page.status, page.errors]).toEqual([200, []]);
    expect(page.text).toContain("Lin Tran and Tess Moreno by mail now");
    expect(page.text).toContain("Nobody here is called “Nobody”.");
    expect(page.form("Comment").fields().words).toEqual([
      "@Tess Moreno, @Lin Tran and @Nobody Here: and @Ana Ruiz",
    ]);
    expect((await house.deps.db.read.select().from(mentions)).length).toBe(0);
  });

  test("is whoever is named and may see it, by mail; the others are named on the page as not told", async () => {
    const before = (await outboxRows(house.deps.db)).length;
    const page = await say(
      "tess",
      `/requests/${matter}`,
      "The lock is old: @Priya Nair, @Mai Vang, @Tess Moreno.",
    );
    expect(page.text).toContain("Priya Nair by mail now");
    expect(page.text).toContain("Mai Vang may not see this request and is not told.");
    const mails = (await outboxRows(house.deps.db)).slice(before);
    expect(mails.map(({ toName, subject }) => [toName, subject])).toEqual([
      ["Priya Nair", `Tess Moreno names you on R-${matter}`],
    ]);
    expect(mails[0]?.text).toContain("The lock is old");
  });

  test("reads it in the digest, if that is their choice, and on their desk", async () => {
    const { db } = house.deps;
    const mai = await house.cast.deed("mai");
    await db.write(tx =>
      chooseDigest(tx, mai, house.cast.id.mai, { digest: "on", notices: "in the digest" }),
    );
    const page = await say("ana", `/goals/${goal}`, "What does the school say, @Mai Vang?");
    expect(page.text).toMatch(/Mai Vang (and \d followers? )?in the digest on Mon, Nov 30/);
    expect((await outboxRows(db)).filter(({ toName }) => toName === "Mai Vang")).toEqual([]);
    const desk = await (await visit(house, "mai")).get("/");
    expect(desk.text).toContain("You are named");
    expect(desk.text).toContain("What does the school say");
    const later = await house.cast.deed("ada", "2026-11-30T16:00:00Z");
    const period = latestPeriod(later.now, later.district);
    if (!period) throw new Error("no digest is due");
    await planDigests(house.deps, later, period);
    const digest = (await outboxRows(db)).find(
      ({ toName, kind }) => toName === "Mai Vang" && kind === "digest",
    );
    expect(digest?.text).toMatch(/What does\s+the school say/);
  });
});

test("a redaction takes words out of the talk, its entry, the search and the mail", async () => {
  const { db } = house.deps;
  await (await as("tess").get(`/requests/${matter}`)).form("Comment").submit({
    Comment: "It was Jonathan Quimby: @Priya Nair.",
    ...{ Link: "https://school.example/file", "What is read there": "Jonathan Quimby’s file" },
  });
  const deed = { ...(await house.cast.deed("ada")), by: commandLine };
  const input = { record: `R-${matter}`, words: "Jonathan Quimby", reason: "a pupil" };
  await db.write(tx => redact(tx, deed, input), { limitMs: 30_000 });
  const record = await getRecord(db.read, commandLine, "request", matter);
  const places = [
    await db.read.select().from(comments),
    await db.read.select().from(links),
    await listHistory(db.read, commandLine, record.id, "it"),
    await outboxRows(db),
  ];
  expect(JSON.stringify(places)).not.toContain("Quimby");
  expect((await as("tess").get("/search?q=quimby")).text).not.toContain(`R-${matter}`);
  expect((await as("tess").get("/search?q=zebrafish")).text).toContain(`R-${matter}`);
  expect(await verifyRecords(db.read)).toEqual([]);
});
