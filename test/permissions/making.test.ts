import { readFileSync } from "node:fs";
import * as cheerio from "cheerio";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { keepAnswer } from "../../src/people/answered-forms.queries.ts";
import { records } from "../../src/records/records.table.ts";
import { newId } from "../../src/shared/ids.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Answered, type Caller, type Fields, undoing } from "../support/caller.ts";
import { columns, isGiven, type Member, makeColumns } from "./columns.ts";

let house: House;
/** Where a write stays. */
let stored: Database;
let members: Member[];
let priority: { id: string; number: number };
let goal: number;
/** A number is drawn again when a write is tried again: it is asked, not known. */
const numbered = (path: string) =>
  path.replace(":priority", String(priority.number)).replace(":goal", String(goal));

beforeAll(async () => {
  house = await makeHouse();
  members = (await makeColumns(house)).filter(member => !member.isApprover);
  const { db } = house.deps;
  const goals = await goalMaker(db, house.cast);
  goal = await goals.active();
  const { id } = goals.priority;
  const made = await db.read.select({ number: records.number }).from(records).where(eq(records.id, id));
  priority = { id, number: made[0]?.number ?? 0 };
  // What is made from here on is undone, so that each finds the house as it was.
  stored = db;
  house.deps.db = undoing(db);
}, 60_000);

type Making = {
  row: string;
  path: string;
  fields?: () => Fields;
  /** Where its form is, and the page that leads there. */
  form?: string;
  from?: string;
  file?: string;
};

const line = { label: "Feed", kind: "services", quantity: "1", unitCents: "1000", recurrence: "one-time" };
const asked = {
  ...{ title: "Nightly class lists", need: "Lists.", kind: "integration", why: "Children wait." },
  ...{ neededBy: "2027-02-01", school: "Kelly", people: "20", studentData: "no" },
};
const goalText = () => ({
  ...{ title: "Every third grader reads", priorityId: priority.id, rhythm: "monthly" },
  why: "Four of ten read below level.",
});
const drafting = "draft, propose, edit, discard a draft goal";
const asking = "submit, answer, withdraw, confirm a request";
const spending = "draft, submit a budget request";
const together = "import a plan, send the group's digest now";

const makings: Record<string, Making> = {
  "draft a goal": {
    ...{ row: drafting, path: "/goals", form: "/goals/new", from: "/goals" },
    fields: () => ({ ...goalText(), deed: "draft" }),
  },
  "propose a goal at once": {
    ...{ row: drafting, path: "/goals" },
    fields: () => ({
      ...{ ...goalText(), due: "2027-06-30" },
      ...{ sponsor: "Ana Ruiz", partner: "Dana Okafor" },
    }),
  },
  "copy a goal to the next year": {
    ...{ row: drafting, path: "/goals/:goal/continuation", form: "/goals/:goal/continuation/new" },
    from: "/goals/:goal",
    fields: () => ({ title: "Every third grader reads", why: "They wait.", due: "2028-06-30" }),
  },
  "make a priority": {
    row: "manage priorities",
    ...{ path: "/goals/priorities", form: "/goals/priorities/new", from: "/goals/priorities" },
    fields: () => ({ code: "2", title: "Safety", position: "2" }),
  },
  "change a priority": {
    ...{ row: "manage priorities", path: "/goals/priorities/:priority", form: "/goals/priorities/:priority" },
    from: "/goals/priorities",
    fields: () => ({ code: "1", title: "Achievement", position: "1" }),
  },
  "draft a request": {
    ...{ row: asking, path: "/requests", form: "/requests/new", from: "/requests" },
    fields: () => ({ title: "Lists", deed: "draft" }),
  },
  "send a request": { row: asking, path: "/requests", fields: () => asked },
  "plan work": {
    row: "estimate; make and move work items; log effort; deliver",
    ...{ path: "/work", form: "/work/new", from: "/work", fields: () => ({ title: "Feed" }) },
  },
  "draft a budget request": {
    ...{ row: spending, path: "/budget", form: "/budget/new", from: "/budget" },
    fields: () => ({ title: "Feeds", fiscalYear: "2028", deed: "draft" }),
  },
  "submit a budget request": {
    ...{ row: spending, path: "/budget" },
    fields: () => ({
      ...{ title: "Feeds", fiscalYear: "2028", justification: "Needed.", ifDeclined: "Paper." },
      ...Object.fromEntries(Object.entries(line).map(([name, value]) => [`lines.0.${name}`, value])),
    }),
  },
  "make a source": {
    row: "manage sources",
    ...{ path: "/budget/sources", form: "/budget/sources/new", from: "/budget/sources" },
    fields: () => ({ name: "Fund", code: "GF", level: "local" }),
  },
  "check a plan": {
    ...{ row: together, path: "/admin/imports/checks", form: "/admin/imports" },
    file: "test/fixtures/plans/snohomish-sd-wa.csv",
  },
  "check a file of requests": {
    ...{ row: together, path: "/admin/imports/requests/checks", form: "/admin/imports/requests" },
    ...{ from: "/admin/imports", file: "test/fixtures/imports/requests.csv" },
  },
  "check a file of past effort": {
    ...{ row: together, path: "/admin/imports/effort/checks", form: "/admin/imports/effort" },
    ...{ from: "/admin/imports", file: "test/fixtures/effort/made.csv" },
  },
  "send the digest": { row: together, path: "/digest/sending", from: "/digest" },
  "send a test mail": { row: "mail", path: "/admin/mail/tests", form: "/admin/mail" },
};

