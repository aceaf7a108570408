import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { returnBudget } from "../../src/budget/road.actions.ts";
import { stepBack as stepBackBudget } from "../../src/budget/step-back.actions.ts";
import type { Tx } from "../../src/db/database.ts";
import { holdGoal, stepBack as stepBackGoal } from "../../src/goals/goal-moves.actions.ts";
import { sendBackGoal } from "../../src/goals/goals.actions.ts";
import { changePerson, endTerm } from "../../src/people/access.actions.ts";
import { disablePerson, endSessions } from "../../src/people/people.actions.ts";
import { getPersonRecord } from "../../src/people/people.queries.ts";
import type { PersonInput } from "../../src/people/people.rules.ts";
import { people } from "../../src/people/people.table.ts";
import { getPerson, listTerms } from "../../src/people/people-list.queries.ts";
import { getRecord } from "../../src/records/records.queries.ts";
import type { Kind } from "../../src/records/records.rules.ts";
import { answerAbout, askAbout, withdrawRequest } from "../../src/requests/asking.actions.ts";
import { startRequest } from "../../src/requests/delivery.actions.ts";
import { stepBack } from "../../src/requests/step-back.actions.ts";
import { acceptRequest, declineRequest } from "../../src/requests/triage.actions.ts";
import { AppError } from "../../src/shared/app-error.ts";
import { commandLine, type Deed, type Person } from "../../src/shared/deed.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { visit } from "../support/page.ts";

let house: House;
let goals: Awaited<ReturnType<typeof goalMaker>>;
let requests: ReturnType<typeof requestMaker>;
let budgets: Budgets;

beforeAll(async () => {
  house = await makeHouse();
  goals = await goalMaker(house.deps.db, house.cast);
  requests = requestMaker(house.deps.db, house.cast);
  budgets = new Budgets(house.deps.db, house.cast);
});

type Back = (tx: Tx, deed: Deed) => Promise<unknown>;
const ofRequest =
  (number: number): Back =>
  (tx, deed) =>
    stepBack(tx, deed, requests.about(number));

/** Takes a step as `who` and says how it is taken back. */
type Step = { who: Name; take(): Promise<Back>; lost: Partial<Person>; told: string };

const asked = async (
  given: Promise<number>,
  who: Name,
  verb: (tx: Tx, deed: Deed, number: number) => unknown,
) => {
  const number = await given;
  await requests.as(who)(async (tx, deed) => verb(tx, deed, number));
  return ofRequest(number);
};
let funds = 0;
const noTerm = { liaisonSide: null };
const sourced = async () => {
  funds += 1;
  const { id: sourceId } = await budgets.source(`Fund ${funds}`, { 2028: 10_000_000 });
  const label = "Feed";
  return {
    lines: [
      { label, kind: "services", quantity: 1, unitCents: 1000, recurrence: "one-time", sourceId } as const,
    ],
  };
};
const ofBudget =
  (number: number): Back =>
  (tx, deed) =>
    stepBackBudget(tx, deed, { number });
const ofGoal =
  (number: number): Back =>
  (tx, deed) =>
    stepBackGoal(tx, deed, { number });

