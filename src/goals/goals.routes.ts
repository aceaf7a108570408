import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { historyView } from "../events/events.pages.ts";
import { findLastEvent, listHistory } from "../events/events.queries.ts";
import { daysFor, findInputs } from "../forecast/days.queries.ts";
import { listSaid } from "../forecast/said.queries.ts";
import { findWhy } from "../forecast/why.queries.ts";
import { sidesOf } from "../people/people.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { besideView } from "../screens/beside/beside.pages.ts";
import { loadBeside } from "../screens/beside/beside.queries.ts";
import { sightView } from "../screens/line-of-sight/line-of-sight.pages.ts";
import { listPlaced } from "../screens/line-of-sight/line-of-sight.queries.ts";
import { sightOf } from "../screens/line-of-sight/line-of-sight.rules.ts";
import type { Deed } from "../shared/deed.ts";
import { allSaidBefore } from "../told/said-before.ts";
import { summaryOf } from "../web/form-view.ts";
import { rememberLook } from "../web/looked.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { listViews } from "./check-ins.queries.ts";
import { findKin } from "./copy.queries.ts";
import { segments } from "./goal-deeds.pages.ts";
import { goalDeedRoutes } from "./goal-deeds.routes.ts";
import { goalFormRoutes } from "./goal-form.routes.ts";
import { noWords } from "./goal-form.rules.ts";
import type { AtGoal } from "./goal-loading.actions.ts";
import { resumeGoal, stepBack } from "./goal-moves.actions.ts";
import { proposeGoal } from "./goals.actions.ts";
import { goalPage } from "./goals.pages.ts";
import { type Goal, getGoal, pacedOf } from "./goals.queries.ts";
import { goalListRoutes } from "./goals-list.routes.ts";
import { listMeasures, listReadings } from "./measures.queries.ts";
import { priorityRoutes } from "./priorities.routes.ts";
import { stepBackOf } from "./step-back.rules.ts";
import { tellingOf } from "./tellings.rules.ts";

type Shown = FastifyRequest<ByNumber & { Querystring: Record<string, unknown> }>;

const pressed = ["propose", "confirm", "resume", "step back"] as const;

const fewEntries = 15;
const allEntries = 1000;

/** All of goals: list, page, forms, verbs, priorities. */
export const goalRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (request: Shown, reply: FastifyReply, failed?: FailedForm): Promise<FastifyReply> => {
      const actor = personOf(request);
      const deed = deedOf(request);
      const goal = await getGoal(db, actor, numberIn(request));
      const { id } = goal.record;
      const limit = readWord(request.query.history) === "all" ? allEntries : fewEntries;
      const [views, days, measures, under, told, sides, last, beside, made, kin] = await Promise.all([
        listViews(db, [pacedOf(goal)], deed),
        daysFor(db, [id]),
        listMeasures(db, [id]),
        listPlaced(db, actor, id),
        listHistory(db, actor, id, "this goal", limit),
        sidesOf(
          db,
          Object.values(goal.seats).filter(seated => seated !== null),
        ),
        findLastEvent(db, goal.record),
        loadBeside(db, deed, actor, goal.record),
        findInputs(db),
        findKin(db, actor, goal.row),
      ]);
      const readings = await listReadings(
        db,
        measures.map(measure => measure.id),
      );
      const late = { days: days.get(id), due: goal.record.due, rank: null };
      const sight = sightOf(actor, { state: goal.state, measures: measures.length }, under);
      // What is done last can be told only of all.
      const isWhole = under.over.size === 0;
      const [why, promises] = await Promise.all([
        findWhy(db, deed.district, late, isWhole ? [...sight.requests, ...sight.work] : []),
        listSaid(
          db,
          sight.requests.map(request => request.id),
        ),
      ]);
      const seen = views.get(id);
      if (!seen) throw new Error("a goal has no views");
      const { today, district } = deed;
      const step = stepBackOf(deed, goal, last);
      const view = goalPage({
        ...{
          goal,
          views: seen,
          days: days.get(id),
          said: { promises, areAll: !under.over.has("request") },
          kin,
          why,
          held: made?.held,
          measures,
          readings,
          sides,
          actor,
          today,
          district,
        },
        history: historyView(told, {
          zone: district.timeZone,
          today,
          all: restOf(goal, told.length),
          look: beside.look,
        }),
        beside: besideView("goal", beside, actor, deed),
        sight: sightView(goal, sight, district.fiscalYearStart),
        told: await allSaidBefore(db, deed, "goal", beside.reach, pressed, each => tellingOf(each, goal)),
        canStepBack: step !== null && typeof step !== "string",
        failed: { summary: summaryOf(failed?.errors ?? []) },
      });
      rememberLook(deps, request, reply, beside);
      return sendPage(request, reply, "goals/show", view, failed?.status ?? 200);
    };

    app.get<ByNumber & { Querystring: Record<string, unknown> }>(
      paths.record("goal", ":number"),
      (request, reply) => show(request, reply),
    );

    const post = (
      verb: "propose" | "resume" | "step back",
      flash: string,
      run: (tx: Tx, deed: Deed, at: AtGoal) => Promise<void>,
    ) =>
      app.post<ByNumber & { Querystring: Record<string, unknown> }>(
        paths.verb("goal", ":number", segments[verb]),
        (request, reply) =>
          answerPost(deps, request, reply, {
            schema: noWords,
            again: failed => show(request, reply, failed),
            async verb(tx, deed, _, { version }) {
              const number = numberIn(request);
              await run(tx, deed, { number, version });
              return { to: paths.record("goal", number), flash };
            },
          }),
      );
    post("propose", "The goal is proposed.", proposeGoal);
    post("resume", "The goal is active again.", resumeGoal);
    post("step back", "The last step is taken back.", stepBack);

    app.register(goalListRoutes(deps));
    app.register(goalFormRoutes(deps));
    app.register(goalDeedRoutes(deps));
    app.register(priorityRoutes(deps));
  };

function restOf({ record }: Goal, shown: number) {
  if (record.eventCount <= shown) return null;
  return {
    href: `${withQuery(paths.record("goal", record.number), { history: "all" })}#history`,
    label: `All ${record.eventCount.toLocaleString("en-US")} entries of ${refOf("goal", record.number)}`,
  };
}