const said = ({ status, body }: Answered): string =>
  `${status} ${cheerio.load(body)("main").text().replace(/\s+/g, " ").slice(0, 200)}`;

/** Some are told who can; a page that a person may not even see is not found. */
const isRefused = ({ status, body }: Answered): boolean =>
  status === 404 || (status === 403 && /Only |Leaders, technologists, finance and liaisons ask/.test(body));

async function make(caller: Caller, { path, fields, file }: Making): Promise<Answered> {
  const key = newId();
  if (!file) return caller.post(path, { ...fields?.(), key });
  return caller.upload(path, { key }, new File([readFileSync(file)], "plan.csv"));
}

const leadsTo = (body: string, { path, form = path }: Making): boolean =>
  cheerio.load(body)(`main a[href^="${form}"], main form[method="post"][action="${path}"]`).length > 0;

/** Long writes, which take the form's key in a transaction of their own: their tests are their nouns'. */
const ownKeys = ["/digest/sending"];
const hasOwnKey = (path: string) => path.startsWith("/admin/imports/") || ownKeys.includes(path);

describe("who makes something new:", () => {
  test.each(Object.entries(makings))("%s", async (_, { path, form, ...rest }) => {
    const making = { ...rest, path: numbered(path), ...(form && { form: numbered(form) }) };
    const found: string[] = [];
    for (const { column, caller } of members) {
      const given = isGiven(making.row, column, "own");
      const answer = await make(caller, making);
      const isDone = answer.status === 303 && !answer.location.startsWith("/sign-in");
      if (given ? !isDone : !isRefused(answer)) found.push(`${column}: the post is ${said(answer)}`);
      if (making.form) {
        const form = await caller.get(making.form);
        if (given ? form.status !== 200 : !isRefused(form))
          found.push(`${column}: the form is ${said(form)}`);
      }
      if (making.from) {
        const from = await caller.get(numbered(making.from));
        const shown = from.status === 200 && leadsTo(from.body, making);
        if (shown !== given) found.push(`${column}: ${making.from} ${given ? "hides" : "shows"} it`);
      }
    }
    expect(found).toEqual([]);
  });

  test.each(Object.entries(makings).filter(([, { path }]) => !hasOwnKey(path)))(
    "once, when the form comes twice: %s",
    async (_, making) => {
      const member = members.find(({ column }) => isGiven(making.row, column, "own"));
      if (!member) throw new Error("nobody makes it");
      const { caller, id: personId } = member;
      const key = newId();
      const location = `/help?answered=${key}`;
      await stored.write(tx => keepAnswer(tx, { key, personId, location, at: house.deps.clock.now() }));
      const answer = await caller.post(numbered(making.path), { ...making.fields?.(), key });
      expect(answer).toMatchObject({ status: 303, location });
    },
  );

  test("knows every column of the table", () => {
    expect(members.map(({ column }) => column)).toEqual([...columns]);
  });
});
