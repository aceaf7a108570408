import { dutyWords } from "../duties/duties.pages.ts";
import { type Duty, dutiesOf } from "../duties/duties.rules.ts";
import { sentence } from "../events/events.pages.ts";
import { toldTo } from "../events/events.queries.ts";
import { decidedKinds, movedKinds } from "../events/news.rules.ts";
import type { MailFrame } from "../mail/compose.ts";
import { absolute } from "../mail/links.ts";
import { lackWords } from "../people/liaisons.pages.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { type Day, daysBetween, durationWords, formatDay } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { pathOf, paths } from "../web/paths.ts";
import { link, type Part, say } from "../web/sentence.ts";
import type { Reader } from "./digest.queries.ts";
import { headingOf, leadOf, subjectOf, whyOf } from "./digest-frame.pages.ts";
import { riskItem } from "./digest-risks.pages.ts";
import { dueCounted, type Facts, type Happened } from "./facts.queries.ts";
import { newsOf, readingOf, risksOf, saidTo } from "./news.rules.ts";
import type { Period } from "./periods.rules.ts";

export type DigestItem = {
  said: Part[];
  note: Part[];
  /** The same words without links: the text part has each address on a line of its own. */
  text: { said: string; note: string };
  addresses: string[];
  /** 1, 2, 3 in a numbered section, else null. */
  number: number | null;
};
export type DigestSection = {
  heading: string;
  headingText: string;
  /** "Needs you" is a numbered list: what to do first stands first. */
  isNumbered: boolean;
  items: DigestItem[];
  more: { words: string; href: string } | null;
};
export type DigestMail = {
  frame: MailFrame;
  sections: DigestSection[];
  desk: { label: string; href: string } | null;
};

/** What fits one screen and a half; the rest is a number and a link. */
const most = { needs: 7, risks: 4, moved: 6, decided: 4, coming: 4 };
const moved = new Set<string>(movedKinds);
const decided = new Set<string>(decidedKinds);

export type DigestFor = {
  reader: Reader;
  facts: Facts;
  period: Period;
  since: Date;
  today: Day;
  district: District;
  isExtra: boolean;
};

/** A reader's digest: what it says, in the order of what matters; `isQuiet` where there is nothing to say. */
export function digestMail(given: DigestFor): DigestMail & { subject: string; isQuiet: boolean } {
  const { reader, facts, since, today, district } = given;
  const duties = dutiesOf(reader.person, facts.open, today);
  const risks = risksOf(reader.person, facts, since);
  const sections = [
    needsSection(duties, today, district.timeZone),
    section("At risk", risks, risk => riskItem(risk, today), most.risks, paths.list("goal")),
    newsSection("Moved this week", given, moved, most.moved),
    newsSection("Decided", given, decided, most.decided),
    section("Coming up", coming(given), ({ item }) => item(), most.coming, paths.desk, dueCounted),
  ].filter(each => each !== null);
  const isQuiet = sections.length === 0;
  const subject = subjectOf(given, duties.length, risks.length);
  return {
    subject,
    isQuiet,
    sections,
    desk: duties.length > 0 ? { label: "Open my desk", href: absolute(paths.desk) } : null,
    frame: {
      lang: district.locale,
      subject,
      heading: headingOf(reader, duties.length),
      lead: leadOf(duties, risks, today),
      source: `${district.name}, week of ${formatDay(given.period.weekOf, today)}`,
      why: whyOf(given),
    },
  };
}

type BareItem = Pick<DigestItem, "said" | "note">;

const textOf = (said: Part[]): string =>
  said
    .map(part => [part.ref, part.person?.name ?? healthText(part) ?? part.text].filter(Boolean).join(" "))
    .join("");

const healthText = ({ health }: Part): string | null => health && `${health.sign} ${health.words}`;

const addressesOf = (said: Part[]): string[] => [
  ...new Set(said.map(({ href }) => href).filter(href => href !== null)),
];

