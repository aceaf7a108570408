import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { patienceMs } from "../forecast/queue-answers.ts";
import { whatIf } from "../forecast/what-if.ts";
import { visibleRecords } from "../records/records.queries.ts";
import { audiencesOf } from "../records/records.rules.ts";
import { notFound } from "../shared/app-error.ts";
import { within } from "../shared/wait.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { askForPlaces, saidOfAll } from "./place-asks.actions.ts";
import { whatIfPage } from "./what-if.pages.ts";
import { loadScenario } from "./what-if.queries.ts";
import { type Asked, added, askedIn, hoursIn, mostChanges, placeAskForm, queryOf } from "./what-if.rules.ts";
import { mostMoved } from "./what-if-list.pages.ts";

type Query = { Querystring: Record<string, unknown> };
type Shown = { asked: Asked; query?: Record<string, unknown>; problem?: string; failed?: FailedForm };

/** Another order of the queue, or another team, tried out: the address holds all of it. */
export const whatIfRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { asked, query = {}, problem, failed }: Shown,
    ) => {
      const actor = personOf(request);
      if (!audiencesOf(actor).includes("everyone")) throw notFound();
      const deed = deedOf(request);
      const { today, district } = deed;
      const { changed, problems, scenario } = await loadScenario(db, actor, asked);
      const isAsked = changed.length > 0 || asked.hours !== 0;
      const found = isAsked ? await within(patienceMs, whatIf(deps, district, scenario)) : null;
      const ids = found?.moved.map(({ id }) => id).slice(0, mostMoved + mostChanges) ?? [];
      const names = await visibleRecords(db, actor, ids);
      const wrong = [...(problem === undefined ? [] : [problem]), ...problems];
      const view = whatIfPage({
        ...{ asked, changed, found, names, actor, today },
        problems: wrong,
        typed: {
          request: problem ? (readWord(query.request) ?? "") : "",
          rank: problem ? (readWord(query.rank) ?? "") : "",
          hours: readWord(query.hours) ?? (asked.hours === 0 ? "" : String(asked.hours)),
        },
        told: changed.length > 0 ? await saidOfAll(db, deed, changed) : null,
        failed: failed ?? null,
      });
      return sendPage(request, reply, "capacity/what-if", view, failed?.status ?? (wrong[0] ? 422 : 200));
    };

    app.get<Query>(paths.whatIf, async (request, reply) => {
      const { query } = request;
      const asked = askedIn(query);
      if (query.request === undefined && hoursIn(query.hours) !== null)
        return show(request, reply, { asked });
      const more = added(query);
      if ("problem" in more) return show(request, reply, { asked, query, problem: more.problem });
      if (asked.changes.length >= mostChanges)
        return show(request, reply, {
          asked,
          query,
          problem: `More than ${mostChanges} changes are not looked at together. Take one out first.`,
        });
      const changes = more.change
        ? [...asked.changes.filter(({ number }) => number !== more.change?.number), more.change]
        : asked.changes;
      return reply.redirect(withQuery(paths.whatIf, queryOf({ ...asked, changes })), 303);
    });

    app.post(paths.placeAsks, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: placeAskForm,
        again: failed => show(request, reply, { asked: scenarioIn(String(failed.typed.scenario)), failed }),
        async verb(tx, deed, { scenario, why }) {
          const asked = scenarioIn(scenario);
          const told = await askForPlaces(tx, deed, asked, why);
          return {
            to: withQuery(paths.whatIf, queryOf(asked)),
            flash: `The liaison group is asked. ${told}`,
          };
        },
      }),
    );
  };

function scenarioIn(text: string): Asked {
  const query = new URLSearchParams(text);
  return askedIn({ change: query.getAll("change"), hours: query.get("hours") ?? undefined });
}
