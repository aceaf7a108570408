import { and, count, desc, eq, sql } from "drizzle-orm";
import { emailOf } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import { findActor } from "../src/people/people.queries.ts";
import { people } from "../src/people/people.table.ts";
import { recordPeople, records, ties } from "../src/records/records.table.ts";
import { listAlike } from "../src/requests/alike.queries.ts";
import { listPage } from "../src/requests/list.queries.ts";
import { loadDesk } from "../src/screens/desk/desk.queries.ts";
import { searchRecords } from "../src/screens/search/search.queries.ts";
import { pageSize } from "../src/web/paging.ts";
import { listWork } from "../src/work/work.queries.ts";
import { type BenchDistrict, districtOf } from "./district.ts";
import { inTurn, line, repeated } from "./measure.ts";

/**
 * Search, lists that are filtered, and a desk, at 1,000 and at 100,000 requests, beside the list without a filter:
 * node --import ./src/preload.js bench/search.ts
 */
const limit = pageSize + 1;
const sort = "changed" as const;

/** The word that most texts hold, of a sample. */
async function commonestWord({ deps }: BenchDistrict): Promise<string> {
  const texts = await deps.db.read.rows<{ text: string }>(
    sql`select title || ' ' || words as text from search_texts order by record_id limit 2000`,
  );
  const held = texts.flatMap(({ text }) => [...new Set(text.toLowerCase().match(/[a-z]+/g))]);
  const [commonest] = [...Map.groupBy(held, word => word)].sort(([, a], [, b]) => b.length - a.length);
  return commonest?.[0] ?? "";
}

/** The technologist with the most records, and the goal with the most under it. */
async function busiest({ deps }: BenchDistrict) {
  const [person] = await deps.db.read
    .select({ id: people.id })
    .from(recordPeople)
    .innerJoin(people, and(eq(people.id, recordPeople.personId), eq(people.role, "technologist")))
    .groupBy(people.id)
    .orderBy(desc(count()))
    .limit(1);
  const [goal] = await deps.db.read
    .select({ id: ties.toId })
    .from(ties)
    .innerJoin(records, and(eq(records.id, ties.toId), eq(records.kind, "goal")))
    .groupBy(ties.toId)
    .orderBy(desc(count()))
    .limit(1);
  if (!person || !goal) throw new Error("nobody works here");
  return { personIds: [person.id], underId: goal.id };
}

async function worksIn(district: BenchDistrict) {
  const db = district.deps.db.read;
  const deed = await district.deed();
  const words = await commonestWord(district);
  const { personIds, underId } = await busiest(district);
  const [worker = ""] = personIds;
  const ana = await findPersonId(db, emailOf("ana"));
  const [reader, technologist] = [
    ana && (await findActor(db, ana, deed.today)),
    await findActor(db, worker, deed.today),
  ];
  if (!reader || !technologist) throw new Error("ana is not here");
  return {
    "requests: the list": repeated(() => listPage(db, reader, { sort }, limit)),
    "requests: by the commonest word": repeated(() => listPage(db, reader, { sort, words }, limit)),
    "requests: by a rare word": repeated(() => listPage(db, reader, { sort, words: "zebra" }, limit)),
    "requests: by the busiest person": repeated(() => listPage(db, reader, { sort, personIds }, limit)),
    "requests: by the largest goal": repeated(() => listPage(db, reader, { sort, underId }, limit)),
    "work: by the commonest word": repeated(() => listWork(db, reader, { sort, words }, limit)),
    "work: by the busiest person": repeated(() => listWork(db, reader, { sort, personIds }, limit)),
    "search: the commonest word": repeated(() => searchRecords(db, reader, words)),
    "search: two words": repeated(() => searchRecords(db, reader, "reading screener")),
    "requests like this one": repeated(() =>
      listAlike(db, reader, { title: "Class lists for the reading screener" }, 4),
    ),
    "the busiest technologist's desk": repeated(() => loadDesk(db, deed, technologist)),
  };
}

const [small, large] = [await districtOf(1_000), await districtOf(100_000)];
const rounds = 4;
const few = await inTurn(await worksIn(small), rounds);
const many = await inTurn(await worksIn(large), rounds);
const names = Object.keys(many) as (keyof typeof many)[];
for (const name of names) {
  line(`1,000, ${name}`, few[name], few["requests: the list"]);
  line(`100,000, ${name}, beside 1,000`, many[name], few[name]);
}
await small.close();
await large.close();
process.exit(0);
