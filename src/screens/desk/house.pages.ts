import { lackWords } from "../../people/liaisons.pages.ts";
import { type Day, daysBetween, durationWords, formatDay } from "../../shared/dates.ts";
import type { Person } from "../../shared/deed.ts";
import { deedLink } from "../../web/head.ts";
import type { DutyView } from "../../web/parts.ts";
import { paths } from "../../web/paths.ts";
import { link, say } from "../../web/sentence.ts";
import type { Desk } from "./desk.queries.ts";

type House = NonNullable<Desk["house"]>;

const duty = (age: string, title: string, why: string, deed: string, href: string): DutyView => ({
  age,
  isLate: false,
  what: say(link(href, title)),
  why: why === "" ? null : say(why),
  deed: deedLink(deed, href),
});

/** What the house itself needs: a side without a liaison, terms that end. */
export function houseDuties(house: House | null, { isAdmin }: Person, today: Day): DutyView[] {
  if (!house) return [];
  const gap = lackWords(house);
  const terms = isAdmin ? paths.people : paths.liaisons;
  const tell = isAdmin ? "" : "An administrator gives terms";
  return [
    ...(gap === null ? [] : [duty("now", gap, tell, isAdmin ? "Give a term" : "See the group", terms)]),
    ...endingDuty(house, tell, isAdmin ? "Give a term" : "See the group", terms, today),
  ];
}

function endingDuty({ ending }: House, tell: string, deed: string, href: string, today: Day): DutyView[] {
  const [first, ...more] = [...ending].sort((a, b) => (a.to < b.to ? -1 : 1));
  if (!first) return [];
  const left = daysBetween(today, first.to);
  const others = more.length === 0 ? "" : ` ${more.length} more end within 30 days.`;
  return [
    duty(
      left === 0 ? "last day" : `${durationWords(left)} left`,
      `The term of ${first.name} for ${first.side} ends ${formatDay(first.to, today)}`,
      `None follows it.${others}${tell === "" ? "" : ` ${tell}`}`,
      deed,
      href,
    ),
  ];
}
