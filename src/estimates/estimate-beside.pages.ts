import { type Day, dayOf, formatDay } from "../shared/dates.ts";
import { formatCents } from "../shared/money.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { personMark } from "../web/marks.ts";
import { type Part, say, who } from "../web/sentence.ts";
import { estimateWords } from "./estimate-words.pages.ts";
import type { EstimateVersion, Opinion } from "./estimates.queries.ts";

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

/** Versions and second opinions; null where there is but one view. */
export function besideView(
  versions: readonly EstimateVersion[],
  on: { today: Day; zone: string },
): ListView | null {
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

/** "Joe Lind sees it otherwise" in one sentence, for whoever commits. */
export const opinionView = (opinion: Opinion): { said: Part[] } => ({
  said: say(
    who(personMark({ name: opinion.byName, side: opinion.bySide })),
    `: ${estimateWords({ ...opinion, costCents: 0 }).replace("Likely", "likely")}. “${opinion.why}”`,
  ),
});
