import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { listTied } from "../records/records.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { forbidden } from "../shared/app-error.ts";
import { fiscalYearOf } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { saidBefore } from "../told/said-before.ts";
import { reachOfNew } from "../told/told.queries.ts";
import { clashView } from "../web/clash.ts";
import type { Option } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { readIds } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { whoAsks } from "./authors.actions.ts";
import { draftBudget, editBudget, submitBudget } from "./budget.actions.ts";
import { getBudget } from "./budget.queries.ts";
import { canAskForMoney } from "./budget.rules.ts";
import { budgetFormPage, servedOption, storedValues, yearOptions } from "./budget-form.pages.ts";
import type { On } from "./budget-words.pages.ts";
import {
  type BudgetInput,
  budgetDraftEditForm,
  budgetDraftForm,
  budgetEditForm,
  budgetForm,
} from "./forms.rules.ts";
import { listServable } from "./served.queries.ts";
import { listSources } from "./sources.queries.ts";
import { tellingOf, tellingOfNew } from "./tellings.rules.ts";
import { requireTurn } from "./turns.queries.ts";

const keepsDraft = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "deed" in body && body.deed === "draft";

type Query = { Querystring: Record<string, unknown> };

/** The forms that draft, submit and edit a budget request. */
export const budgetFormRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const showNew = async (request: FastifyRequest<Query>, reply: FastifyReply, failed?: FailedForm) => {
      const reader = personOf(request);
      if (!canAskForMoney(reader)) throw forbidden(whoAsks);
      const deed = deedOf(request);
      const { today, district } = deed;
      const on = { today, district };
      const servesIds = readIds(request.query.goal, request.query.request);
      const options = await optionsFor(db, reader, on, {
        chosen: readIds(failed?.typed.servesIds, servesIds),
        fiscalYear: null,
      });
      const values = { servesIds, fiscalYear: fiscalYearOf(today, district.fiscalYearStart) };
      const view = budgetFormPage({
        it: null,
        schema: budgetForm,
        values,
        options,
        ...failed,
        clash: null,
        told: await saidBefore(db, deed, "budget", tellingOfNew, await reachOfNew(db, deed)),
        on,
      });
      return sendPage(request, reply, "budget/form", view, failed?.status ?? 200);
    };

    app.get<Query>(paths.new("budget"), (request, reply) => showNew(request, reply));

    app.post<Query>(paths.list("budget"), (request, reply) => {
      const isDraft = keepsDraft(request.body);
      return answerPost(deps, request, reply, {
        schema: isDraft ? budgetDraftForm : budgetForm,
        again: failed => showNew(request, reply, failed),
        async verb(tx, deed, values: BudgetInput) {
          const { number } = await draftBudget(tx, deed, values);
          if (!isDraft) await submitBudget(tx, deed, { number });
          return { to: paths.record("budget", number), flash: keptWords(number, isDraft) };
        },
      });
    });

    const showEdit = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const deed = deedOf(request);
      const reader = personOf(request);
      const it = await getBudget(db, reader, numberIn(request));
      await requireTurn(db, deed, "edit", it);
      const serves = (await listTied(db, reader, it.record.id, "above")).map(({ id }) => id);
      const options = await optionsFor(db, reader, deed, {
        chosen: readIds(failed?.typed.servesIds, serves),
        fiscalYear: it.row.fiscalYear,
      });
      const values = storedValues(it, serves);
      const schema = budgetEditForm;
      const clash = failed?.status === 409 ? clashView(schema, failed.typed, values, options) : null;
      const told = await saidBefore(db, deed, "budget", tellingOf("submit", it));
      const view = budgetFormPage({ it, schema, values, options, ...failed, clash, told, on: deed });
      return sendPage(request, reply, "budget/form", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.verb("budget", ":number", "edit"), (request, reply) => showEdit(request, reply));

    app.post<ByNumber>(paths.verb("budget", ":number", "edit"), (request, reply) => {
      const isDraft = keepsDraft(request.body);
      return answerPost(deps, request, reply, {
        schema: isDraft ? budgetDraftEditForm : budgetEditForm,
        again: failed => showEdit(request, reply, failed),
        async verb(tx, deed, values: Omit<BudgetInput, "forWhom">, { version }) {
          const { number } = await editBudget(tx, deed, { ...values, number: numberIn(request), version });
          if (!isDraft) await submitBudget(tx, deed, { number });
          return { to: paths.record("budget", number), flash: keptWords(number, isDraft) };
        },
      });
    });
  };

const keptWords = (number: number, isDraft: boolean): string =>
  isDraft
    ? `${refOf("budget", number)} is kept as a draft.`
    : `${refOf("budget", number)} is submitted. The liaisons of both sides find it on their desk.`;

async function optionsFor(
  db: Read,
  reader: Person,
  on: On,
  { chosen, fiscalYear }: { chosen: string[]; fiscalYear: number | null },
): Promise<Record<string, Option[]>> {
  const [served, sources] = await Promise.all([listServable(db, reader, chosen), listSources(db, reader)]);
  return {
    servesIds: served.map(servedOption),
    fiscalYear: yearOptions(on, fiscalYear),
    sourceId: sources.map(({ id, name }) => ({ value: id, label: name })),
  };
}
