import type { Read } from "../db/database.ts";
import { cursorOf } from "../records/records.list.ts";
import type { Seated } from "../records/records.queries.ts";
import { refOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import type { CsvColumn } from "../web/csv.ts";
import {
  type GoalFilter,
  type ListedGoal,
  listGoals,
  listSponsorsAndPartners,
  type On,
} from "./goals-list.queries.ts";
import { priorityName } from "./priorities.rules.ts";

type CsvRow = ListedGoal & { seats: Seated[] };

const at = (row: CsvRow, seat: Seated["seat"]) => row.seats.find(each => each.seat === seat)?.name ?? "";
const yes = (instant: Date | null) => (instant ? "yes" : "no");

export const goalCsv: CsvColumn<CsvRow>[] = [
  { header: "number", value: ({ record }) => refOf("goal", record.number) },
  { header: "title", value: ({ record }) => record.title },
  { header: "state", value: ({ record }) => record.state },
  { header: "priority", value: ({ priority }) => priorityName(priority) },
  { header: "why_for_students", value: ({ row }) => row.why },
  { header: "sponsor", value: row => at(row, "sponsor") },
  { header: "sponsor_confirmed", value: ({ row }) => yes(row.sponsorConfirmedAt) },
  { header: "partner", value: row => at(row, "partner") },
  { header: "partner_confirmed", value: ({ row }) => yes(row.partnerConfirmedAt) },
  { header: "starts", value: ({ row }) => row.startsOn ?? row.startsText },
  { header: "due", value: ({ record, row }) => record.due ?? row.dueText },
  { header: "schools", value: ({ row }) => row.schools },
  { header: "rhythm", value: ({ row }) => row.rhythm },
  { header: "leadership_says", value: ({ views }) => views.leadership.health },
  { header: "technology_says", value: ({ views }) => views.technology.health },
  { header: "measure", value: ({ measure }) => measure?.name ?? "" },
  { header: "last_value", value: ({ reading }) => reading?.value ?? null },
  { header: "target", value: ({ measure }) => measure?.target ?? measure?.targetText ?? "" },
  { header: "unit", value: ({ measure }) => measure?.unit ?? "" },
];

const rowsAtOnce = 500;

/** Every row that fits, in batches by key, so that memory stays bounded. */
export async function* everyGoal(db: Read, actor: Actor, filter: GoalFilter, on: On): AsyncGenerator<CsvRow> {
  let after = null;
  while (true) {
    const rows: ListedGoal[] = await listGoals(db, actor, { ...filter, after }, on, rowsAtOnce);
    const seats = await listSponsorsAndPartners(
      db,
      rows.map(({ record }) => record.id),
    );
    for (const row of rows) yield { ...row, seats: seats.get(row.record.id) ?? [] };
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = cursorOf(filter.sort, last.record);
  }
}
