import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { copiedFlash, copyGoal, requireCopy } from "./copy.actions.ts";
import { copyPage } from "./copy.pages.ts";
import { listContinuing, listUnfinished } from "./copy.queries.ts";
import { segments } from "./goal-deeds.pages.ts";
import { copyForm } from "./goal-form.rules.ts";
import { canSit, getGoal } from "./goals.queries.ts";
import { handshakeSeats } from "./goals.rules.ts";
import { lastReadings, listMeasures } from "./measures.queries.ts";

/** A goal goes on in another year: what goes along, then a draft. */
export function copyRoutes(app: FastifyInstance, deps: Deps): void {
  const db = deps.db.read;

  const show = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
    const actor = personOf(request);
    const goal = await getGoal(db, actor, numberIn(request));
    const deed = deedOf(request);
    requireCopy(deed, goal);
    const { id } = goal.record;
    const [measures, requests, work, already, ...fits] = await Promise.all([
      listMeasures(db, [id]),
      listUnfinished(db, actor, id, "request"),
      listUnfinished(db, actor, id, "work"),
      listContinuing(db, actor, id),
      ...handshakeSeats.map(async seat => {
        const seated = goal.seats[seat];
        return seated !== null && (await canSit(db, seated, seat)) ? seat : null;
      }),
    ]);
    const last = await lastReadings(
      db,
      measures.map(measure => measure.id),
    );
    const fit = fits.filter(seat => seat !== null);
    const { today } = deed;
    const view = copyPage({ goal, measures, last, requests, work, fit, already, today, failed });
    return sendPage(request, reply, "goals/copy", view, failed?.status ?? 200);
  };

  app.get<ByNumber>(paths.verb("goal", ":number", `${segments.copy}/new`), (request, reply) =>
    show(request, reply),
  );

  app.post<ByNumber>(paths.verb("goal", ":number", segments.copy), (request, reply) =>
    answerPost(deps, request, reply, {
      schema: copyForm,
      again: failed => show(request, reply, failed),
      async verb(tx, deed, values, { version }) {
        const from = numberIn(request);
        const { number } = await copyGoal(tx, deed, { number: from, version }, values);
        return { to: paths.record("goal", number), flash: copiedFlash(number, from) };
      },
    }),
  );
}
