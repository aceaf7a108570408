import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../../deps.ts";
import { listViews } from "../../goals/check-ins.queries.ts";
import { getGoal, pacedOf } from "../../goals/goals.queries.ts";
import { lastReadings, listMeasures } from "../../goals/measures.queries.ts";
import { sendPage } from "../../web/page.ts";
import { type ByNumber, numberIn } from "../../web/params.ts";
import { paths } from "../../web/paths.ts";
import { deedOf, personOf } from "../../web/session.ts";
import { listPlaced } from "./line-of-sight.queries.ts";
import { sightOf } from "./line-of-sight.rules.ts";
import { onePage } from "./one-page.pages.ts";

/** Everyone who sees a goal: what stands under it, as far as they see that. */
export const sightRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<ByNumber>(paths.sight(":number"), async (request, reply) => {
      const actor = personOf(request);
      const deed = deedOf(request);
      const goal = await getGoal(db, actor, numberIn(request));
      const { id } = goal.record;
      const [views, measures, under] = await Promise.all([
        listViews(db, [pacedOf(goal)], deed),
        listMeasures(db, [id]),
        listPlaced(db, actor, id),
      ]);
      const last = await lastReadings(
        db,
        measures.map(measure => measure.id),
      );
      const seen = views.get(id);
      if (!seen) throw new Error("a goal has no views");
      const sight = sightOf(actor, { state: goal.state, measures: measures.length }, under);
      const { today, district } = deed;
      const view = onePage({
        goal,
        views: seen,
        measures,
        last,
        sight,
        placed: under.placed,
        today,
        district,
      });
      return sendPage(request, reply, "line-of-sight/show", view);
    });
  };