const steps: Record<string, Step> = {
  "a request accepted": {
    ...{ who: "lin", lost: noTerm, told: "Only a liaison in a running term can take back a step of R-" },
    take: () =>
      asked(requests.submitted(), "lin", (tx, deed, number) =>
        acceptRequest(tx, deed, requests.about(number), {}),
      ),
  },
  "a request declined": {
    ...{ who: "lin", lost: noTerm, told: "Only a liaison in a running term can take back a step of R-" },
    take: () =>
      asked(requests.submitted(), "lin", (tx, deed, number) =>
        declineRequest(tx, deed, requests.about(number), { reason: "No." }),
      ),
  },
  "a request answered": {
    ...{ who: "tess", lost: { role: "viewer" }, told: "Only Tess Moreno, who asked for it, can take back" },
    take: async () => {
      const number = await requests.submitted();
      const about = requests.about(number);
      await requests.as("lin")((tx, deed) => askAbout(tx, deed, about, { question: "Which?" }));
      await requests.as("tess")((tx, deed) => answerAbout(tx, deed, about, { answer: "All." }));
      return ofRequest(number);
    },
  },
  "a request withdrawn": {
    ...{ who: "tess", lost: { role: "viewer" }, told: "Only Tess Moreno, who asked for it, can take back" },
    take: () =>
      asked(requests.submitted(), "tess", (tx, deed, number) =>
        withdrawRequest(tx, deed, requests.about(number), {}),
      ),
  },
  "a request started": {
    ...{ who: "priya", lost: { role: "educator" }, told: "Only a technologist can take back a step of R-" },
    take: () =>
      asked(requests.committed(), "priya", (tx, deed, number) =>
        startRequest(tx, deed, requests.about(number)),
      ),
  },
  "a goal put on hold": {
    ...{
      who: "ana",
      lost: { role: "educator" },
      told: "Only the sponsor, Ana Ruiz, the partner, Dana Okafor, or a liaison can",
    },
    take: async () => {
      const number = await goals.active();
      await goals.as("ana")((tx, deed) => holdGoal(tx, deed, { number }, { reason: "Until spring." }));
      return ofGoal(number);
    },
  },
  "a goal confirmed": {
    ...{
      who: "dana",
      lost: { role: "viewer" },
      told: "Only the sponsor, Ana Ruiz, or the partner, Dana Okafor, can",
    },
    take: async () => ofGoal(await goals.active()),
  },
  "a goal sent back": {
    ...{
      who: "lin",
      lost: { liaisonSide: null, role: "leader" },
      told: "Only a liaison can take this step back",
    },
    take: async () => {
      const number = await goals.proposed();
      await goals.as("lin")((tx, deed) => sendBackGoal(tx, deed, { number }, { reason: "Which grade?" }));
      return ofGoal(number);
    },
  },
  "a budget request submitted": {
    ...{ who: "priya", lost: { role: "viewer" }, told: "takes its author, while they may ask for money" },
    take: async () => ofBudget(await budgets.submitted()),
  },
  "a budget request endorsed": {
    ...{ who: "joe", lost: noTerm, told: "takes a liaison in a running term of leadership or technology" },
    take: async () => ofBudget(await budgets.endorsed()),
  },
  "a budget request returned": {
    ...{ who: "marcus", lost: { role: "leader" }, told: "takes somebody whose turn it was" },
    take: async () => {
      const number = await budgets.endorsed();
      await budgets.by("marcus", (tx, deed) => returnBudget(tx, deed, { number, comment: "Why?" }));
      return ofBudget(number);
    },
  },
  "a budget request reviewed": {
    ...{ who: "marcus", lost: { role: "leader" }, told: "takes somebody of finance who did not ask for it" },
    take: async () => ofBudget(await budgets.reviewed(await sourced())),
  },
  "a budget request decided": {
    ...{ who: "grace", lost: { isApprover: false }, told: "takes an approver" },
    take: async () => {
      const number = await budgets.reviewed(await sourced());
      await budgets.decide(number);
      return ofBudget(number);
    },
  },
};

/** A budget draft, or a goal's, may be out of sight for whoever lost the right: then it is not found. */
const refusedFor = async (back: Back, deed: Deed): Promise<string> => {
  const error = await house.deps.db.write(tx => back(tx, deed)).catch((thrown: unknown) => thrown);
  return error instanceof AppError ? `${error.code}: ${error.message}` : `done: ${String(error)}`;
};

describe("a step of one whose right to it has ended since is taken back by nobody:", () => {
  test.each(Object.entries(steps))("%s", async (_, { who, take, lost, told }) => {
    const back = await take();
    const deed = await house.cast.deed(who);
    const said = await refusedFor(back, { ...deed, by: { ...deed.by, ...lost } });
    expect(said).toMatch(/^(forbidden: |not_found: )/);
    if (said.startsWith("forbidden")) expect(said).toContain(told);
    // The same by the same with the right: what stood in the way was the right alone.
    expect(await refusedFor(back, deed)).toMatch(/^done: /);
  });

  test("an endorsement counts for the side that it was given for, whatever side a new term is for", async () => {
    const number = await budgets.endorsed();
    const deed = await house.cast.deed("joe");
    await house.deps.db.write(tx =>
      stepBackBudget(tx, { ...deed, by: { ...deed.by, liaisonSide: "leadership" } }, { number }),
    );
    const { steps: left } = await budgets.get(number);
    expect(left.map(({ step }) => step)).toEqual(["endorsed for leadership"]);
  });
});

