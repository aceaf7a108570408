import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { csvStream } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize, readId, readWord, readWords } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { sendCsv } from "../web/send-csv.ts";
import { deedOf, personOf } from "../web/session.ts";
import { budgetStates } from "./budget.rules.ts";
import { budgetCsv } from "./budget-csv.ts";
import { budgetListPage } from "./budget-list.pages.ts";
import {
  type BudgetFilter,
  everyBudget,
  listBudgetPeople,
  listBudgets,
  listBudgetYears,
} from "./budget-list.queries.ts";
import { seesSources } from "./places.queries.ts";
import { listFundedGoals } from "./served.queries.ts";

export const budgetListRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<{ Querystring: Record<string, unknown> }>(paths.list("budget"), async (request, reply) => {
      const reader = personOf(request);
      const on = deedOf(request);
      const paging = pagingIn(request, ["changed", "number"]);
      const query = queryIn(request.query);
      const filter: BudgetFilter = {
        states: readWords(query.state, budgetStates),
        underId: query.goal,
        personIds: query.person ? [query.person] : null,
        words: query.q,
        fiscalYear: query.year ? Number(query.year) : null,
        sort: paging.sort,
        after: paging.after,
      };
      if (paging.isCsv)
        return sendCsv(reply, "budget", csvStream(budgetCsv(on), everyBudget(db, reader, filter)));
      const [found, goals, people, years] = await Promise.all([
        listBudgets(db, reader, filter, pageSize + 1),
        listFundedGoals(db, reader),
        listBudgetPeople(db, reader),
        listBudgetYears(db, reader),
      ]);
      const kept = { ...query, sort: filter.sort === "changed" ? null : filter.sort };
      const page = pageOfRows(found, row => row.record, { path: paths.list("budget"), query: kept, paging });
      const given = { ...page, filter, query: kept, goals, people, years, reader, on };
      const view = budgetListPage({ ...given, seesSources: seesSources(reader) });
      return sendPage(request, reply, "budget/list", view);
    });
  };

export const yearIn = (value: unknown): string | null => {
  const word = readWord(value);
  return word && /^2[01]\d\d$/.test(word) ? word : null;
};

const queryIn = (query: Record<string, unknown>) => ({
  state: readWords(query.state, budgetStates)[0] ?? null,
  goal: readId(query.goal),
  person: readId(query.person),
  year: yearIn(query.year),
  q: readWord(query.q),
});
