import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { roles, sides } from "../shared/deed.ts";
import { csvOf } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { pageSize, readWord, readWords } from "../web/paging.ts";
import type { PagerView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { sendCsv } from "../web/send-csv.ts";
import { deedOf } from "../web/session.ts";
import { peopleCsv } from "./people-csv.ts";
import { peoplePage, queryOf } from "./people-list.pages.ts";
import { type ListedPerson, listPeople, listTerms } from "./people-list.queries.ts";
import {
  accessWords,
  type NameCursor,
  nameCursorText,
  type PeopleFilter,
  readNameCursor,
  rightWords,
} from "./people-list.rules.ts";

type Query = Record<string, unknown>;

/** More than any district or service agency has. */
const everyone = 100_000;

const filterIn = (query: Query): PeopleFilter => ({
  words: readWord(query.q),
  role: readWords(query.role, roles)[0] ?? null,
  side: readWords(query.side, sides)[0] ?? null,
  access: readWords(query.access, accessWords)[0] ?? null,
  right: readWords(query.right, rightWords)[0] ?? null,
});

function pagerOf(
  found: ListedPerson[],
  filter: PeopleFilter,
  { after, from }: { after: NameCursor | null; from: number },
): PagerView {
  const shown = Math.min(found.length, pageSize);
  const last = found[shown - 1]?.person;
  const to = from + shown - 1;
  const hasMore = found.length > pageSize;
  const next = last && nameCursorText({ name: last.name, id: last.id });
  const query = queryOf(filter);
  return {
    summary: shown === 0 ? "Nobody" : `${from} to ${to} of ${hasMore ? `over ${to}` : String(to)}`,
    first: after ? { href: withQuery(paths.people, query), label: "First page" } : null,
    next: hasMore
      ? { href: withQuery(paths.people, { ...query, after: next, from: to + 1 }), label: "Next page" }
      : null,
  };
}

const countIn = (text: unknown): number => {
  const from = Number(readWord(text) ?? 1);
  return Number.isSafeInteger(from) && from > 0 && from < 10_000_000 ? from : 1;
};

/** Administrators: everybody, by name. */
export const peopleListRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<{ Querystring: Query }>(paths.people, async (request, reply) => {
      const { query } = request;
      const { today } = deedOf(request);
      const filter = filterIn(query);
      if (query.format === "csv")
        return sendCsv(
          reply,
          "people",
          csvOf(peopleCsv, await listPeople(db, filter, { today, limit: everyone })),
        );
      const after = readNameCursor(query.after);
      const found = await listPeople(db, filter, { today, after, limit: pageSize + 1 });
      const people = found.slice(0, pageSize);
      const ids = people.map(({ person }) => person.id);
      const terms = await listTerms(db, ids, today);
      const pager = pagerOf(found, filter, { after, from: after ? countIn(query.from) : 1 });
      const view = peoplePage({ people, terms, filter, pager, today });
      return sendPage(request, reply, "people/list", view);
    });

    app.get(paths.admin, async (_request, reply) => reply.redirect(paths.people, 303));
  };
