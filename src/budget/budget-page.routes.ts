import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { historyView } from "../events/events.pages.ts";
import { findLastEvent, listHistory } from "../events/events.queries.ts";
import { sidesOf } from "../people/people.queries.ts";
import { besideView } from "../screens/beside/beside.pages.ts";
import { loadBeside } from "../screens/beside/beside.queries.ts";
import type { Deed, Person } from "../shared/deed.ts";
import { allSaidBefore } from "../told/said-before.ts";
import { summaryOf } from "../web/form-view.ts";
import { rememberLook } from "../web/looked.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { submitBudget } from "./budget.actions.ts";
import { budgetPage } from "./budget.pages.ts";
import { getBudget } from "./budget.queries.ts";
import type { On } from "./budget-words.pages.ts";
import { plainForm } from "./forms.rules.ts";
import { usualWaits } from "./past-waits.queries.ts";
import { placesFor } from "./places.queries.ts";
import { servedView } from "./served.pages.ts";
import { listServed } from "./served.queries.ts";
import { stepBack } from "./step-back.actions.ts";
import { stepToTakeBack } from "./step-back.rules.ts";
import { tellingOf } from "./tellings.rules.ts";
import { listMovers } from "./turns.queries.ts";

const pressed = ["take up", "submit", "endorse", "step back"] as const;

async function load(db: Read, reader: Person, number: number, deed: Deed) {
  const { now, today, district } = deed;
  const on: On = { today, district };
  const it = await getBudget(db, reader, number);
  const { id } = it.record;
  const [movers, usual, places, served, entries, last, around] = await Promise.all([
    listMovers(db, on.today),
    usualWaits(db),
    placesFor(db, reader, it),
    listServed(db, reader, id, on),
    listHistory(db, reader, id, "this budget request"),
    findLastEvent(db, it.record),
    loadBeside(db, deed, reader, it.record),
  ]);
  const people = [...movers, ...it.authors].map(each => each.id);
  const sides = await sidesOf(db, [...people, ...it.road.map(({ personId }) => personId)]);
  return {
    told: await allSaidBefore(db, deed, "budget", around.reach, pressed, each => tellingOf(each, it)),
    it,
    movers,
    usual,
    places,
    sides,
    on,
    reader,
    serves: served.map(each => servedView(each, on)),
    history: historyView(entries, { zone: on.district.timeZone, today, look: around.look }),
    around,
    beside: besideView("budget", around, reader, deed),
    canStepBack: stepToTakeBack(reader, now, it, last) !== null,
  };
}

/** A budget request's page, and the verbs on it that take one button. */
export const budgetPageRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const { around, ...page } = await load(
        deps.db.read,
        personOf(request),
        numberIn(request),
        deedOf(request),
      );
      const view = budgetPage({ ...page, failed: { summary: summaryOf(failed?.errors ?? []) } });
      rememberLook(deps, request, reply, around);
      return sendPage(request, reply, "budget/show", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.record("budget", ":number"), (request, reply) => show(request, reply));

    app.post<ByNumber>(paths.verb("budget", ":number", "submission"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: plainForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, _, { version }) {
          const { number } = await submitBudget(tx, deed, { number: numberIn(request), seen: version });
          return {
            to: paths.record("budget", number),
            flash: "Submitted. The liaisons of both sides find it on their desk.",
          };
        },
      }),
    );

    app.post<ByNumber>(paths.verb("budget", ":number", "step-back"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: plainForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          const { number, state } = await stepBack(tx, deed, { number: numberIn(request) });
          return { to: paths.record("budget", number), flash: `Taken back. It is ${state} again.` };
        },
      }),
    );
  };
