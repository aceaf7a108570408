import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { historyView } from "../events/events.pages.ts";
import { listHistory } from "../events/events.queries.ts";
import { forbidden, notFound } from "../shared/app-error.ts";
import { clashView } from "../web/clash.ts";
import { csvOf } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { sendCsv } from "../web/send-csv.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { yearIn } from "./budget-list.routes.ts";
import { seesSources } from "./places.queries.ts";
import { sourceFormPage, sourcePage } from "./source.pages.ts";
import { changeSource, makeSource, setSourceAmount, whoManages } from "./sources.actions.ts";
import { sourcesCsv, sourcesPage, sourceYears } from "./sources.pages.ts";
import { getSource, listAmounts, listHoldings, listPromised, listSources } from "./sources.queries.ts";
import { amountForm, canManageSources, sourceForm } from "./sources.rules.ts";

/** The list shows what holds a source's money up to here. */
const mostPromised = 200;

/** Funding sources: what they hold in each fiscal year, and who promised what of it. */
export const sourceRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<{ Querystring: Record<string, unknown> }>(paths.sources, async (request, reply) => {
      const reader = personOf(request);
      if (!seesSources(reader)) throw notFound();
      const on = deedOf(request);
      const year = yearIn(request.query.year);
      const [sources, holdings] = await Promise.all([listSources(db, reader), listHoldings(db)]);
      const page = { sources, holdings, fiscalYear: year ? Number(year) : null, reader, on };
      if (request.query.format === "csv")
        return sendCsv(reply, "funding-sources", csvOf(sourcesCsv(on), sourceYears(page)));
      return sendPage(request, reply, "budget/sources", sourcesPage(page));
    });

    const showForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      number: number | null,
      failed?: FailedForm,
    ) => {
      const reader = personOf(request);
      if (!seesSources(reader)) throw notFound();
      if (!canManageSources(reader)) throw forbidden(whoManages);
      const source = number === null ? null : await getSource(db, reader, number);
      const clash = failed?.status === 409 && source ? clashView(sourceForm, failed.typed, source) : null;
      return sendPage(
        request,
        reply,
        "budget/source-form",
        sourceFormPage(source, failed, clash),
        failed?.status ?? 200,
      );
    };

    app.get(paths.newSource, (request, reply) => showForm(request, reply, null));

    app.post(paths.sources, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: sourceForm,
        again: failed => showForm(request, reply, null, failed),
        async verb(tx, deed, values) {
          const { record } = await makeSource(tx, deed, values);
          return { to: paths.source(record.number), flash: "Added. Set what it holds in each fiscal year." };
        },
      }),
    );

    app.get<ByNumber>(paths.sourceVerb(":number", "edit"), (request, reply) =>
      showForm(request, reply, numberIn(request)),
    );

    app.post<ByNumber>(paths.sourceVerb(":number", "edit"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: sourceForm,
        again: failed => showForm(request, reply, numberIn(request), failed),
        async verb(tx, deed, values, { version }) {
          const { number } = await changeSource(tx, deed, { ...values, number: numberIn(request), version });
          return { to: paths.source(number), flash: "Your changes are kept." };
        },
      }),
    );

    const show = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const reader = personOf(request);
      const on = deedOf(request);
      const source = await getSource(db, reader, numberIn(request));
      const [holdings, amounts, promised, told] = await Promise.all([
        listHoldings(db, [source.id]),
        listAmounts(db, source.id),
        listPromised(db, reader, source.id, mostPromised),
        listHistory(db, reader, source.id, "this funding source"),
      ]);
      const history = historyView(told, { zone: districtOf(request).timeZone, today: on.today });
      const view = sourcePage({ source, holdings, amounts, promised, history, failed, reader, on });
      return sendPage(request, reply, "budget/source", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.source(":number"), (request, reply) => show(request, reply));

    app.post<ByNumber>(paths.sourceVerb(":number", "amount"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: amountForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values, { version }) {
          const input = { ...values, number: numberIn(request), version };
          const { number } = await setSourceAmount(tx, deed, input);
          return { to: paths.source(number), flash: "The amount is set." };
        },
      }),
    );
  };