/** What an administrator does between the form and its post. */
const between = {
  async "the term ends"(personId: string, tx: Tx, deed: Deed) {
    for (const term of await listTerms(tx, [personId], null)) await endTerm(tx, deed, personId, term.id);
  },
  async "the role changes"(personId: string, tx: Tx, deed: Deed) {
    const { record, person } = await getPersonOf(tx, personId);
    const input: PersonInput = {
      ...{ name: person.name, email: person.email, isAdmin: false, isApprover: false },
      ...{ role: "viewer", side: "none" },
    };
    await changePerson(tx, deed, record.number, input, { version: null, secret: null });
  },
  /** The session is there still: what counts is the right of this moment. */
  async "the role is another"(personId: string, tx: Tx) {
    await tx.update(people).set({ role: "viewer" }).where(eq(people.id, personId));
  },
  async "the sessions end"(personId: string, tx: Tx, deed: Deed) {
    await endSessions(tx, deed, personId);
  },
  async "the person is disabled"(personId: string, tx: Tx, deed: Deed) {
    await disablePerson(tx, deed, (await getPersonOf(tx, personId)).person);
  },
};

async function getPersonOf(tx: Tx, personId: string) {
  const record = await getPersonRecord(tx, personId);
  return getPerson(tx, record.number);
}

type Post = {
  who: Name;
  what: keyof typeof between;
  path(): Promise<string>;
  button: string;
  fields?: Record<string, string>;
  /** null where the post leads to sign in. */
  told: string | null;
};

const posts: Post[] = [
  {
    ...{ who: "omar", what: "the term ends", button: "Accept" },
    path: async () => `/requests/${await requests.submitted()}/acceptance/new`,
    told: "Only a liaison in a running term can accept",
  },
  {
    ...{ who: "priya", what: "the role is another", button: "Send estimate" },
    path: async () => `/requests/${await requests.accepted()}/estimates/new`,
    fields: { Low: "4", Likely: "8", High: "16" },
    told: "does not exist, or you may not see it.",
  },
  {
    ...{ who: "marcus", what: "the role is another", button: "Set amount" },
    path: async () => `/budget/sources/${(await budgets.source("Title I", {})).number}`,
    fields: { Amount: "100", Reason: "Adopted." },
    told: "does not exist, or you may not see it.",
  },
  {
    ...{ who: "sam", what: "the role changes", button: "Send estimate" },
    path: async () => `/requests/${await requests.accepted()}/estimates/new`,
    fields: { Low: "4", Likely: "8", High: "16" },
    told: null,
  },
  {
    ...{ who: "tess", what: "the sessions end", button: "Send request" },
    path: async () => `/requests/${await requests.draft()}`,
    told: null,
  },
  {
    ...{ who: "dana", what: "the person is disabled", button: "Confirm goal" },
    path: async () => `/goals/${await goals.proposed()}/confirmation`,
    told: null,
  },
];

const kindOf: Record<string, Kind> = { goals: "goal", requests: "request", budget: "source" };

describe("between the form and its post", () => {
  test.each(posts)(
    "$what: the post of $who does nothing",
    async ({ who, what, path, button, fields, told }) => {
      const visitor = await visit(house, who);
      const url = await path();
      const form = (await visitor.get(url)).form(button);
      const [, noun = "", number = ""] = /^\/(\w+)(?:\/sources)?\/(\d+)/.exec(url) ?? [];
      const kind = kindOf[noun];
      if (!kind) throw new Error(`${url} is no record's`);
      const seen = () => getRecord(house.deps.db.read, commandLine, kind, Number(number));
      const before = await seen();
      const deed = { ...(await house.cast.deed("ada")), by: commandLine };
      await house.deps.db.write(tx => between[what](house.cast.id[who], tx, deed));
      const page = await form.submit(fields);
      if (told === null) expect(page.heading).toBe("Sign in");
      else
        expect([[403, 404].includes(page.status), page.text]).toEqual([true, expect.stringContaining(told)]);
      if (fields?.Reason) expect(page.text).toContain(`What you wrote Reason ${fields.Reason}`);
      expect(await seen()).toEqual(before);
    },
  );
});
