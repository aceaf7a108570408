import { asc } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { addFile } from "../../src/files/files.actions.ts";
import { listFiles } from "../../src/files/files.queries.ts";
import { listMeasures } from "../../src/goals/measures.queries.ts";
import { giveTerm } from "../../src/people/people.actions.ts";
import { getPersonRecord } from "../../src/people/people.queries.ts";
import { listTerms } from "../../src/people/people-list.queries.ts";
import { records } from "../../src/records/records.table.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { newId, sha256 } from "../../src/shared/ids.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Caller, callerFor, type Fields } from "../support/caller.ts";
import { mightyCaller } from "../support/mighty.ts";
import { type Route, routesOf } from "../support/routes.ts";

let house: House;
let max: Caller & { personId: string };

/** A part of a record that belongs to another one, is no longer there, or never was; and what would be posted. */
type Part = { by: Caller; at: string; foreign: string; fields: Fields };
const parts: Record<string, Part> = {};

beforeAll(async () => {
  house = await makeHouse();
  max = await mightyCaller(house);
  const { db } = house.deps;
  const goals = await goalMaker(db, house.cast);
  const [one, other] = [await goals.active(), await goals.active({ title: "Every child is here" })];
  const [measure] = await listMeasures(db.read, [(await goals.see(other)).record.id]);
  parts[":measure"] = {
    ...{ by: max, at: `/goals/${one}`, foreign: measure?.id ?? "" },
    fields: { name: "Taken over", direction: "up", target: "1" },
  };
  // A file or a link of the other goal.
  const asAna = await house.cast.deed("ana");
  async function* content() {
    yield Buffer.from("Who reads at level");
  }
  const who = {
    name: "who.txt",
    mediaType: "text/plain",
    bytes: 18,
    sha256: sha256("Who reads at level"),
    content,
  };
  await db.write(tx => addFile(tx, asAna, { kind: "goal", number: other }, who));
  const [file] = await listFiles(db.read, (await goals.see(other)).record.id);
  parts[":id"] = { by: max, at: `/goals/${one}`, foreign: file?.id ?? "", fields: {} };
  const budgets = new Budgets(db, house.cast);
  const { id: sourceId } = await budgets.source("General Fund", { 2028: 10_000_000 });
  const line = { kind: "services", quantity: 1, unitCents: 1000, recurrence: "one-time", sourceId } as const;
  const budget = await budgets.reviewed({ lines: [{ ...line, label: "Feed" }] });
  await budgets.decide(budget);
  // Another request has a second line; this one has not.
  parts[":position"] = {
    by: await callerFor(house, house.cast.id.marcus),
    ...{ at: `/budget/${budget}`, foreign: "2", fields: { cents: "5" } },
  };
  const deed = { ...(await house.cast.deed("ada")), by: commandLine };
  await db.write(tx =>
    giveTerm(tx, deed, {
      personId: house.cast.id.mai,
      side: "educators",
      from: "2026-07-01",
      to: "2027-06-30",
    }),
  );
  const [term] = await listTerms(db.read, [house.cast.id.mai], null);
  const tess = await db.write(tx => getPersonRecord(tx, house.cast.id.tess));
  parts[":term"] = { by: max, at: `/admin/people/${tess.number}`, foreign: term?.id ?? "", fields: {} };
}, 60_000);

/** Every address of a part of a record. */
const nested = async (): Promise<Route[]> =>
  (await routesOf(house.app)).filter(({ path }) => /:number\/.*:/.test(path));

const histories = () =>
  house.deps.db.read
    .select({ id: records.id, events: records.eventCount, version: records.version })
    .from(records)
    .orderBy(asc(records.id));

describe("a part of another record", () => {
  test("is looked for at every address that has one", async () => {
    const names = (await nested()).map(({ path }) => path.split("/").findLast(each => each.startsWith(":")));
    expect([...new Set(names)].sort()).toEqual(Object.keys(parts).sort());
  });

  test("is not found, whatever is posted there, and nothing is written anywhere", async () => {
    const before = await histories();
    const wrong: string[] = [];
    for (const { method, path } of await nested()) {
      const name = path.split("/").findLast(each => each.startsWith(":")) ?? "";
      const { by, at, foreign, fields } = parts[name] ?? { by: max, at: "", foreign: "", fields: {} };
      for (const value of [foreign, newId(), "0", "999999", "x", "-1", "%00", "1e1"]) {
        const url = at + path.slice(path.indexOf(":number") + ":number".length).replace(name, value);
        const { status } =
          method === "GET" ? await by.get(url) : await by.post(url, { ...fields, key: newId() });
        if (status !== 404) wrong.push(`${method} ${url}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await histories()).toEqual(before);
  });
});
