import { rangeWords } from "../forecast/ranges.pages.ts";
import { type KnownPast, rangeIn } from "../forecast/ranges.rules.ts";
import { type Day, dayOf, formatDay } from "../shared/dates.ts";
import { formatCents } from "../shared/money.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { personMark } from "../web/marks.ts";
import type { Link } from "../web/parts.ts";
import { withQuery } from "../web/paths.ts";
import { type Part, say, strong, time, who } from "../web/sentence.ts";
import { besideView, opinionView } from "./estimate-beside.pages.ts";
import { checksOf } from "./estimate-checks.pages.ts";
import { estimateWords, hoursOf } from "./estimate-words.pages.ts";
import type { EstimateVersion } from "./estimates.queries.ts";
import { lineCents } from "./estimates.rules.ts";

export type EstimateView = {
  said: Part[];
  /** What the past says of these hours. */
  range: string | null;
  /** What whoever reads the numbers might overlook. */
  checks: string[];
  /** What others in technology think of the version that stands. */
  opinions: { said: Part[] }[];
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

type On = {
  today: Day;
  zone: string;
  /** Of one person who does nothing else. */
  hoursAWeek: number;
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
  const range = rangeIn(on.past, { ...now, kind: on.kind });
  return {
    said: say(strong(`${estimateWords(now)}.`)),
    range: rangeWords(range),
    checks: checksOf(now, range, on.hoursAWeek),
    opinions: now.opinions.map(opinionView),
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
