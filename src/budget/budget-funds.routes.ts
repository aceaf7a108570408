import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { actualPage } from "./actual.pages.ts";
import { getBudget } from "./budget.queries.ts";
import { takesBoard } from "./budget.rules.ts";
import { approvedLine, closeBudget, recordActual } from "./closing.actions.ts";
import { decideBudget } from "./decision.actions.ts";
import { actualForm, commentForm, decisionForm, decisionsIn, reviewForm, sourcesIn } from "./forms.rules.ts";
import { reviewBudget } from "./road.actions.ts";
import { route, showStep } from "./step-form.routes.ts";
import { requireTurn } from "./turns.queries.ts";

type ByLine = { Params: { number: string; position: string } };

/** Review of funds, decision, actuals, closing. */
export const budgetFundsRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;
    const show = showStep(deps);

    app.post<ByNumber>(route("close"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: commentForm,
        again: failed => show(request, reply, "close", failed),
        async verb(tx, deed, { comment }, { version }) {
          const input = { number: numberIn(request), comment, seen: version };
          const { number } = await closeBudget(tx, deed, input);
          return { to: paths.record("budget", number), flash: "Closed. What was not used is free again." };
        },
      }),
    );

    app.post<ByNumber>(route("review"), async (request, reply) => {
      const { lines } = await getBudget(db, personOf(request), numberIn(request));
      return answerPost(deps, request, reply, {
        schema: reviewForm(lines),
        again: failed => show(request, reply, "review", failed),
        async verb(tx, deed, values, { version, inPlaceOf }) {
          const { number } = await reviewBudget(tx, deed, {
            number: numberIn(request),
            seen: version,
            inPlaceOf,
            sources: sourcesIn(lines, values),
            boardDay: values.boardDay,
            comment: values.comment,
          });
          return {
            to: paths.record("budget", number),
            flash: "The funds are confirmed. An approver decides next.",
          };
        },
      });
    });

    app.post<ByNumber>(route("decide"), async (request, reply) => {
      const { lines, row } = await getBudget(db, personOf(request), numberIn(request));
      return answerPost(deps, request, reply, {
        schema: decisionForm(lines, takesBoard(row.askedCents, districtOf(request))),
        again: failed => show(request, reply, "decide", failed),
        async verb(tx, deed, values, { version, inPlaceOf }) {
          const { number, state } = await decideBudget(tx, deed, {
            number: numberIn(request),
            seen: version,
            inPlaceOf,
            lines: decisionsIn(lines, values),
            boardDay: values.boardDay,
            comment: values.comment,
          });
          return { to: paths.record("budget", number), flash: `It is ${state}.` };
        },
      });
    });

    const showActual = async (request: FastifyRequest<ByLine>, reply: FastifyReply, failed?: FailedForm) => {
      const deed = deedOf(request);
      const it = await getBudget(db, personOf(request), numberIn(request));
      await requireTurn(db, deed, "record actuals", it);
      const line = approvedLine(it, positionIn(request));
      const view = actualPage({ it, line, schema: actualForm, failed, on: deed });
      return sendPage(request, reply, "budget/step", view, failed?.status ?? 200);
    };
    const actual = paths.verb("budget", ":number", "lines/:position/actual");

    app.get<ByLine>(actual, (request, reply) => showActual(request, reply));

    app.post<ByLine>(actual, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: actualForm,
        again: failed => showActual(request, reply, failed),
        async verb(tx, deed, { cents }, { version }) {
          const at = { number: numberIn(request), position: positionIn(request) };
          const { number } = await recordActual(tx, deed, { ...at, cents, seen: version });
          return { to: paths.record("budget", number), flash: "Recorded." };
        },
      }),
    );
  };

const positionIn = ({ params: { position } }: FastifyRequest<ByLine>): number =>
  /^\d{1,4}$/.test(position) ? Number(position) : 0;
