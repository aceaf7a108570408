import { and, asc, between, eq, exists, inArray, or, sql, sum } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { visibleTo } from "../records/records.queries.ts";
import { recordPeople, records } from "../records/records.table.ts";
import type { Day } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { effort } from "./work.table.ts";

export type SheetRow = { id: string; number: number; title: string; state: string };

/** What a person is at, and what they logged on in these days: as far as they see it. */
export async function listSheetRows(
  db: Read,
  person: Person,
  from: Day,
  to: Day,
  limit: number,
): Promise<SheetRow[]> {
  const day = between(effort.day, from, to);
  const logged = exists(
    sql`(select 1 from ${effort} where ${effort.workId} = ${records.id} and ${eq(effort.personId, person.id)} and ${day})`,
  );
  // From what is theirs to what it is: the other way about, all work that was ever done would be looked through.
  const theirs = sql`(
    select ${recordPeople.recordId} as id from ${recordPeople}
      where ${eq(recordPeople.personId, person.id)} and ${eq(recordPeople.seat, "owner")}
    union select ${effort.workId} from ${effort} where ${eq(effort.personId, person.id)} and ${day}) as theirs`;
  return db
    .select({ id: records.id, number: records.number, title: records.title, state: records.state })
    .from(theirs)
    .crossJoin(records)
    .where(
      and(
        eq(records.id, sql`theirs.id`),
        eq(records.kind, "work"),
        inArray(records.state, ["doing", "blocked", "done"]),
        or(inArray(records.state, ["doing", "blocked"]), logged),
        visibleTo(person),
      ),
    )
    .orderBy(asc(records.number))
    .limit(limit);
}

/** A person's hours by work item and day. */
export async function hoursBetween(db: Read, personId: string, from: Day, to: Day) {
  return db
    .select({ workId: effort.workId, day: effort.day, hours: sum(effort.hours).mapWith(Number) })
    .from(effort)
    .where(and(eq(effort.personId, personId), between(effort.day, from, to)))
    .groupBy(effort.workId, effort.day)
    .orderBy(asc(effort.workId), asc(effort.day));
}
