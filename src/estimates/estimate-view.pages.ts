import { rangeWords } from "../forecast/ranges.pages.ts";
import { type KnownPast, rangeIn } from "../forecast/ranges.rules.ts";
import { type Day, dayOf, formatDay } from "../shared/dates.ts";
import { formatCents } from "../shared/money.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { personMark } from "../web/marks.ts";
import type { Link } from "../web/parts.ts";
import { withQuery } from "../web/paths.ts";
import { type Part, say, strong, time, who } from "../web/sentence.ts";
import type { EstimateVersion } from "./estimates.queries.ts";
import { lineCents } from "./estimates.rules.ts";

type Hours = { lowHours: number; likelyHours: number; highHours: number; costCents: number };

export const hoursOf = (n: number): string => `${n.toLocaleString("en-US")} ${n === 1 ? "hour" : "hours"}`;

/** "Likely 40 hours, 20 to 80; $3,019" */
export const estimateWords = ({ lowHours, likelyHours, highHours, costCents }: Hours): string =>
  `Likely ${hoursOf(likelyHours)}, ${lowHours.toLocaleString("en-US")} to ${highHours.toLocaleString("en-US")}${costCents > 0 ? `; ${formatCents(costCents)}` : ""}`;

export type EstimateView = {
  said: Part[];
  /** What the past says of these hours. */
  range: string | null;
  by: Part[];
  assumptions: string | null;
  risks: string | null;
  lines: ListView | null;
  parts: { said: string }[];
  /** Versions and second opinions side by side, newest first; null where there is but one view of it. */
  beside: ListView | null;
  /** Links and files that belong to the version that stands, and the ways to add more. */
  papers: { rows: { said: Part[] }[]; ways: Link[] } | null;
};

/** What lies at the versions of an estimate, by their ids; and where more is added, for whoever may. */
export type AtEstimates = {
  rows: { id: string | null; said: Part[] }[];
  hrefs: { links: string; files: string } | null;
};

function papersOf({ rows, hrefs }: AtEstimates, { id, version }: EstimateVersion): EstimateView["papers"] {
  const own = rows.filter(row => row.id === id).map(({ said }) => ({ said }));
  const add = (href: string, label: string) => ({ href: withQuery(href, { estimate: version }), label });
  const ways = hrefs
    ? [add(hrefs.links, "Add a link to the estimate"), add(hrefs.files, "Add a file to the estimate")]
    : [];
  return own.length + ways.length > 0 ? { rows: own, ways } : null;
}

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

type Seen = { label: string; by: string; at: Date; why: string } & Pick<
  EstimateVersion,
  "lowHours" | "likelyHours" | "highHours"
> & { costCents: number | null };

/** Each version, and after it what others think of it. */
const viewsOf = (versions: readonly EstimateVersion[]): Seen[] =>
  versions.flatMap(({ opinions, ...version }) => [
    { ...version, label: `Version ${version.version}`, by: version.byName, why: version.changed },
    ...opinions.map(opinion => ({
      ...opinion,
      label: "Second opinion",
      by: opinion.byName,
      costCents: null,
    })),
  ]);

/** "60", or how far it is from the likely hours of the version that stands: "60 (20 more)". */
function likelyWords(hours: number, standing: number): string {
  const more = Math.round((hours - standing) * 100) / 100;
  if (more === 0) return hours.toLocaleString("en-US");
  const by = Math.abs(more).toLocaleString("en-US");
  return `${hours.toLocaleString("en-US")} (${by} ${more > 0 ? "more" : "less"})`;
}

function besideView(versions: readonly EstimateVersion[], on: { today: Day; zone: string }): ListView | null {
  const views = viewsOf(versions);
  const standing = versions[0]?.likelyHours ?? 0;
  if (views.length < 2) return null;
  return listView({
    caption: "Side by side, in hours",
    isClose: true,
    heads: [
      head("View"),
      head("Low", { amount: true }),
      head("Likely", { amount: true }),
      head("High", { amount: true }),
      head("Cost", { amount: true }),
      head("Why"),
    ],
    rows: views.map(each => [
      rowHead(say(each.label), { kind: say(`${each.by}, ${formatDay(dayOf(each.at, on.zone), on.today)}`) }),
      cell("Low", each.lowHours.toLocaleString("en-US"), { amount: true }),
      cell("Likely", likelyWords(each.likelyHours, standing), { amount: true }),
      cell("High", each.highHours.toLocaleString("en-US"), { amount: true }),
      cell("Cost", each.costCents === null ? "–" : formatCents(each.costCents), { amount: true }),
      cell("Why", each.why || "not said", { wide: true }),
    ]),
  });
}

type On = {
  today: Day;
  zone: string;
  /** Which past it is like: the kind of its request, "" of other work. */
  kind: string;
  past: KnownPast | undefined;
  /** Where the page shows them. */
  papers?: AtEstimates;
};

/** The version that stands, and the others beside it. */
export function estimateView(versions: readonly EstimateVersion[], on: On): EstimateView | null {
  const [now] = versions;
  if (!now) return null;
  const day = dayOf(now.at, on.zone);
  return {
    said: say(strong(`${estimateWords(now)}.`)),
    range: rangeWords(rangeIn(on.past, { ...now, kind: on.kind })),
    by: say(
      who(personMark({ name: now.byName, side: now.bySide })),
      `${now.version > 1 ? `, version ${now.version}` : ""}, `,
      time(day, formatDay(day, on.today)),
    ),
    assumptions: now.assumptions || null,
    risks: now.risks || null,
    lines: costLines(now),
    parts: now.parts.map(part => ({ said: `${part.title}, ${hoursOf(part.likelyHours)}` })),
    beside: besideView(versions, on),
    papers: on.papers ? papersOf(on.papers, now) : null,
  };
}
