import { beforeAll, describe, expect, test } from "vitest";
import { nameDeputy } from "../../src/deputies/deputies.actions.ts";
import { chooseDigest } from "../../src/digest/choice.actions.ts";
import { planDigests } from "../../src/digest/digest.actions.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { beginFollowing } from "../../src/follows/follows.actions.ts";
import { listMeasures } from "../../src/goals/measures.queries.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Page, type Visitor, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";

let house: House;
let goals: Awaited<ReturnType<typeof goalMaker>>;
let requests: ReturnType<typeof requestMaker>;
const came = new Map<Name, Visitor>();
/** Each by the page that they were made for: paths that the rows below name. */
const at: Record<string, string> = {};

async function as(name: Name): Promise<Visitor> {
  const visitor = came.get(name) ?? (await visit(house, name));
  came.set(name, visitor);
  return visitor;
}

beforeAll(async () => {
  house = await makeHouse();
  const { db } = house.deps;
  goals = await goalMaker(db, house.cast);
  requests = requestMaker(db, house.cast);
  const { mai } = house.cast.id;
  await goals.as("mai")((tx, deed) =>
    chooseDigest(tx, deed, mai, { digest: "on", notices: "in the digest" }),
  );
  const days = { from: "2026-11-23", to: "2026-12-04" };
  await goals.as("ana")((tx, deed) => nameDeputy(tx, deed, { deputy: "Mai Vang", ...days }));
  await goals.as("dana")((tx, deed) => nameDeputy(tx, deed, { deputy: "Sam Park", ...days }));
  const draft = await goals.draft();
  const { record } = await goals.see(draft);
  const [measure] = await listMeasures(db.read, [record.id]);
  at.goal = `/goals/${draft}`;
  at.measure = `/goals/${draft}/measures/${measure?.id}/edit`;
  const asked = await requests.draft({ forWhom: "Tess Moreno" }, undefined, "mai");
  at.request = `/requests/${asked}`;
  at.triage = `/triage?request=${asked}`;
  const followed = await requests.submitted({ title: "A bus list that is never late" });
  at.followed = `/requests/${followed}`;
  for (const name of ["mai", "grace", "lin"] as const)
    await goals.as(name)((tx, deed) => beginFollowing(tx, deed, { kind: "request", number: followed }));
  at.whatIf = `/capacity/what-if?change=R-${await requests.estimated()}%3A1`;
  const budgets = new Budgets(db, house.cast);
  at.budget = `/budget/${await budgets.submitted()}`;
  const plan = { title: "The nightly feed", plainWords: "Lists.", hoursLeft: 10, goals: [], requests: [] };
  at.work = `/work/${(await requests.as("priya")((tx, deed) => planWork(tx, deed, plan))).number}`;
}, 60_000);

const words = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The sentence beside a button: in its form, or for a press under the head. */
function saidBeside(page: Page, button: string): string {
  const { $ } = page;
  const form = $("form")
    .toArray()
    .find(each => words($(each).find("button").first().text()) === button);
  const inForm = words($(form).find(".told").text());
  const ofPress = $(".page-head .told")
    .toArray()
    .map(each => words($(each).text()))
    .find(text => text.startsWith(`“${button}” tells `));
  return inForm || ofPress || "";
}

const flash = (page: Page): string => words(page.$(".flash").text());

const hours = { Low: "20", Likely: "40", High: "80" };

/** Whom a sentence promises a mail now. */
const promised = (said: string): string[] =>
  (/(?:old:|” tells) ((?:(?!old: ).)*?) by mail now/.exec(said)?.[1] ?? "")
    .split(/, and |, | and /)
    .filter(name => name !== "")
    .map(name => name.replace(/ for .*/, ""))
    .sort();

/** Opens the page, reads what it says, presses the button, and reads who got mail. */
async function send(name: Name, path: string, button: string, typed: Record<string, string> = {}) {
  const { db, clock } = house.deps;
  clock.moveTo(new Date(clock.now().getTime() + 60_000));
  const page = await (await as(name)).get(path);
  const before = new Set((await outboxRows(db)).map(({ id }) => id));
  const next = await page.form(button).submit(typed);
  expect([next.status, next.errors]).toEqual([200, []]);
  const mails = (await outboxRows(db)).filter(({ id }) => !before.has(id));
  return { said: saidBeside(page, button), next, mailed: mails.map(({ toName }) => toName).sort() };
}

type Row = [who: Name, where: string, button: string, mailed: string[], typed?: Record<string, string>];

