import { count, sum } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { keepAnswer } from "../../src/people/answered-forms.queries.ts";
import { leaveSeat, takeSeat } from "../../src/records/records.actions.ts";
import { seatsOf } from "../../src/records/records.queries.ts";
import type { Seat } from "../../src/records/records.rules.ts";
import { records } from "../../src/records/records.table.ts";
import { newId } from "../../src/shared/ids.ts";
import { type House, makeHouse } from "../support/app.ts";
import { undoing } from "../support/caller.ts";
import { isGiven, type Member, makeColumns, type Relation, relations, sees } from "./columns.ts";
import { makeThings, type Thing, type ThingName, thingNames, type World } from "./things.ts";
import { type Verb, verbsOf } from "./verbs.ts";

let house: House;
let members: Member[];
let world: World;
let verbs: Record<ThingName, Verb[]>;

beforeAll(async () => {
  house = await makeHouse();
  members = await makeColumns(house);
  world = await makeThings(house);
  verbs = verbsOf(world);
}, 120_000);

const seatFor = (thing: Thing, relation: Relation): Seat | null =>
  relation === "other" ? null : thing[relation];

/** Seats the person there, calls, and puts back who sat there. */
async function sitting<T>(
  thing: Thing,
  seat: Seat | null,
  personId: string,
  call: () => Promise<T>,
): Promise<T> {
  if (!seat) return call();
  const { db } = house.deps;
  const { id } = thing.record;
  const deed = await house.cast.deed("ada");
  const before = (await seatsOf(db.read, id))[seat];
  await db.write(tx => takeSeat(tx, deed, id, seat, personId));
  const answer = await call();
  await db.write(tx => (before ? takeSeat(tx, deed, id, seat, before) : leaveSeat(tx, id, seat)));
  return answer;
}

/** What is asked of the app is done, answered and undone: the next one finds the thing as it was. */
async function undone<T>(call: () => Promise<T>): Promise<T> {
  const { db } = house.deps;
  house.deps.db = undoing(db);
  try {
    return await call();
  } finally {
    house.deps.db = db;
  }
}

/** Read as text: a parser takes ten times as long, some thousand times. */
const mainOf = (body: string): string => body.slice(body.indexOf("<main"), body.indexOf("</main>"));
const wordsIn = (body: string): string =>
  mainOf(body)
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ");

/** Who can, by name or by office. */
const namesWhoCan = /Only [^.]+ can |Only people in technology plan|takes (an?|somebody|another) /;

async function tried(thing: Thing, { path, fields }: Verb, { caller }: Member): Promise<string> {
  const url = `${thing.path}${path}`;
  const answer = await undone(() => caller.post(url, { ...fields, key: newId() }));
  if (answer.status === 303) return answer.location.startsWith("/sign-in") ? "sign-in" : "done";
  if (answer.status === 404) return "not found";
  if (answer.status !== 403) return `${answer.status}: ${wordsIn(answer.body).slice(0, 300)}`;
  return namesWhoCan.test(wordsIn(answer.body)) ? "forbidden" : `forbidden, but: ${wordsIn(answer.body)}`;
}

/** Where a page leads: by links, and by forms. */
const leadsTo = (body: string): string[] =>
  [...mainOf(body).matchAll(/<(?:a|form)\s(?:[^>]*\s)?(?:href|action)="([^"]*)/g)].map(([, to = ""]) => to);

/** Whether a page leads to the verb: a link, or a form of its own. */
const shows = (leads: readonly string[], address: string): boolean =>
  leads.some(to => to === address || ["/", "?", "#"].some(next => to.startsWith(`${address}${next}`)));

