import type { NamedPerson } from "../../people/named.queries.ts";
import { isNumbered, type Kind, refOf } from "../../records/records.rules.ts";
import { dayOf, formatDay } from "../../shared/dates.ts";
import { pageHead } from "../../web/head.ts";
import { personMark } from "../../web/marks.ts";
import { pathOf, paths, withQuery } from "../../web/paths.ts";
import { link, type Part, say, strong, time, who } from "../../web/sentence.ts";
import { passageOf } from "./passages.rules.ts";
import { type Found, mostHits } from "./search.queries.ts";

const nouns: Partial<Record<Kind, string>> = {
  goal: "Goal",
  request: "Request",
  work: "Work item",
  budget: "Budget request",
  source: "Funding source",
};

type Given = { words: string | null; found: Found; zone: string; today: string };

/** The lists that a person is looked for in. */
const lists = [
  ["goal", "goals"],
  ["request", "requests"],
  ["work", "work"],
  ["budget", "budget requests"],
] as const;

function personParts({ id, name, side, title, school }: NamedPerson): Part[] {
  const of = [title, school].filter(Boolean).join(", ");
  const links = lists.flatMap(([kind, label], index) => [
    index === 0 ? ": " : ", ",
    link(withQuery(paths.list(kind), { person: id }), label),
  ]);
  return say(who(personMark({ name, side })), of ? `, ${of}` : "", ...links);
}

function passageParts(words: string | null, text: string | undefined): Part[] | null {
  const passage = words && text ? passageOf(text, words) : null;
  return passage && say(...passage.map(piece => (piece.matches ? strong(piece.text) : piece.text)));
}

const nothingWords = (people: number): string =>
  people === 0
    ? "No record that you may see holds these words. Try fewer, or the beginning of one."
    : `${people === 1 ? "A person has" : "People have"} this name; no record that you may see holds it.`;

export function searchPage({ words, found, zone, today }: Given) {
  const { rows, texts, people } = found;
  const count = rows.length >= mostHits ? `The best ${mostHits}` : String(rows.length);
  return {
    head: pageHead({
      title: words ? `Search: ${words}` : "Search",
      heading: words ? `“${words}”` : "Search",
      standing: say(
        words
          ? rows.length === 0
            ? nothingWords(people.length)
            : `${count} found.`
          : "Type a word, several words, or a number like R-214 or 214.",
      ),
    }),
    words: words ?? "",
    action: paths.search,
    people: people.map(person => ({ said: personParts(person) })),
    rows: rows.map(record => ({
      said: say(
        link(
          pathOf(record) ?? paths.desk,
          record.title,
          isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
        ),
      ),
      passage: passageParts(words, texts.get(record.id)),
      note: say(
        `${nouns[record.kind] ?? record.kind}, ${record.state}, changed `,
        time(record.changedAt.toISOString(), formatDay(dayOf(record.changedAt, zone), today)),
      ),
    })),
  };
}
