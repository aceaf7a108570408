import { type Day, daysBetween, durationWords, formatDay } from "../shared/dates.ts";
import { pageHead } from "../web/head.ts";
import { personMark } from "../web/marks.ts";
import { say, who } from "../web/sentence.ts";
import type { listComingTerms } from "./people-list.queries.ts";

type Coming = Awaited<ReturnType<typeof listComingTerms>>;

/** Nothing for a reader who sees no requests: what they cannot see is not waiting for them. */
const waitingWords = (waiting: number | null): string =>
  waiting === null
    ? ""
    : `${waiting === 0 ? "No request waits" : waiting === 1 ? "One request waits" : `${waiting} requests wait`} for the group.`;

export function liaisonsPage(given: { terms: Coming; waiting: number | null; today: Day }) {
  const { terms, waiting, today } = given;
  const running = terms.filter(({ term }) => term.from <= today);
  const lacks = (["leadership", "technology"] as const).filter(
    side => !running.some(({ term }) => term.side === side),
  );
  const standing =
    lacks.length > 0
      ? `Nobody stands for ${lacks.join(" and ")} now. An administrator gives a term.`
      : waitingWords(waiting);
  return {
    head: pageHead({
      heading: "The liaison group",
      standing: say(
        "It listens to both sides, reads every request first, and decides what comes next. ",
        standing,
      ),
    }),
    sides: (["leadership", "technology", "educators"] as const).map(side => ({
      id: `for-${side}`,
      heading: `For ${side}`,
      people: terms
        .filter(({ term }) => term.side === side)
        .map(({ term, name, title }) => ({
          said: say(who(personMark({ name, side })), title ? `, ${title}` : ""),
          note:
            term.from > today
              ? `from ${formatDay(term.from, today)} to ${formatDay(term.to, today)}`
              : `until ${formatDay(term.to, today)}, ${durationWords(daysBetween(today, term.to))} left`,
        })),
    })),
  };
}
