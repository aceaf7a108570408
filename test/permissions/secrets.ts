import { hash } from "node:crypto";
import { draftBudget } from "../../src/budget/budget.actions.ts";
import { addComment } from "../../src/comments/comments.actions.ts";
import { listEstimates } from "../../src/estimates/estimates.queries.ts";
import { type About, addFile } from "../../src/files/files.actions.ts";
import { draftGoal } from "../../src/goals/goals.actions.ts";
import { addLink } from "../../src/links/links.actions.ts";
import { follow } from "../../src/records/records.actions.ts";
import { answerAbout, askAbout } from "../../src/requests/asking.actions.ts";
import { commitRequest } from "../../src/requests/commitment.actions.ts";
import { deliverRequest, estimateRequest, secondRequest } from "../../src/requests/delivery.actions.ts";
import { mergeRequest } from "../../src/requests/duplicate.actions.ts";
import { needToo } from "../../src/requests/needed-too.actions.ts";
import { acceptRequest } from "../../src/requests/triage.actions.ts";
import { logEffort } from "../../src/work/effort.actions.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { aLine, Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import type { House } from "../support/app.ts";
import type { Name } from "../support/cast.ts";

/** Whose a restricted text is; `secrets.test` says who may read it. */
export type Group = "goal draft" | "request draft" | "security matter" | "its work" | "budget draft";

/** A word that stands in one restricted text and nowhere else. */
export type Secret = { word: string; handle: string; group: Group; where: string };

/** Plants words. Each text also holds a handle, by which a search could find it without saying the word. */
export class Planter {
  readonly secrets: Secret[] = [];

  in(group: Group): (where: string) => string {
    return where => {
      const n = this.secrets.length + 1;
      const handle = `handle${n} grip${n}`;
      this.secrets.push({ word: `kanari${n}x`, handle, group, where });
      return `Handle${n} grip${n} kanari${n}x`;
    };
  }

  /** A sum that no other text holds. */
  number(group: Group, where: string, word: string): void {
    this.secrets.push({ word, handle: where, group, where });
  }
}

type Making = { house: House; plant: Planter; make: RequestMaker; goal: string };

/** Restricted texts of every kind, hung under one goal that everybody sees. */
export async function plantSecrets(house: House) {
  const { db } = house.deps;
  const plant = new Planter();
  const make = requestMaker(db, house.cast);
  const goals = await goalMaker(db, house.cast);
  const open = await goals.active();
  const goal = (await goals.see(open)).record.id;
  const making = { house, plant, make, goal };
  const text = plant.in("goal draft");
  const measure = { name: text("measure"), direction: "up", target: 4 } as const;
  const draft = { title: text("title"), why: text("why"), schools: text("schools"), measures: [measure] };
  const drafted = await make.as("ana")((tx, deed) => draftGoal(tx, deed, goals.input(draft)));
  return {
    secrets: plant.secrets,
    goal: open,
    "goal draft": drafted.number,
    "request draft": await make.draft(askedWith(making, "request draft")),
    ...(await plantMatters(making)),
    "budget draft": await plantMoney(making),
  };
}

const askedWith = ({ plant, goal }: Making, group: Group) => {
  const text = plant.in(group);
  return {
    ...{ title: text("title"), need: text("need"), why: text("why"), school: text("school") },
    goals: [goal],
  };
};

/** A security matter from its question to its work, and others that were merged, wait, or are delivered. */
async function plantMatters(making: Making) {
  const { plant, make } = making;
  const text = plant.in("security matter");
  const secret = await make.submitted({ ...askedWith(making, "security matter"), isRestricted: true });
  const about = make.about(secret);
  const said = { question: text("question"), answer: text("answer"), note: text("acceptance") };
  await make.as("lin")((tx, deed) => askAbout(tx, deed, about, said));
  await make.as("tess")((tx, deed) => answerAbout(tx, deed, about, said));
  const need = { school: text("who needs it too"), line: text("why they need it too") };
  await make.as("dana")((tx, deed) => needToo(tx, deed, secret, need));
  await make.as("lin")((tx, deed) => acceptRequest(tx, deed, about, said));
  plant.number("security matter", "its cost", "1,234.61");
  const line = { label: text("cost line"), kind: "services", quantity: 1, unitCents: 123_461 } as const;
  const estimate = make.estimate(41, {
    ...{ assumptions: text("assumptions"), risks: text("risks"), changed: text("what changed") },
    parts: [{ title: text("part of the work"), likelyHours: 41 }],
    lines: [{ ...line, recurrence: "one-time" }],
  });
  await make.as("priya")((tx, deed) => estimateRequest(tx, deed, about, estimate));
  const opinion = { lowHours: 1, likelyHours: 2, highHours: 3, why: text("second opinion") };
  await make.as("dana")((tx, deed) => secondRequest(tx, deed, about, opinion));
  await make.as("lin")((tx, deed) => commitRequest(tx, deed, about, make.promised));
  await plantMatterPapers(making, secret);
  const { id } = await make.see(secret);
  const work = await plantWork(making, id);
  const spent = await plantDecision(making, id);

  const twin = await make.submitted({ title: text("title of a merged one"), isRestricted: true });
  const twinNeed = { school: text("who needed the merged one"), line: text("why they needed it") };
  await make.as("dana")((tx, deed) => needToo(tx, deed, twin, twinNeed));
  const survivor = await make.submitted({ title: "Bell times" }, undefined, "ana");
  await make.as("lin")((tx, deed) => mergeRequest(tx, deed, make.about(twin), { of: `R-${survivor}` }));
  const merged = await make.submitted({ title: "Doors that stay open" }, undefined, "mai");
  await make.as("lin")((tx, deed) => mergeRequest(tx, deed, make.about(merged), { of: `R-${secret}` }));

  const delivered = await make["in delivery"]({
    title: text("title of a delivered one"),
    isRestricted: true,
  });
  const note = text("what was delivered");
  await make.as("priya")((tx, deed) => deliverRequest(tx, deed, make.about(delivered), { note }));
  const waiting = await make.submitted({ title: text("title of a waiting one"), isRestricted: true });
  return {
    "security matter": secret,
    "its work": work,
    "its money": spent,
    survivor,
    merged,
    waiting,
    delivered,
  };
}

