import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { logSheet } from "./sheet.actions.ts";
import { dayLabel, sheetPage } from "./sheet.pages.ts";
import { hoursBetween, listSheetRows } from "./sheet.queries.ts";
import { entriesIn, numbersSent, sheetForm, weekOf } from "./sheet.rules.ts";
import { onlyTechnology } from "./work.actions.ts";
import { canDoWork } from "./work.rules.ts";

type Query = { Querystring: Record<string, unknown> };

const shownRows = 30;

/** Hours of a week on all that one is at, in one form. */
export const workSheetRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (request: FastifyRequest<Query>, reply: FastifyReply, failed?: FailedForm) => {
      const person = personOf(request);
      if (!canDoWork(person)) throw onlyTechnology();
      const { today } = deedOf(request);
      const week = weekOf(readWord(request.query.week), today);
      const last = week.days.at(-1) ?? today;
      const [rows, logged] = await Promise.all([
        listSheetRows(db, person, week.monday, last, shownRows),
        hoursBetween(db, person.id, week.monday, last),
      ]);
      const view = sheetPage({ week, rows, logged, today, failed });
      return sendPage(request, reply, "work/sheet", view, failed?.status ?? 200);
    };

    app.get<Query>(paths.workSheet, (request, reply) => show(request, reply));

    app.post<Query>(paths.workSheet, (request, reply) => {
      const { today } = deedOf(request);
      const { monday, all } = weekOf(readWord(request.query.week), today);
      const numbers = numbersSent(request.body);
      return answerPost(deps, request, reply, {
        schema: sheetForm(numbers, all, day => dayLabel(day, today)),
        limitMs: 10_000,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          const sum = await logSheet(tx, deed, entriesIn(numbers, all, values));
          return {
            to: withQuery(paths.workSheet, { week: monday }),
            flash: `${sum.toLocaleString("en-US")} ${sum === 1 ? "hour is" : "hours are"} logged.`,
          };
        },
      });
    });
  };
