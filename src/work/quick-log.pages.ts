import type { Day } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { paths, withQuery } from "../web/paths.ts";

export type QuickLogView = {
  action: string;
  key: string;
  day: Day;
  hours: { value: string; label: string }[];
};

/** What a day mostly brings: one press and it is logged; all else takes the form. */
const amounts = [0.5, 1, 2, 4, 8];

/** A button for each amount of hours of today; `from` is where it leads back to. */
export const quickLog = (number: number, today: Day, from: "desk" | null = null): QuickLogView => ({
  action: withQuery(paths.verb("work", number, "effort"), { view: from }),
  key: newId(),
  day: today,
  hours: amounts.map(value => ({
    value: String(value),
    label: `${value} ${value === 1 ? "hour" : "hours"}`,
  })),
});
