import { beforeAll, expect, test } from "vitest";
import { getPersonRecord } from "../../src/people/people.queries.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { visit } from "../support/page.ts";

let house: House;
let goals: Awaited<ReturnType<typeof goalMaker>>;
let budgets: Budgets;

beforeAll(async () => {
  house = await makeHouse();
  goals = await goalMaker(house.deps.db, house.cast);
  budgets = new Budgets(house.deps.db, house.cast);
});

const spent = async () => {
  const { id: sourceId } = await budgets.source("Bond", { 2028: 10_000_000 });
  const line = {
    label: "Feed",
    kind: "services",
    quantity: 1,
    unitCents: 1000,
    recurrence: "one-time",
  } as const;
  const number = await budgets.reviewed({ lines: [{ ...line, sourceId }] });
  await budgets.decide(number);
  return number;
};

const planned = async () => {
  const { number } = await requestMaker(house.deps.db, house.cast).as("priya")((tx, deed) =>
    planWork(tx, deed, { title: "Feed", hoursLeft: 20, goals: [], requests: [] }),
  );
  return number;
};

type Form = {
  who: Name;
  path(): Promise<string>;
  button: string;
  label: string;
  mine: string;
  theirs: string;
  more?: Record<string, string>;
};

/** Forms of whose conflicts no other test tells: goals, measures, requests and budget drafts have their own. */
const forms: Record<string, Form> = {
  work: {
    ...{
      who: "priya",
      button: "Keep changes",
      label: "Title",
      mine: "Feed, nightly",
      theirs: "Feed, hourly",
    },
    path: async () => `/work/${await planned()}/edit`,
  },
  "a priority": {
    ...{ who: "ana", button: "Keep changes", label: "Title", mine: "Reading", theirs: "Literacy" },
    path: async () => {
      const { number } = await house.deps.db.write(tx => getPersonRecord(tx, goals.priority.id));
      return `/goals/priorities/${number}`;
    },
  },
  "a person": {
    ...{ who: "ada", button: "Keep changes", label: "Title", mine: "Coach", theirs: "Reading coach" },
    path: async () => {
      const { number } = await house.deps.db.write(tx => getPersonRecord(tx, house.cast.id.tess));
      return `/admin/people/${number}/edit`;
    },
  },
  "a source": {
    ...{ who: "marcus", button: "Save changes", label: "Name", mine: "Title I", theirs: "Title I, Part A" },
    path: async () => `/budget/sources/${(await budgets.source("T1", {})).number}/edit`,
  },
  "an actual": {
    ...{ who: "marcus", button: "Record", label: "Spent so far", mine: "5", theirs: "7" },
    path: async () => `/budget/${await spent()}/lines/1/actual`,
  },
};

test.each(Object.entries(forms))("two people who change %s: the second sees both texts", async (_, form) => {
  const visitor = await visit(house, form.who);
  const path = await form.path();
  const [mine, theirs] = [await visitor.get(path), await visitor.get(path)];
  await theirs.form(form.button).submit({ [form.label]: form.theirs });
  const page = await mine.form(form.button).submit({ [form.label]: form.mine });
  expect(page.status).toBe(409);
  const clash = page.$(".clash").text().replace(/\s+/g, " ");
  expect(clash).toContain(`What you wrote ${form.mine}`);
  expect(clash).toContain(`What is there now ${form.theirs}`);
  // Having seen both, one goes on.
  expect((await page.form(form.button).submit()).status).toBe(200);
});

test("an amount of a source that somebody else set meanwhile is seen before another one is set", async () => {
  const marcus = await visit(house, "marcus");
  const path = `/budget/sources/${(await budgets.source("General", {})).number}`;
  const [mine, theirs] = [await marcus.get(path), await marcus.get(path)];
  await theirs.form("Set amount").submit({ Amount: "100", Reason: "Adopted." });
  const page = await mine.form("Set amount").submit({ Amount: "90", Reason: "Adopted." });
  expect([page.status, page.text.includes("$100"), page.$("[name=cents]").val()]).toEqual([409, true, "90"]);
});

test("the hours left that somebody logged meanwhile are written over by no form made before", async () => {
  const priya = await visit(house, "priya");
  const number = await planned();
  await (await priya.get(`/work/${number}`)).form("Start").submit();
  const [edit, log] = [await priya.get(`/work/${number}/edit`), await priya.get(`/work/${number}`)];
  const first = (await priya.get(`/work/${number}`)).form("Log effort");
  await first.submit({ Hours: "6", "Effort left": "14" });
  const edited = await edit.form("Keep changes").submit({ Title: "Feed, nightly" });
  expect(edited.status).toBe(409);
  const clash = edited.$(".clash").text().replace(/\s+/g, " ");
  expect(clash).toContain("What you wrote 20 What is there now 14");
  const logged = await log.form("Log effort").submit({ Hours: "2" });
  expect([logged.status, logged.errors[0]]).toEqual([
    409,
    expect.stringContaining("This changed while you wrote"),
  ]);
});
