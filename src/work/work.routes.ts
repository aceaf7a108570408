import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { listEstimates } from "../estimates/estimates.queries.ts";
import { historyView } from "../events/events.pages.ts";
import { findLastEvent, listHistory } from "../events/events.queries.ts";
import { daysFor, findInputs } from "../forecast/days.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { besideView } from "../screens/beside/beside.pages.ts";
import { loadBeside } from "../screens/beside/beside.queries.ts";
import { allSaidBefore } from "../told/said-before.ts";
import { summaryOf } from "../web/form-view.ts";
import { rememberLook } from "../web/looked.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { logEffort } from "./effort.actions.ts";
import { workEstimateRoutes } from "./estimate.routes.ts";
import { workPartsRoutes } from "./parts.routes.ts";
import { workSheetRoutes } from "./sheet.routes.ts";
import { stepBackWork } from "./step-back.actions.ts";
import { stepBackOf } from "./step-back.rules.ts";
import { tellingDeeds, tellingOf } from "./tellings.rules.ts";
import { listWaitedFor, listWaiting } from "./waiting.queries.ts";
import { type Moved, moveWork } from "./work.actions.ts";
import { workPage } from "./work.pages.ts";
import { findWorkKind, getWork, listAbove, listEffort } from "./work.queries.ts";
import { blockForm, dropForm, effortForm, finishForm, moveForm, openStates } from "./work.rules.ts";
import { type FailedDeed, workForms } from "./work-forms.pages.ts";
import { boardOf, isFromDesk } from "./work-query.ts";

/** A work item's page and the verbs on it. */
export const workRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (
      request: FastifyRequest<ByNumber>,
      reply: FastifyReply,
      failed?: FailedDeed,
    ): Promise<FastifyReply> => {
      const actor = personOf(request);
      const deed = deedOf(request);
      const { today } = deed;
      const { timeZone: zone, hoursAWeek } = districtOf(request);
      const db = deps.db.read;
      const item = await getWork(db, actor, numberIn(request));
      const { id } = item.record;
      const [days, estimates, kind, past, above, waitedFor, waiting, effort, told, beside, last] =
        await Promise.all([
          daysFor(db, [id]),
          listEstimates(db, id),
          findWorkKind(db, id),
          findInputs(db),
          listAbove(db, actor, [id]),
          listWaitedFor(db, actor, id),
          listWaiting(db, actor, id),
          listEffort(db, id),
          listHistory(db, actor, id, "this work"),
          loadBeside(db, deed, actor, item.record),
          findLastEvent(db, item.record),
        ]);
      const said = await allSaidBefore(db, deed, "work", beside.reach, tellingDeeds, each =>
        tellingOf(each, item.record),
      );
      const forms = workForms(item, actor, today, said, failed);
      const form = forms.find(each => each.isOpen)?.form ?? { summary: summaryOf(failed?.form.errors ?? []) };
      const history = historyView(told, { zone, today, look: beside.look });
      const view = workPage({
        item,
        days: openStates.some(state => state === item.record.state) ? days.get(id) : undefined,
        ...{ estimates, kind, past },
        above,
        waitedFor,
        waiting,
        effort,
        history,
        beside: besideView("work", beside, actor, deed),
        forms,
        today,
        ...{ zone, hoursAWeek },
        actor,
        form,
        told: said,
        canStepBack: stepBackOf(actor, last, deed.now) !== null,
      });
      rememberLook(deps, request, reply, beside);
      return sendPage(request, reply, "work/show", view, failed?.form.status ?? 200);
    };

    const again =
      (request: FastifyRequest<ByNumber>, reply: FastifyReply, verb: string) => (form: FailedForm) =>
        show(request, reply, { verb, form });

    await app.register(workEstimateRoutes(deps));
    await app.register(workPartsRoutes(deps));
    await app.register(workSheetRoutes(deps));

    app.get<ByNumber>(paths.record("work", ":number"), (request, reply) => show(request, reply));

    const move = <S extends typeof moveForm | typeof blockForm | typeof finishForm | typeof dropForm>(
      verb: string,
      schema: S,
      movedBy: (values: Record<string, string | undefined>) => Moved,
    ) =>
      app.post<ByNumber>(paths.verb("work", ":number", verb), (request, reply) =>
        answerPost(deps, request, reply, {
          schema,
          again: again(request, reply, verb),
          async verb(tx, deed, values, { version }) {
            const moved = await moveWork(tx, deed, numberIn(request), movedBy(values), version);
            const { number, state } = moved;
            const board = boardOf(request.query);
            return board
              ? { to: board, flash: `${refOf("work", number)} is ${state}.` }
              : { to: paths.record("work", number) };
          },
        }),
      );
    move("start", moveForm, () => ({ move: "start" }));
    move("release", moveForm, () => ({ move: "unblock" }));
    move("blockage", blockForm, ({ by = "" }) => ({ move: "block", by }));
    move("completion", finishForm, ({ note = "" }) => ({ move: "finish", note }));
    move("dropping", dropForm, ({ reason = "" }) => ({ move: "drop", reason }));

    app.post<ByNumber>(paths.verb("work", ":number", "step-back"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: moveForm,
        again: again(request, reply, "step-back"),
        async verb(tx, deed, _, { version }) {
          const { number, state } = await stepBackWork(tx, deed, numberIn(request), version);
          return {
            to: paths.record("work", number),
            flash: `The last step is taken back. ${refOf("work", number)} is ${state} again.`,
          };
        },
      }),
    );

    app.post<ByNumber>(paths.verb("work", ":number", "effort"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: effortForm,
        again: again(request, reply, "effort"),
        async verb(tx, deed, values, { version }) {
          const { number } = await logEffort(tx, deed, numberIn(request), values, version);
          const { hours } = values;
          return {
            to: isFromDesk(request.query) ? paths.desk : paths.record("work", number),
            flash: `${hours} ${hours === 1 ? "hour is" : "hours are"} logged on ${refOf("work", number)}.`,
          };
        },
      }),
    );
  };
