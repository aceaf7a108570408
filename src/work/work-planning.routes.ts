import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { findPersonFilter } from "../people/named.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { digestDay } from "../told/told.pages.ts";
import { clashView } from "../web/clash.ts";
import { csvStream } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize, readIds, readWord, readWords } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { sendCsv } from "../web/send-csv.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { onlyTechnology, planWork } from "./work.actions.ts";
import { getWork, listAbove, listOpenAbove, listWork, type WorkFilter } from "./work.queries.ts";
import { canDoWork, planForm, workForm, workStates } from "./work.rules.ts";
import { workBoardPage } from "./work-board.pages.ts";
import { listBoard } from "./work-board.queries.ts";
import { everyRow, workCsv } from "./work-csv.ts";
import { editWork } from "./work-edits.actions.ts";
import { workFormPage } from "./work-form.pages.ts";
import { optionsFor, valuesOf } from "./work-form.queries.ts";
import { workListPage } from "./work-list.pages.ts";
import { workQueryIn } from "./work-query.ts";

type Query = { Querystring: Record<string, unknown> };

/** The list of all work, and the forms that plan and edit it. */
export const workPlanningRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<Query>(paths.list("work"), async (request, reply) => {
      const actor = personOf(request);
      const paging = pagingIn(request);
      const query = workQueryIn(request.query);
      if (readWord(request.query.view) === "board" && !paging.isCsv) return showBoard(request, reply);
      const person = await findPersonFilter(db, query.person);
      const filter: WorkFilter = {
        states: readWords(query.state, workStates),
        underId: query.goal,
        personIds: person?.ids ?? null,
        words: query.q,
        sort: paging.sort,
        after: paging.after,
      };
      if (paging.isCsv) return sendCsv(reply, "work", csvStream(workCsv, everyRow(db, actor, filter)));
      const found = await listWork(db, actor, filter, pageSize + 1);
      const page = pageOfRows(found, row => row.record, {
        path: paths.list("work"),
        query: { ...query, sort: sortWord(paging.sort) },
        paging,
      });
      const [above, goals] = await Promise.all([
        listAbove(
          db,
          actor,
          page.rows.map(row => row.record.id),
        ),
        listOpenAbove(db, actor, "goal"),
      ]);
      const { today } = deedOf(request);
      const view = workListPage({ ...page, above, goals, person, filter, query, today, actor });
      return sendPage(request, reply, "work/list", view);
    });

    const showBoard = async (request: FastifyRequest<Query>, reply: FastifyReply) => {
      const actor = personOf(request);
      const deed = deedOf(request);
      const { today, now } = deed;
      const digest = digestDay(deed);
      const { timeZone: zone } = districtOf(request);
      const query = { ...workQueryIn(request.query), state: null };
      const person = await findPersonFilter(db, query.person);
      const filter = {
        ...{ underId: query.goal, words: query.q },
        personIds: person?.ids ?? null,
      };
      const columns = await listBoard(db, actor, filter, now);
      const ids = columns.flatMap(({ rows }) => rows.map(row => row.record.id));
      const [above, goals] = await Promise.all([listAbove(db, actor, ids), listOpenAbove(db, actor, "goal")]);
      const view = workBoardPage({
        columns,
        above,
        goals,
        person,
        filter,
        query,
        today,
        digest,
        zone,
        actor,
      });
      return sendPage(request, reply, "work/board", view);
    };

    const showForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      given: { number?: number; values?: Record<string, unknown>; failed?: FailedForm },
    ) => {
      const actor = personOf(request);
      const item = given.number === undefined ? null : await getWork(db, actor, given.number);
      if (!canDoWork(actor)) throw onlyTechnology();
      const stored = item ? await valuesOf(db, actor, item) : (given.values ?? {});
      const { typed = {} } = given.failed ?? {};
      const chosen = readIds(stored.goals, stored.requests, typed.goals, typed.requests);
      const options = await optionsFor(db, actor, chosen);
      const clash =
        given.failed?.status === 409 && item
          ? clashView(workForm, given.failed.typed, stored, options)
          : null;
      const view = workFormPage({ item, values: stored, options, failed: given.failed, clash });
      return sendPage(request, reply, "work/form", view, given.failed?.status ?? 200);
    };

    app.get<Query>(paths.new("work"), (request, reply) => {
      const { goal, request: asked } = request.query;
      const values = { goals: readIds(goal), requests: readIds(asked) };
      return showForm(request, reply, { values });
    });

    app.post(paths.list("work"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: planForm,
        again: failed => showForm(request, reply, { failed }),
        async verb(tx, deed, values) {
          const { number } = await planWork(tx, deed, values);
          return { to: paths.record("work", number), flash: `${refOf("work", number)} is planned.` };
        },
      }),
    );

    app.get<ByNumber>(paths.verb("work", ":number", "edit"), (request, reply) =>
      showForm(request, reply, { number: numberIn(request) }),
    );

    app.post<ByNumber>(paths.verb("work", ":number", "edit"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: workForm,
        again: failed => showForm(request, reply, { number: numberIn(request), failed }),
        async verb(tx, deed, values, { version }) {
          const { number } = await editWork(tx, deed, numberIn(request), values, version);
          return { to: paths.record("work", number), flash: "Your changes are kept." };
        },
      }),
    );
  };

const sortWord = (sort: string) => (sort === "changed" ? null : sort);