/** Of many things only those that fit become words, and the others are counted: to `counted`, where it is named. */
function section<T>(
  heading: string,
  things: readonly T[],
  itemOf: (thing: T) => BareItem,
  limit: number,
  rest: string,
  counted = things.length,
): DigestSection | null {
  if (things.length === 0) return null;
  const over = Math.min(things.length, counted) - limit;
  return {
    heading,
    headingText: heading.toUpperCase(),
    isNumbered: false,
    items: things.slice(0, limit).map(thing => {
      const item = itemOf(thing);
      const text = { said: textOf(item.said), note: textOf(item.note) };
      return { ...item, text, addresses: addressesOf(item.said), number: null };
    }),
    more:
      over > 0
        ? { words: `And ${things.length > counted ? "over " : ""}${over} more`, href: absolute(rest) }
        : null,
  };
}

function needsSection(duties: Duty[], today: Day, zone: string): DigestSection | null {
  const made = section("Needs you", duties, duty => needItem(duty, today, zone), most.needs, paths.desk);
  return (
    made && {
      ...made,
      isNumbered: true,
      items: made.items.map((item, index) => ({ ...item, number: index + 1 })),
    }
  );
}

function needItem(duty: Duty, today: Day, zone: string): BareItem {
  const words = dutyWords(duty, today, zone);
  const deed = words.ref === null ? `${words.deed}:` : `${words.deed} ${words.ref}`;
  return {
    said: say(link(absolute(words.href), words.title, deed)),
    note: say(
      `${words.why}${words.why === "" ? "" : ". "}${words.isLate ? capitalised(words.age) : `Waits ${words.age}`}.`,
    ),
  };
}

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

function newsSection(
  heading: string,
  { reader, facts, since }: DigestFor,
  kinds: ReadonlySet<string>,
  limit: number,
): DigestSection | null {
  const { maySee } = readingOf(reader.person, facts);
  const names = {
    get(id: string) {
      const record = facts.names.get(id);
      return record && maySee(record) ? record : undefined;
    },
  };
  const itemOf = ({ event, record }: Happened) => {
    const said = sentence(toldTo(event, { id: record.id }, names, facts.sides));
    return { said: said.map(part => ({ ...part, href: part.href && absolute(part.href) })), note: [] };
  };
  const news = newsOf(reader.person, facts, kinds, since);
  if (kinds !== moved) return section(heading, news, itemOf, limit, paths.desk);
  const { named, said } = saidTo(reader.person, facts, since, news);
  return section(heading, [...named, ...news, ...said], itemOf, limit, paths.desk);
}

type Coming = { day: Day; item: () => BareItem };

/** Gaps in the group, terms that end and what is due, the soonest first. */
function coming({ reader: { person }, facts, today }: DigestFor): Coming[] {
  const { maySee, isOfInterest } = readingOf(person, facts);
  const runsGroup = person.liaisonSide !== null || person.isAdmin;
  const gap = runsGroup ? lackWords(facts) : null;
  const gaps = gap === null ? [] : [{ day: today, item: () => ({ said: say(gap), note: [] }) }];
  const terms = facts.terms
    .filter(({ personId }) => runsGroup || personId === person.id)
    .map(term => ({ day: term.to, item: () => termItem(term, person.id, today) }));
  const due = facts.due
    .filter(record => isOfInterest(record.id) && maySee(record))
    .map(record => ({ day: record.due ?? today, item: () => dueItem(record, today) }));
  return [...gaps, ...terms, ...due].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const termItem = (term: Facts["terms"][number], readerId: string, today: Day): BareItem => ({
  said: say(
    `${formatDay(term.to, today)}: `,
    term.personId === readerId ? "your term" : `the term of ${term.name}`,
    ` in the liaison group ends, in ${durationWords(daysBetween(today, term.to))}.`,
  ),
  note: [],
});

const dueItem = (record: Facts["due"][number], today: Day): BareItem => ({
  said: say(
    `${formatDay(record.due ?? today, today)}: `,
    link(
      absolute(pathOf(record) ?? paths.desk),
      record.title,
      isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
    ),
    record.kind === "request" ? " is needed." : " is due.",
  ),
  note: [],
});
