import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Deps } from "../deps.ts";
import { findEstimate } from "../estimates/estimates.queries.ts";
import type { WhatMoves } from "../forecast/what-moves.ts";
import { type Day, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import { readForm } from "../web/forms.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { commitRequest } from "./commitment.actions.ts";
import { movesAt } from "./foretold.queries.ts";
import { canTell } from "./foretold.rules.ts";
import { commitmentForm } from "./forms.rules.ts";
import { registerForm, showDeed } from "./request-deeds.routes.ts";
import { findRequest } from "./requests.queries.ts";
import { canDo } from "./requests.rules.ts";

type Http = FastifyRequest<ByNumber>;
type Values = z.output<typeof commitmentForm>;

/** Committing a request: its page says what that moves, at the place that it suggests or that somebody types. */
export function registerCommitment(app: FastifyInstance, deps: Deps): void {
  registerForm(app, deps, "commit");

  app.post<ByNumber>(paths.verb("request", ":number", "commitment"), async (http, reply) => {
    const form = readForm(commitmentForm, http.body);
    if (form.ok && form.deed === "look")
      return showDeed(deps, http, reply, "commit", { typed: form.typed, errors: [], status: 200 });
    const moves = form.ok ? await movesOf(deps, http, form.values) : null;
    return answerPost(deps, http, reply, {
      schema: commitmentForm,
      again: failed => showDeed(deps, http, reply, "commit", failed),
      async verb(tx, deed, promised, { version }) {
        const number = numberIn(http);
        const { request, missingKey } = await commitRequest(tx, deed, { number, version }, promised, moves);
        const flash = missingKey
          ? `Your key is given. ${request.ref} is committed with the key of ${missingKey}.`
          : `${request.ref} is committed.${movedBeside(moves)}${lateBeside(moves, promised.to, deed.today)}`;
        return { to: paths.record("request", number), flash };
      },
    });
  });
}

const movedBeside = (moves: WhatMoves | null): string => {
  const count = moves && canTell(moves) ? moves.moved.length : 0;
  if (count === 0) return "";
  return count === 1
    ? " It moves the date of one other: the history says which."
    : ` It moves the dates of ${count.toLocaleString("en-US")} others: the history names the furthest.`;
};

/** A promise that the forecast does not hold with, for whoever did not look before: there is an hour to step back. */
function lateBeside(moves: WhatMoves | null, promised: Day, today: Day): string {
  const day = moves?.itself.p80 ?? null;
  return day !== null && day > promised
    ? ` With 80 % it is there by ${formatShortDay(day, today)}, ${durationWords(daysBetween(promised, day))} after the last day of your promise.`
    : "";
}

/** What it moves; null for whoever cannot commit it. Before the write, which must be short. */
async function movesOf(deps: Deps, http: Http, { to, rank }: Values): Promise<WhatMoves | null> {
  const actor = personOf(http);
  const { district } = deedOf(http);
  const request = await findRequest(deps.db.read, actor, { number: numberIn(http) });
  const estimate = request && (await findEstimate(deps.db.read, request.id));
  const mayCommit = request && (canDo(actor, "commit", request) || canDo(actor, "keyAgain", request));
  return estimate && mayCommit ? movesAt(deps, district, { request, estimate, place: { to, rank } }) : null;
}
