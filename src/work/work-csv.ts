import type { Read } from "../db/database.ts";
import { cursorOf } from "../records/records.list.ts";
import { refOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import type { CsvColumn } from "../web/csv.ts";
import { type AboveRow, listAbove, listWork, type WorkFilter, type WorkRow } from "./work.queries.ts";

type CsvRow = { item: WorkRow; above: AboveRow[] };

export const workCsv: CsvColumn<CsvRow>[] = [
  { header: "number", value: ({ item }) => refOf("work", item.record.number) },
  { header: "title", value: ({ item }) => item.record.title },
  { header: "state", value: ({ item }) => item.record.state },
  { header: "in_plain_words", value: ({ item }) => item.work.plainWords },
  { header: "owner", value: ({ item }) => item.owner?.name ?? "" },
  {
    header: "serves",
    value: ({ above }) =>
      above.map(row => refOf(row.kind === "goal" ? "goal" : "request", row.number)).join(" "),
  },
  { header: "due", value: ({ item }) => item.record.due },
  { header: "hours_logged", value: ({ item }) => item.work.hoursLogged },
  { header: "hours_left", value: ({ item }) => item.work.hoursLeft },
  { header: "blocked_by", value: ({ item }) => item.work.blockedBy },
  { header: "external_link", value: ({ item }) => item.work.externalLink },
];

const rowsAtOnce = 500;

/** Every row that fits, in batches by key, so that memory stays bounded. */
export async function* everyRow(db: Read, actor: Actor, filter: WorkFilter): AsyncGenerator<CsvRow> {
  let after = null;
  while (true) {
    const rows: WorkRow[] = await listWork(db, actor, { ...filter, after }, rowsAtOnce);
    const above = Map.groupBy(
      await listAbove(
        db,
        actor,
        rows.map(row => row.record.id),
      ),
      row => row.workId,
    );
    for (const item of rows) yield { item, above: above.get(item.record.id) ?? [] };
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = cursorOf(filter.sort, last.record);
  }
}
