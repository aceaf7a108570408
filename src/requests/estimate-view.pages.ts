import type { EstimateVersion } from "../estimates/estimates.queries.ts";
import { lineCents } from "../estimates/estimates.rules.ts";
import { type Day, dayOf, formatDay } from "../shared/dates.ts";
import { formatCents } from "../shared/money.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { type Part, say, strong } from "../web/sentence.ts";
import { dayPart, personPart } from "./request-words.pages.ts";

type Hours = { lowHours: number; likelyHours: number; highHours: number; costCents: number };

const hours = (n: number): string => `${n.toLocaleString("en-US")} ${n === 1 ? "hour" : "hours"}`;

/** "Likely 40 hours, 20 to 80; $3,019" */
export const estimateWords = ({ lowHours, likelyHours, highHours, costCents }: Hours): string =>
  `Likely ${hours(likelyHours)}, ${lowHours.toLocaleString("en-US")} to ${highHours.toLocaleString("en-US")}${costCents > 0 ? `; ${formatCents(costCents)}` : ""}`;

export type EstimateView = {
  said: Part[];
  by: Part[];
  assumptions: string | null;
  risks: string | null;
  lines: ListView | null;
  /** Superseded versions, newest first, a sentence each. */
  before: { said: string }[];
};

function costLines({ lines, costCents }: EstimateVersion): ListView | null {
  if (lines.length === 0) return null;
  return listView({
    caption: "Cost lines",
    isClose: true,
    heads: [
      head("What it costs"),
      head("Number", { amount: true }),
      head("Each", { amount: true }),
      head("Sum", { amount: true }),
    ],
    rows: lines.map(line => [
      rowHead(say(line.label), {
        kind: say(
          `${line.kind}, ${line.recurrence === "annual" ? `each year, ${line.years} ${line.years === 1 ? "year" : "years"}` : "once"}`,
        ),
      }),
      cell("Number", line.quantity.toLocaleString("en-US"), { amount: true }),
      cell("Each", formatCents(line.unitCents), { amount: true }),
      cell("Sum", formatCents(lineCents(line)), { amount: true }),
    ]),
    foot: { label: "Over all years", span: 3, amount: formatCents(costCents) },
  });
}

/** The version that stands, and the sentences of those before it. */
export function estimateView(
  versions: readonly EstimateVersion[],
  on: { today: Day; zone: string },
): EstimateView | null {
  const [now, ...before] = versions;
  if (!now) return null;
  const day = (at: Date) => dayOf(at, on.zone);
  return {
    said: say(strong(`${estimateWords(now)}.`)),
    by: say(
      personPart({ name: now.byName, side: now.bySide }),
      `${now.version > 1 ? `, version ${now.version}` : ""}, `,
      dayPart(day(now.at), on.today),
    ),
    assumptions: now.assumptions || null,
    risks: now.risks || null,
    lines: costLines(now),
    before: before.map(each => ({
      said: `Version ${each.version}, ${formatDay(day(each.at), on.today)}, ${each.byName}: ${estimateWords(each)}.`,
    })),
  };
}
