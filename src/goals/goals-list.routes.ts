import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { csvStream } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize, readId, readWord, readWords } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { sendCsv } from "../web/send-csv.ts";
import { deedOf, personOf } from "../web/session.ts";
import { everyGoal, goalCsv } from "./goals-csv.ts";
import type { ListQuery } from "./goals-filter.pages.ts";
import { goalListPage } from "./goals-list.pages.ts";
import { countGoals, type GoalFilter, listGoalPeople, listGoals } from "./goals-list.queries.ts";
import { healthWords, statesOf, stateWords } from "./goals-list.rules.ts";
import { listPriorities } from "./priorities.queries.ts";

/** More than so many are only called "over". */
const mostCounted = 100;

export const goalListRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<{ Querystring: Record<string, unknown> }>(paths.list("goal"), async (request, reply) => {
      const actor = personOf(request);
      const deed = deedOf(request);
      const paging = pagingIn(request);
      const query = queryIn(request.query);
      const filter: GoalFilter = { ...filterOf(query), sort: paging.sort, after: paging.after };
      if (paging.isCsv)
        return sendCsv(reply, "goals", csvStream(goalCsv, everyGoal(db, actor, filter, deed)));
      const active: GoalFilter = { states: ["active"], sort: "changed" };
      const count = (which: GoalFilter) => countGoals(db, actor, which, deed, mostCounted + 1);
      const [found, priorities, people, activeGoals, differ] = await Promise.all([
        listGoals(db, actor, filter, deed, pageSize + 1),
        listPriorities(db),
        listGoalPeople(db, actor),
        count(active),
        count({ ...active, differ: true }),
      ]);
      const kept = { ...query, sort: paging.sort === "changed" ? null : paging.sort };
      const page = pageOfRows(found, row => row.record, { path: paths.list("goal"), query: kept, paging });
      const counts = { active: activeGoals, differ, most: mostCounted };
      const given = {
        ...page,
        query,
        sort: paging.sort,
        priorities,
        people,
        counts,
        actor,
        today: deed.today,
      };
      return sendPage(request, reply, "goals/list", goalListPage(given));
    });
  };

const queryIn = (query: Record<string, unknown>): ListQuery => ({
  state: readWords(query.state, stateWords)[0] ?? null,
  priority: readId(query.priority),
  person: readId(query.person),
  q: readWord(query.q),
  health: readWords(query.health, healthWords)[0] ?? null,
  differ: readWord(query.differ) === "yes" ? "yes" : null,
});

const filterOf = (query: ListQuery) => ({
  states: statesOf(stateWords.find(word => word === query.state) ?? null),
  priorityId: query.priority,
  personIds: query.person ? [query.person] : null,
  words: query.q,
  health: healthWords.find(word => word === query.health) ?? null,
  differ: query.differ !== null,
});
