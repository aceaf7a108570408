import type { Tx } from "../db/database.ts";
import { invalid } from "../shared/app-error.ts";
import { formatDay } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { logEffort } from "./effort.actions.ts";
import type { SheetEntry } from "./sheet.rules.ts";
import { onlyTechnology } from "./work.actions.ts";
import { hoursOn } from "./work.queries.ts";
import { canDoWork, mostHoursADay } from "./work.rules.ts";

/** Logs the hours of a week, all of them or none. Gives their sum. */
export async function logSheet(tx: Tx, deed: Deed, entries: readonly SheetEntry[]): Promise<number> {
  const { id } = deed.by;
  if (!canDoWork(deed.by) || id === null) throw onlyTechnology();
  if (entries.length === 0) throw invalid("Every field is empty. Enter the hours of at least one day.");
  for (const [day, some] of Map.groupBy(entries, entry => entry.day)) {
    const total = (await hoursOn(tx, id, day)) + some.reduce((sum, { hours }) => sum + hours, 0);
    if (total > mostHoursADay)
      throw invalid(
        `${formatDay(day, deed.today)} comes to ${total} hours with those that are logged. A day has ${mostHoursADay}.`,
      );
  }
  for (const { number, ...entry } of entries) await logEffort(tx, deed, number, entry);
  return entries.reduce((sum, { hours }) => sum + hours, 0);
}
