import { beforeAll, describe, expect, test } from "vitest";
import { composeDigests } from "../../src/digest/digest.actions.ts";
import { getReader } from "../../src/digest/digest.queries.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { forecastNow } from "../../src/forecast/days.timers.ts";
import { leaveSeat, takeSeat } from "../../src/records/records.actions.ts";
import { getRecord, seatsOf } from "../../src/records/records.queries.ts";
import type { Kind, Seat } from "../../src/records/records.rules.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { columns as tableColumns } from "../../src/shared/permissions.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { columns, type Member, makeColumns, type Relation, relations, type Seeing, sees } from "./columns.ts";

/** A restricted record of each kind, and the word in its title that no other text holds. */
type Hidden = { id: string; path: string; word: string; seeing: Seeing; own: Seat; mine: Seat };

const lists = { goal: "/goals", request: "/requests", work: "/work", budget: "/budget" } as const;
type Noun = keyof typeof lists;

const drafts: Seeing = "drafts: author, sponsor, partner, liaisons";
const money: Seeing = "budget drafts: author, liaisons, finance";
const restricted: Seeing = "a box for security matters: requester, technologists, liaisons";

let house: House;
let members: Member[];
/** A goal that everybody sees, under which all of it hangs. */
let goalPage: string;
const hidden: Record<string, Hidden> = {};
/** What each member reads on pages and in the digest: before anything is hidden, with drafts, and with all of it. */
const moments: Map<Member, Map<string, string>>[] = [];

const titled = (word: string) => ({ title: `${word} gripping` });

async function hide(name: string, kind: Noun, number: number, seeing: Seeing, seats: [Seat, Seat]) {
  const { id } = await getRecord(house.deps.db.read, commandLine, kind as Kind, number);
  const [own, mine] = seats;
  hidden[name] = { id, path: `${lists[kind]}/${number}`, word: wordOf(name), seeing, own, mine };
}
const wordOf = (name: string) => `kanari${name.replaceAll(" ", "")}`;

beforeAll(async () => {
  house = await makeHouse();
  members = (await makeColumns(house)).filter(({ isApprover }) => !isApprover);
  const { db } = house.deps;
  const goals = await goalMaker(db, house.cast);
  const requests = requestMaker(db, house.cast);
  const budgets = new Budgets(db, house.cast);
  const number = await goals.active();
  goalPage = `/goals/${number}`;
  const open = (await goals.see(number)).record.id;
  await requests.submitted({ goals: [open] });
  await remember();

  await hide("goal draft", "goal", await goals.draft(titled(wordOf("goal draft"))), drafts, [
    "author",
    "sponsor",
  ]);
  const draft = { ...titled(wordOf("request draft")), goals: [open] };
  await hide("request draft", "request", await requests.draft(draft), drafts, ["requester", "owner"]);
  const spend = { ...titled(wordOf("budget draft")), servesIds: [open] };
  await hide("budget draft", "budget", await budgets.draft(spend), money, ["author", "owner"]);
  await remember();

  const matter = { isRestricted: true, goals: [open] };
  const waiting = await requests.submitted({ ...matter, ...titled(wordOf("waiting matter")) });
  await hide("waiting matter", "request", waiting, restricted, ["requester", "owner"]);
  const promised = await requests.committed({ ...matter, ...titled(wordOf("promised matter")) });
  await hide("promised matter", "request", promised, restricted, ["requester", "owner"]);
  const planned = {
    ...titled(wordOf("its work")),
    goals: [open],
    requests: [hidden["promised matter"]?.id ?? ""],
  };
  const work = await requests.as("priya")((tx, deed) => planWork(tx, deed, { ...planned, hoursLeft: 30 }));
  await hide("its work", "work", work.number, restricted, ["author", "owner"]);
  await remember();
}, 120_000);

/** Ids, keys of forms and bars drawn by them are other ones each time. */
const plain = (body: string): string => body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");

const listed = Object.values(lists).map(list => `${list}?state=all`);
/** Where things are counted, summed and told of. */
const counting = [
  "/",
  "/triage",
  "/capacity",
  "/capacity/held",
  "/capacity/what-if",
  "/budget/packet?year=2028",
  "/liaisons",
  "/digest",
];
const everywhere = [
  ...counting,
  ...listed,
  ...listed.map(list => `${list}&format=csv`),
  "/search?q=gripping",
];

async function remember(): Promise<void> {
  const { db } = house.deps;
  const deed = await house.cast.deed("ada");
  const period = latestPeriod(deed.now, deed.district);
  await forecastNow(house.deps, deed.district);
  const seen = new Map<Member, Map<string, string>>();
  for (const member of members) {
    const read = new Map<string, string>();
    for (const url of [...everywhere, goalPage]) {
      const { status, body } = await member.caller.get(url);
      if (status >= 500) throw new Error(`${url} answers ${status}`);
      read.set(url, plain(body));
    }
    const reader = await getReader(db.read, member.id, deed.today);
    const [digest] = period ? await composeDigests(house.deps, deed, period, [reader]) : [];
    read.set("the digest", plain(`${digest?.subject} ${digest?.text}`));
    seen.set(member, read);
  }
  moments.push(seen);
}

