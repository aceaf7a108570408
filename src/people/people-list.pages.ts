import type { Day } from "../shared/dates.ts";
import { roles, sides } from "../shared/deed.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import {
  type EmptyView,
  type FilterBarView,
  filterSelect,
  filterText,
  type PagerView,
} from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";
import { termWords } from "./people.pages.ts";
import { rightsOf } from "./people.rules.ts";
import type { ListedPerson, TermRow } from "./people-list.queries.ts";
import { accessWords, type PeopleFilter, rightWords } from "./people-list.rules.ts";

export type PeopleQuery = Record<"q" | "role" | "side" | "access" | "right", string | null>;

export const queryOf = ({ words, ...rest }: PeopleFilter): PeopleQuery => ({ q: words, ...rest });

export type PeoplePage = {
  people: ListedPerson[];
  terms: TermRow[];
  filter: PeopleFilter;
  pager: PagerView;
  today: Day;
};

export function peoplePage(page: PeoplePage) {
  return {
    head: pageHead({
      heading: "People",
      standing: say("Who can sign in, what they may do, and who stands for a side."),
      deeds: [
        deedLink("Invite people", paths.newInvitations, { first: true }),
        deedLink("Add a person", paths.newPerson),
        deedLink("Bring people in from a file", paths.peopleImports),
        deedLink("Invitations", paths.invitations),
        deedLink("Needs a new owner", paths.needsOwner),
      ],
    }),
    filter: filterBar(page),
    list: page.people.length > 0 ? table(page) : null,
    empty: page.people.length > 0 ? null : emptyView,
    pager: page.pager,
  };
}

const emptyView: EmptyView = {
  id: "nobody",
  heading: "Nobody is like this",
  sentence: "Take a filter away, or invite whom you look for.",
  deeds: [deedLink("All people", paths.people)],
  example: null,
};

function filterBar({ filter, people }: PeoplePage): FilterBarView {
  const query = queryOf(filter);
  const chosen = (Object.keys(query) as (keyof PeopleQuery)[]).flatMap(key => {
    const label = query[key];
    return label === null ? [] : [{ label, href: withQuery(paths.people, { ...query, [key]: null }) }];
  });
  const choices = (words: readonly string[]) => words.map(word => [word, word] as const);
  return {
    action: paths.people,
    fields: [
      filterText("q", "Name or address", query.q),
      filterSelect("role", "Role", choices(roles), query.role),
      filterSelect("side", "Side", choices(sides), query.side),
      filterSelect("right", "Right", choices(rightWords), query.right),
      filterSelect("access", "Access", choices(accessWords), query.access),
    ],
    hidden: [],
    shown: say("people by name"),
    chosen,
    keepHref: null,
    csvHref: people.length > 0 ? withQuery(paths.people, { ...query, format: "csv" }) : null,
  };
}

function table({ people, terms, today }: PeoplePage) {
  const termOf = new Map(terms.map(term => [term.personId, term]));
  return listView({
    caption: "People",
    heads: [head("Person"), head("Role"), head("Address"), head("Liaison term"), head("Access")],
    rows: people.map(({ record, person }) => [
      rowHead(say(link(paths.person(record.number), person.name)), {
        kind: say(person.title || person.school),
      }),
      cell("Role", rightsOf(person)),
      cell("Address", person.bouncedAt ? `${person.email}, bounces` : person.email, { wide: true }),
      cell("Liaison term", termWords(termOf.get(person.id), today)),
      cell("Access", person.mergedIntoId ? "a double" : person.disabledAt ? "disabled" : "can sign in", {
        inline: true,
      }),
    ]),
  });
}