/** In this order each is what the next one needs. */
const rows: Row[] = [
  // Mai stands in for Ana and has all of it in her digest; Sam stands in for Dana.
  ["ana", "goal", "Propose goal", ["Dana Okafor", "Sam Park"]],
  ["ana", "goal/confirmation", "Confirm goal", []],
  ["dana", "goal", "Confirm goal", []],
  ["ana", "measure", "Keep changes", ["Dana Okafor", "Sam Park"], { Target: "80" }],
  ["sam", "goal/confirmation", "Confirm goal for Dana Okafor", []],
  ["lin", "goal/edit", "Keep changes", ["Ana Ruiz", "Dana Okafor", "Sam Park"], { Title: "All read" }],
  ["dana", "goal", "Confirm goal", []],
  ["ana", "goal/edit", "Keep changes", ["Dana Okafor", "Sam Park"], { "Why for students": "They asked." }],
  ["dana", "goal/readings/new", "Add reading", [], { Value: "63" }],
  ["ana", "goal/check-ins/new", "Check in", [], { Health: "on track", "What changed": "Trained." }],
  ["lin", "goal/hold/new", "Put on hold", [], { "Why it is put on hold": "The vendor changed." }],
  ["lin", "goal", "Resume", []],
  ["lin", "goal/retirement/new", "Retire this goal", [], { "Why it is retired": "Another one covers it." }],
  // Mai typed it for Tess.
  ["mai", "request", "Send request", []],
  ["lin", "triage", "Send question", ["Tess Moreno"], { Question: "Which schools?" }],
  ["tess", "request", "Send answer", [], { Answer: "Those of the north." }],
  ["lin", "request/question/new", "Send question", ["Tess Moreno"], { Question: "Which schools?" }],
  ["tess", "request", "Send answer", [], { Answer: "All of them." }],
  ["lin", "request/acceptance/new", "Accept", []],
  ["priya", "request/estimates/new", "Send estimate", [], hours],
  [
    "dana",
    "request/opinions/new",
    "Send opinion",
    [],
    { ...hours, "What you see differently": "The feed is slow." },
  ],
  ["omar", "request/commitment/new", "Commit", [], { From: "2027-01-11", To: "2027-01-29" }],
  ["priya", "request", "Start delivery", []],
  ["priya", "request/delivery/new", "Deliver", ["Tess Moreno"], { "What was delivered": "It loads." }],
  ["tess", "request", "Send back", [], { "What is missing": "Two schools." }],
  [
    "ana",
    "whatIf",
    "Ask the liaison group",
    ["Joe Lind", "Lin Tran", "Omar Haddad", "Sam Park"],
    { Why: "Now." },
  ],
  ["lin", "budget", "Endorse $1,000", []],
  ["joe", "budget/return", "Return it", ["Priya Nair"], { "What has to change": "One year only." }],
  ["priya", "work/edit", "Keep changes", [], { Owner: "Dana Okafor" }],
  ["priya", "work/estimates/new", "Send estimate", [], hours],
  ["ana", "work/links", "Add the link", [], { Title: "The vendor’s page", Link: "https://vendor.example/" }],
  ["priya", "work", "Start", []],
  ["priya", "work", "Mark blocked", [], { "Blocked by": "The vendor" }],
  [
    "ana",
    "followed",
    "We need this too",
    [],
    { "School or department": "North", "What it would change for you": "Time." },
  ],
  ["tess", "followed", "Comment", ["Dana Okafor"], { Comment: "See @Dana Okafor." }],
];

test.each(rows)(
  "%s on %s by “%s” mails whom its page names",
  async (name, where, button, expected, typed) => {
    const [thing = "", ...rest] = where.split("/");
    const { said, mailed } = await send(name, [at[thing], ...rest].join("/"), button, typed);
    expect(said).toMatch(/old: | tells |obody is told/);
    expect(mailed).toEqual(expected);
    // A comment's page cannot know yet who will be named in it.
    if (button !== "Comment") expect(promised(said)).toEqual(expected);
  },
);

describe("where whom it tells is chosen in the form, the next page says who was", () => {
  test("a new goal, a seat that is handed over, a comment", async () => {
    const chosen = { "Partner in technology": "Priya Nair, Data engineer" };
    const filled = { Title: "Every bus on time", Priority: "1 Student achievement", Due: "2027-06-30" };
    const made = await send("ana", "/goals/new", "Propose goal", {
      ...{ ...filled, ...chosen, "Why for students": "They wait in the cold." },
    });
    expect(made.said).toContain(
      "the sponsor and the partner whom you name, by mail now, or in the digest on",
    );
    expect([made.mailed, promised(flash(made.next))]).toEqual([["Priya Nair"], ["Priya Nair"]]);
    const seat = `${new URL(made.next.url, "http://x").pathname}/handover/new?seat=partner`;
    const given = await send("lin", seat, "Hand over", { "To whom": "Dana Okafor, Director of technology" });
    expect([given.mailed, promised(flash(given.next))]).toEqual([
      ["Dana Okafor", "Sam Park"],
      ["Dana Okafor", "Sam Park"],
    ]);
  });

  test("a deputy: both are told, also who named them, so that nobody is stood in for unawares", async () => {
    const days = { Deputy: "Ana Ruiz", From: "2026-11-23", To: "2026-11-24" };
    const { said, mailed } = await send("grace", "/deputies", "Name deputy", days);
    expect(said).toContain("Told: whoever you name, and you, by mail now");
    expect(mailed).toEqual(["Ana Ruiz", "Grace Hall"]);
  });
});

test("those of whom it says that they hear of it in the digest do, and nobody else", async () => {
  const { db } = house.deps;
  const { said } = await send("omar", `${at.followed}/refusal/new`, "Decline", {
    Reason: "The city runs them.",
  });
  // Lin and Omar are of the group; Tess, Grace and Ana follow it without a digest, and so does Dana, who was named, not.
  expect(said).toBe(
    "Told: 1 follower and the liaison group in the digest on Mon, Nov 30, 3 followers on their desk.",
  );
  const later = await house.cast.deed("ada", "2026-11-30T16:00:00Z");
  const period = latestPeriod(later.now, later.district);
  if (!period) throw new Error("no digest is due");
  await planDigests(house.deps, later, period);
  const digests = (await outboxRows(db)).filter(({ kind }) => kind === "digest");
  const told = digests
    .filter(({ text }) => /R-\d+ .*bus list/i.test(words(text)))
    .map(({ toName }) => toName);
  expect(told.sort()).toEqual(["Joe Lind", "Lin Tran", "Mai Vang", "Sam Park"]);
});