/** All that differs from the table, for one person and one relation to one thing. */
async function differences(name: ThingName, relation: Relation, member: Member): Promise<string[]> {
  const thing = world.things[name];
  const { column, isApprover, caller } = member;
  const seen = sees(thing.seeing, column, relation);
  const found: string[] = [];
  const page = await caller.get(thing.path);
  const leads = leadsTo(page.body);
  if (page.status !== (seen ? 200 : 404)) found.push(`the page answers ${page.status}`);
  for (const verb of verbs[name]) {
    // "Any" is any that one sees.
    const given = seen && isGiven(verb.row, column, relation) && (isApprover || !verb.byFlag);
    const wanted = given ? "done" : seen ? "forbidden" : "not found";
    const got = await tried(thing, verb, member);
    if (got !== wanted) found.push(`${verb.verb}: ${got}, not ${wanted}`);
    if (seen && shows(leads, `${thing.path}${verb.path}`) !== given)
      found.push(`${verb.verb}: the page ${given ? "hides" : "shows"} it`);
  }
  return found.map(each => `${column}${isApprover ? " with the flag" : ""}, ${relation}: ${each}`);
}

describe("cell by cell, from outside:", () => {
  test.each(thingNames)("%s", async name => {
    const found: string[] = [];
    for (const relation of relations)
      for (const member of members.filter(each => !each.isApprover || verbs[name].some(verb => verb.byFlag)))
        found.push(
          ...(await sitting(world.things[name], seatFor(world.things[name], relation), member.id, () =>
            differences(name, relation, member),
          )),
        );
    expect(found).toEqual([]);
  });
});

test("the same form a second time leads to where the first one led, and does nothing", async () => {
  const { db } = house.deps;
  const { caller, id: personId } = named("liaison");
  const histories = () => db.read.select({ events: sum(records.eventCount), all: count() }).from(records);
  const before = await histories();
  const wrong: string[] = [];
  for (const name of thingNames)
    for (const { path, fields, verb } of verbs[name]) {
      const key = newId();
      const location = `/help?answered=${key}`;
      await db.write(tx => keepAnswer(tx, { key, personId, location, at: house.deps.clock.now() }));
      const answer = await caller.post(`${world.things[name].path}${path}`, { ...fields, key });
      if (answer.status !== 303 || answer.location !== location)
        wrong.push(`${name}, ${verb}: ${answer.status} ${answer.location}`);
    }
  expect(wrong).toEqual([]);
  expect(await histories()).toEqual(before);
});

const named = (column: Member["column"]): Member => {
  const found = members.find(each => each.column === column && !each.isApprover);
  if (!found) throw new Error(`nobody is only ${column}`);
  return found;
};

describe("what was made by me or for me is mine to finish, and not mine to decide:", () => {
  const cases: [ThingName, Seat, Member["column"], string, string][] = [
    ["draft goal", "requester", "educator", "edit a draft goal", "done"],
    ["draft request", "author", "educator", "submit a request", "done"],
    ["delivered request", "author", "educator", "confirm a request", "done"],
    ["submitted request", "author", "liaison", "accept", "forbidden"],
    ["draft budget request", "requester", "leader", "submit a budget request", "done"],
    ["submitted budget request", "requester", "liaison", "endorse", "forbidden"],
    ["endorsed budget request", "requester", "finance", "review", "forbidden"],
  ];
  test.each(cases)("%s, %s, %s: %s is %s", async (name, seat, column, what, wanted) => {
    const thing = world.things[name];
    const verb = verbs[name].find(each => each.verb === what);
    const member = named(column);
    expect(verb && (await sitting(thing, seat, member.id, () => tried(thing, verb, member)))).toBe(wanted);
  });
});

test("“We need this too” is for everyone who may ask, of what they see and did not ask for", async () => {
  const thing = world.things["submitted request"];
  const needs = (member: Member) =>
    undone(() => member.caller.post(`${thing.path}/need`, { school: "Kelly", line: "Six classes." }));
  const statuses: Record<string, number> = {};
  for (const member of members.filter(each => !each.isApprover))
    statuses[member.column] = (await needs(member)).status;
  expect(statuses).toEqual({
    ...{ viewer: 404, educator: 303, leader: 303, technologist: 303, finance: 303, liaison: 303, admin: 404 },
  });
  const educator = named("educator");
  const own = await sitting(thing, "requester", educator.id, () => needs(educator));
  expect([own.status, wordsIn(own.body).includes("is yours already")]).toEqual([409, true]);
});
