import { comments } from "../comments/comments.table.ts";
import type { Tx } from "../db/database.ts";
import { insertRows } from "../db/rows.ts";
import { estimateLines, estimates } from "../estimates/estimates.table.ts";
import { type Belonging, meaningOf } from "../events/sealed-rows.queries.ts";
import type { FindRows } from "../events/seals.ts";
import { people, terms } from "../people/people.table.ts";
import { follows, recordPeople, ties } from "../records/records.table.ts";
import { commitmentKeys, neededToo, requests } from "../requests/requests.table.ts";
import { effort, work } from "../work/work.table.ts";
import type { RecordLife } from "./seed.record.ts";
import type { RequestLife } from "./seed.request.ts";
import type { WorkLife } from "./seed.work.ts";

type Table = Belonging["table"];
type Row = Record<string, unknown>;

/** What refers to another table stands after it. */
const order: readonly Table[] = [
  ...[people, terms, requests, work, estimates, estimateLines, commitmentKeys, neededToo],
  ...[recordPeople, follows, ties, effort, comments],
];

/** Rows that belong to new records: written together, and sealed as they are, without reading them back. */
export class Rows {
  readonly #tables = new Map<Table, Map<string, Row[]>>();

  add<T extends Table>(table: T, recordId: string, ...rows: readonly T["$inferSelect"][]): void {
    if (rows.length === 0) return;
    const known = this.#tables.get(table) ?? new Map<string, Row[]>();
    this.#tables.set(table, known.set(recordId, [...(known.get(recordId) ?? []), ...rows]));
  }

  async write(tx: Tx): Promise<void> {
    for (const table of order) {
      const rows = [...(this.#tables.get(table)?.values() ?? [])].flat();
      await insertRows(tx, table, rows);
    }
  }

  readonly find: FindRows = async (belonging, ids) => {
    const known = this.#tables.get(belonging.table);
    return new Map(
      ids.flatMap(id => {
        const rows = known?.get(id);
        return rows ? [[id, rows.map(row => meaningOf(belonging, row))] as const] : [];
      }),
    );
  };
}

/** Who sits at a record, who follows it, and what it is under. */
export function addShared(rows: Rows, { id, seats, follows: followed, ties: tied }: RecordLife): void {
  for (const [seat, personId] of seats) rows.add(recordPeople, id, { recordId: id, seat, personId });
  for (const [personId, at] of followed) rows.add(follows, id, { recordId: id, personId, at });
  for (const [toId, at] of tied) rows.add(ties, id, { fromId: id, toId, at });
}

export function addRequest(rows: Rows, life: RequestLife): void {
  const { id } = life;
  addShared(rows, life);
  rows.add(requests, id, life.row);
  rows.add(estimates, id, ...life.estimates);
  rows.add(estimateLines, id, ...life.lines);
  rows.add(commitmentKeys, id, ...life.keys.map(key => ({ ...key, requestId: id })));
  rows.add(comments, id, ...life.comments);
  rows.add(neededToo, id, ...life.needed.map(need => ({ ...need, requestId: id })));
}

export function addWork(rows: Rows, life: WorkLife): void {
  addShared(rows, life);
  rows.add(work, life.id, life.row);
  rows.add(effort, life.id, ...life.effort);
}