type Papers = { group: Group; about: About; by: Name; named: string };
type Where = Parameters<typeof addFile>[4];

/** What is said of it and lies there, with a comment and by itself; whoever may not see it is named too, and not told. */
async function plantPapers({ plant, make }: Making, { group, about, by, named }: Papers): Promise<void> {
  const text = plant.in(group);
  const words = `${text("comment")} ${named}`;
  const { id } = await make.as(by)((tx, deed) => addComment(tx, deed, about, { words }));
  const lay = layWith(make, about, text, by);
  await lay("comment’s", { commentId: id });
  await lay("record’s", {});
}

/** A link and a file at a place of the record. */
const layWith =
  (make: RequestMaker, about: About, text: (where: string) => string, by: Name) =>
  async (whose: string, where: NonNullable<Where>): Promise<void> => {
    const { commentId, estimate } = where;
    const place = { ...(commentId && { commentId }), ...(estimate && { estimate }) };
    const link = {
      title: text(`${whose} link`),
      url: `https://district.example/${text(`${whose} address`).replaceAll(" ", "/")}`,
    };
    await make.as(by)((tx, deed) => addLink(tx, deed, about, link, place));
    const content = Buffer.from(text(`${whose} file`));
    const name = `${text(`name of the ${whose} file`)}.txt`;
    const file = {
      ...{ name, mediaType: "text/plain", bytes: content.length, sha256: hash("sha256", content) },
      content: async function* () {
        yield content;
      },
    };
    await make.as(by)((tx, deed) => addFile(tx, deed, about, file, where));
  };

/** Papers of the security matter and of its estimate, for one who once followed it and may see it no more. */
async function plantMatterPapers(making: Making, number: number): Promise<void> {
  const { house, plant, make } = making;
  const about = { kind: "request", number } as const;
  await plantPapers(making, { group: "security matter", about, by: "tess", named: "@Mai Vang @Priya Nair" });
  const { id } = await make.see(number);
  const { db } = house.deps;
  const [estimate] = await listEstimates(db.read, id);
  if (!estimate) throw new Error("the matter has no estimate");
  await layWith(make, about, plant.in("security matter"), "priya")("estimate’s", { estimate });
  const deed = await house.cast.deed("mai");
  await db.write(tx => follow(tx, deed, id, house.cast.id.mai));
}

/** Money for it that everybody sees, the board too: what is asked for is open, what it serves is not. */
async function plantDecision({ house }: Making, requestId: string): Promise<number> {
  const budgets = new Budgets(house.deps.db, house.cast);
  const source = await budgets.source("Bond", { 2028: 50_000_000 });
  const lines = [aLine({ label: "Controllers", unitCents: 4_200_000, sourceId: source.id })];
  const number = await budgets.reviewed({ title: "Door controllers", servesIds: [requestId], lines });
  await budgets.decide(number);
  return number;
}

async function plantWork({ house, plant, make, goal }: Making, requestId: string): Promise<number> {
  const text = plant.in("its work");
  plant.number("its work", "hours left", "7,777");
  const planned = {
    ...{ title: text("title"), plainWords: text("in plain words"), hoursLeft: 7779 },
    ...{ owner: house.cast.id.priya, due: "2026-11-25", goals: [goal], requests: [requestId] },
  };
  const { number } = await make.as("priya")((tx, deed) => planWork(tx, deed, planned));
  const move = make.as("priya");
  await move((tx, deed) => moveWork(tx, deed, number, { move: "start" }, null));
  const spent = { hours: 2, day: "2026-11-23", note: text("effort note") };
  await move((tx, deed) => logEffort(tx, deed, number, spent));
  const by = text("what blocks it");
  await move((tx, deed) => moveWork(tx, deed, number, { move: "block", by }, null));
  return number;
}

async function plantMoney(making: Making): Promise<number> {
  const { house, plant, make, goal } = making;
  const text = plant.in("budget draft");
  plant.number("budget draft", "its sum", "98,765.43");
  const source = await new Budgets(house.deps.db, house.cast).source("General Fund", { 2028: 50_000_000 });
  const asked = {
    ...{ title: text("title"), justification: text("justification"), ifDeclined: text("if declined") },
    ...{ fiscalYear: 2028, servesIds: [goal] },
    lines: [aLine({ label: text("line"), unitCents: 9_876_543, sourceId: source.id })],
  };
  const { number } = await make.as("mai")((tx, deed) => draftBudget(tx, deed, asked));
  const about = { kind: "budget", number } as const;
  await plantPapers(making, { group: "budget draft", about, by: "mai", named: "@Tess Moreno @Lin Tran" });
  return number;
}
