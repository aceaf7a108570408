import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Deps } from "../deps.ts";
import { findEstimate } from "../estimates/estimates.queries.ts";
import type { WhatMoves } from "../forecast/what-moves.ts";
import { invalid } from "../shared/app-error.ts";
import { readForm } from "../web/forms.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { commitRequest } from "./commitment.actions.ts";
import { movesAt } from "./foretold.queries.ts";
import { shownPlace, shownText } from "./foretold.rules.ts";
import { commitmentForm } from "./forms.rules.ts";
import { registerForm, showDeed } from "./request-deeds.routes.ts";
import { findRequest } from "./requests.queries.ts";
import { canDo } from "./requests.rules.ts";

type Http = FastifyRequest<ByNumber>;
type Values = z.output<typeof commitmentForm>;

/** Committing a request: nobody does it without having seen what it moves. */
export function registerCommitment(app: FastifyInstance, deps: Deps): void {
  registerForm(app, deps, "commit");

  app.post<ByNumber>(paths.verb("request", ":number", "commitment"), async (http, reply) => {
    const form = readForm(commitmentForm, http.body);
    if (form.ok && form.deed === "look")
      return showDeed(deps, http, reply, "commit", { typed: form.typed, errors: [], status: 200 });
    const foretold = form.ok ? await foretoldFor(deps, http, form.values) : null;
    return answerPost(deps, http, reply, {
      schema: commitmentForm,
      again: failed => showDeed(deps, http, reply, "commit", failed),
      async verb(tx, deed, { shown, ...promised }, { version }) {
        const number = numberIn(http);
        const { request, missingKey } = await commitRequest(
          tx,
          deed,
          { number, version },
          promised,
          foretold?.moves ?? null,
        );
        if (foretold && !foretold.wasShown)
          throw invalid(
            `With rank ${promised.rank} it moves other days than you saw. Read “What it moves”, then commit.`,
          );
        const flash = missingKey
          ? `Your key is given. ${request.ref} is committed with the key of ${missingKey}.`
          : `${request.ref} is committed.`;
        return { to: paths.record("request", number), flash };
      },
    });
  });
}

/** What it moves, and whether the page said so; null for whoever cannot commit it. Before the write, which must be short. */
async function foretoldFor(
  deps: Deps,
  http: Http,
  { to, rank, shown }: Values,
): Promise<{ moves: WhatMoves; wasShown: boolean } | null> {
  const actor = personOf(http);
  const { district } = deedOf(http);
  const request = await findRequest(deps.db.read, actor, { number: numberIn(http) });
  const estimate = request && (await findEstimate(deps.db.read, request.id));
  const mayCommit = request && (canDo(actor, "commit", request) || canDo(actor, "keyAgain", request));
  if (!estimate || !mayCommit) return null;
  const at = (place: { to: string | null; rank: number }) =>
    movesAt(deps, district, { request, estimate, place });
  const moves = await at({ to, rank });
  if (moves.moved.length === 0 || shown === shownText({ to, rank })) return { moves, wasShown: true };
  const seen = shown ? (await at(shownPlace(shown))).moved : [];
  return { moves, wasShown: JSON.stringify(seen) === JSON.stringify(moves.moved) };
}