const pagesOf = (member: Member, moment: number) => moments[moment]?.get(member) ?? new Map<string, string>();

/** Whether anything that was hidden between two moments is this one's to see. */
const seesAny = (column: Member["column"], names: readonly string[]) =>
  names.some(name => sees(hidden[name]?.seeing ?? drafts, column, "other"));

describe("what is restricted changes no row, count, sum or digest of those who may not see it:", () => {
  const steps = [
    { moment: 1, names: ["goal draft", "request draft", "budget draft"] },
    { moment: 2, names: ["waiting matter", "promised matter", "its work"] },
  ];
  test.each(steps)("$names", ({ moment, names }) => {
    // The hours of all that is promised are one sum for the team, which names nothing.
    const summed = "/capacity";
    const unlike: string[] = [];
    const told: string[] = [];
    for (const member of members) {
      const before = pagesOf(member, moment - 1);
      for (const [url, text] of pagesOf(member, moment))
        if (text !== before.get(url) && url !== summed)
          (seesAny(member.column, names) ? told : unlike).push(`${member.column}: ${url}`);
    }
    expect(unlike).toEqual([]);
    // Control: those who may see it have rows, counts and a digest that say so.
    for (const url of ["/requests?state=all", "/search?q=gripping", goalPage])
      expect(told).toContain(`liaison: ${url}`);
    if (moment === 2)
      expect(told).toEqual(expect.arrayContaining(["liaison: /triage", "liaison: the digest"]));
  });
});

/** Seats the member at everything hidden, reads, and puts back who sat there. */
async function sitting(member: Member, relation: Relation, read: () => Promise<void>): Promise<void> {
  const { db } = house.deps;
  const deed = await house.cast.deed("ada");
  const seats =
    relation === "other" ? [] : Object.values(hidden).map(each => ({ id: each.id, seat: each[relation] }));
  const before = await Promise.all(seats.map(async ({ id, seat }) => (await seatsOf(db.read, id))[seat]));
  await db.write(async tx => {
    for (const { id, seat } of seats) await takeSeat(tx, deed, id, seat, member.id);
  });
  await read();
  await db.write(async tx => {
    for (const [index, { id, seat }] of seats.entries()) {
      const one = before[index];
      if (one) await takeSeat(tx, deed, id, seat, one);
      else await leaveSeat(tx, id, seat);
    }
  });
}

describe("on every channel alike a restricted record is there or not:", () => {
  test("knows every column of the table", () => {
    expect(members.map(({ column }) => column)).toEqual([...tableColumns]);
  });

  test.each(columns)("%s", async column => {
    const member = members.find(each => each.column === column);
    if (!member) throw new Error(`nobody is only ${column}`);
    const wrong: string[] = [];
    for (const relation of relations)
      await sitting(member, relation, async () => {
        const bodies = new Map<string, string>();
        for (const url of everywhere.slice(counting.length))
          bodies.set(url, (await member.caller.get(url)).body);
        for (const [name, { path, word, seeing }] of Object.entries(hidden)) {
          const may = sees(seeing, column, relation);
          const list = path.replace(/\d+$/, "").slice(0, -1);
          const { status } = await member.caller.get(path);
          const found = {
            page: status === 200,
            row: bodies.get(`${list}?state=all`)?.includes(word),
            csv: bodies.get(`${list}?state=all&format=csv`)?.includes(word),
            search: bodies.get("/search?q=gripping")?.includes(word),
          };
          for (const [channel, is] of Object.entries(found))
            if (is !== may) wrong.push(`${relation}: ${name}, ${channel}: ${is}`);
        }
      });
    expect(wrong).toEqual([]);
  });
});

test("an error says of what may not be seen what it says of what never was: as a page, as JSON, and to a post", async () => {
  const wrong: string[] = [];
  const same = (answer: { status: number; body: string }, path: string) =>
    `${answer.status} ${plain(answer.body).replaceAll(path, "PATH")}`;
  for (const { column, caller } of members)
    for (const [name, { path, seeing }] of Object.entries(hidden)) {
      if (sees(seeing, column, "other")) continue;
      const never = path.replace(/\d+$/, "999999");
      const headers = { accept: "application/json" };
      for (const ask of [
        (url: string) => caller.get(url),
        (url: string) => caller.ask({ method: "GET", url, headers }),
        (url: string) => caller.post(`${url}/edit`, {}),
      ])
        if (same(await ask(path), path) !== same(await ask(never), never)) wrong.push(`${column}: ${name}`);
    }
  expect(wrong).toEqual([]);
});
