import { and, asc, eq, inArray, isNotNull, ne, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { openStates } from "../people/people-list.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleRecords } from "../records/records.queries.ts";
import type { Audience } from "../records/records.rules.ts";
import { recordPeople, records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { type NeededSeat, neededSeats } from "./handover.rules.ts";

export type HeldSeat = { seat: NeededSeat; record: RecordRow };
/** `hidden` are seats at records that the reader may not see. */
export type Holdings = { seats: HeldSeat[]; hidden: number };

const mostSeats = 500;

const isNeeded = and(
  or(ne(recordPeople.seat, "author"), and(eq(records.kind, "budget"), eq(records.state, "draft"))),
  inArray(recordPeople.seat, [...neededSeats]),
  inArray(records.state, openStates),
);

/** What a person still holds, as this reader sees it. */
export async function findHoldings(db: Read, reader: Actor, personId: string): Promise<Holdings> {
  const rows = await db
    .select({ record: records, seat: recordPeople.seat })
    .from(recordPeople)
    .innerJoin(records, eq(records.id, recordPeople.recordId))
    .where(and(eq(recordPeople.personId, personId), isNeeded))
    .orderBy(asc(records.kind), asc(records.number), asc(recordPeople.seat))
    .limit(mostSeats);
  const seen = await visibleRecords(
    db,
    reader,
    rows.map(({ record }) => record.id),
  );
  const seats = rows.flatMap(({ record, seat }): HeldSeat[] => {
    const needed = neededSeats.find(each => each === seat);
    return needed && seen.has(record.id) ? [{ record, seat: needed }] : [];
  });
  return { seats, hidden: rows.length - seats.length };
}

/** Who left is few: cross joins have SQLite begin with people. */
const hasLeft = and(
  isNotNull(people.disabledAt),
  eq(recordPeople.personId, people.id),
  eq(records.id, recordPeople.recordId),
  isNeeded,
);

export type Leaver = {
  id: string;
  number: number;
  name: string;
  title: string;
  at: Date;
  /** One for each seat: who sees what they sat at. */
  audiences: readonly Audience[];
};

/** People who cannot sign in any more and still hold something open, whoever may see it, the longest gone first. */
export async function listLeavers(db: Read): Promise<Leaver[]> {
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      title: people.title,
      at: people.disabledAt,
      audience: records.audience,
    })
    .from(people)
    .crossJoin(recordPeople)
    .crossJoin(records)
    .where(hasLeft)
    .orderBy(asc(people.disabledAt), asc(people.id))
    .limit(5000);
  const byId = Map.groupBy(rows, ({ id }) => id);
  const numbers = await db
    .select({ id: records.id, number: records.number })
    .from(records)
    .where(inArray(records.id, [...byId.keys()]));
  return [...byId].flatMap(([id, seats]) => {
    const number = numbers.find(each => each.id === id)?.number;
    const [first] = seats;
    if (!first?.at || number === undefined) return [];
    const audiences = seats.map(({ audience }) => audience);
    return [{ id, number, name: first.name, title: first.title, at: first.at, audiences }];
  });
}
