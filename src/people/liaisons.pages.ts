import { countWords } from "../duties/duties.pages.ts";
import { type Day, dayOf, daysBetween, durationWords, formatDay, formatRange } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { may } from "../shared/permissions.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { personMark } from "../web/marks.ts";
import { paths } from "../web/paths.ts";
import { link, type Part, say, who } from "../web/sentence.ts";
import type { GroupWarnings } from "./group.queries.ts";
import type { DistrictRow } from "./people.queries.ts";
import { canRunDistrict } from "./people.rules.ts";
import type { listComingTerms } from "./people-list.queries.ts";

type Coming = Awaited<ReturnType<typeof listComingTerms>>;

/** Something that waits for the group, as far as the reader sees it. */
export type Pile = { count: number; oldest: Date | null };
export type Piles = { triage: Pile; commit: Pile; endorse: Pile };

export type LiaisonsPage = {
  row: DistrictRow;
  terms: Coming;
  /** null for a reader who sees no requests: what they cannot see is not waiting for them. */
  piles: Piles | null;
  warnings: GroupWarnings;
  actor: Actor;
  today: Day;
};

const pileWords = { triage: "to decide", commit: "to commit", endorse: "to endorse" } as const;
const nouns = { triage: "request", commit: "estimated request", endorse: "budget request" } as const;

function pileSentence(kind: keyof Piles, { count, oldest }: Pile, zone: string, today: Day): string {
  const many = `${countWords(count)} ${nouns[kind]}${count === 1 ? "" : "s"} ${pileWords[kind]}`;
  const days = oldest ? daysBetween(dayOf(oldest, zone), today) : 0;
  return days > 0 ? `${many}, the oldest for ${durationWords(days)}` : many;
}

function waitingOf(piles: Piles | null, zone: string, today: Day): string[] {
  if (!piles) return [];
  const kinds = (Object.keys(pileWords) as (keyof Piles)[]).filter(kind => piles[kind].count > 0);
  return kinds.length === 0
    ? ["Nothing waits for the group."]
    : kinds.map(kind => pileSentence(kind, piles[kind], zone, today));
}

/** The same words on this page, on the desk and in the digest. */
export const lackWords = ({ lacks }: Pick<GroupWarnings, "lacks">): string | null =>
  lacks.length === 0 ? null : `Nobody stands for ${lacks.join(" and ")} in the liaison group.`;

const warningsOf = ({ lacks, ending }: GroupWarnings, today: Day): string[] => [
  ...[lackWords({ lacks })].filter(words => words !== null),
  ...ending.map(
    ({ name, side, to }) =>
      `The term of ${name} for ${side} ends ${formatDay(to, today)}, and none follows it.`,
  ),
];

function reachOf({ groupEmail }: DistrictRow, reader: Actor): Part[] {
  if (groupEmail !== "") return say("Write to ", link(`mailto:${groupEmail}`, groupEmail), ".");
  if (!may(reader, "ask for a request", { own: true })) return say("Talk to one of them.");
  return say(
    "Talk to one of them, or ",
    link(paths.new("request"), "send a request"),
    ": they read each one first.",
  );
}

export function liaisonsPage({ row, terms, piles, warnings, actor, today }: LiaisonsPage) {
  const chair = terms.find(({ personId }) => personId === row.groupChairId);
  return {
    head: pageHead({
      heading: row.groupName,
      standing: say("It listens to both sides, reads every request first, and decides what comes next."),
      deeds: canRunDistrict(actor) ? [deedLink("Change the group", paths.group)] : [],
    }),
    charter: row.groupCharter || null,
    chair: chair
      ? say(who(personMark({ name: chair.name, side: chair.term.side })), " chairs the group.")
      : null,
    reach: reachOf(row, actor),
    warnings: warningsOf(warnings, today),
    waiting: waitingOf(piles, row.timeZone, today),
    sides: (["leadership", "technology", "educators"] as const).map(side => ({
      id: `for-${side}`,
      heading: `For ${side}`,
      people: terms
        .filter(({ term }) => term.side === side)
        .map(({ term, name, title }) => ({
          said: say(who(personMark({ name, side })), title ? `, ${title}` : ""),
          note:
            term.from > today
              ? `${formatRange(term.from, term.to, today)}, not yet begun`
              : `until ${formatDay(term.to, today)}, ${durationWords(daysBetween(today, term.to))} left`,
        })),
    })),
  };
}
