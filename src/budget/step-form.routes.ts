import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import type { Actor, Deed, District, Person } from "../shared/deed.ts";
import { isUuid } from "../shared/ids.ts";
import { saidBefore } from "../told/said-before.ts";
import type { Option } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { type Budget, getBudget } from "./budget.queries.ts";
import { takesBoard } from "./budget.rules.ts";
import { segments } from "./budget-deeds.pages.ts";
import { type StepVerb, stepPage } from "./budget-steps.pages.ts";
import {
  commentForm,
  decisionForm,
  lineFieldNames,
  returnForm,
  reviewForm,
  takeUpForm,
} from "./forms.rules.ts";
import { yearlyCents } from "./lines.rules.ts";
import { placesFor } from "./places.queries.ts";
import { listSources } from "./sources.queries.ts";
import { tellingOf } from "./tellings.rules.ts";
import { requireTurn } from "./turns.queries.ts";

const schemas: Record<StepVerb, (it: Budget, district: District) => z.ZodObject> = {
  "take up": () => takeUpForm,
  endorse: () => commentForm,
  return: () => returnForm,
  review: ({ lines }) => reviewForm(lines),
  decide: ({ lines, row }, district) => decisionForm(lines, takesBoard(row.askedCents, district)),
  close: () => commentForm,
};

export const route = (verb: StepVerb) => paths.verb("budget", ":number", segments[verb]);

/** Shows the form of a step, to whoever may take it. */
export const showStep =
  (deps: Deps) =>
  async (
    request: FastifyRequest<ByNumber>,
    reply: FastifyReply,
    verb: StepVerb,
    failed?: FailedForm,
  ): Promise<FastifyReply> => {
    const db = deps.db.read;
    const reader = personOf(request);
    const deed = deedOf(request);
    const it = await getBudget(db, reader, numberIn(request));
    const inPlaceOf = placeAsked(request);
    const place = await requireTurn(db, deed, verb, it, inPlaceOf);
    const view = stepPage({
      it,
      verb,
      inPlaceOf: inPlaceOf === null ? null : place,
      schema: schemas[verb](it, deed.district),
      values: valuesFor(verb, it),
      options: await optionsFor(db, reader, verb, it),
      places: await placesFor(db, reader, it),
      told: await saidBefore(db, doingFor(deed, place), "budget", tellingOf(verb, it)),
      failed,
      on: deed,
    });
    return sendPage(request, reply, "budget/step", view, failed?.status ?? 200);
  };

/** A deputy's step is theirs whom they stand in for too. */
const doingFor = (deed: Deed, place: Actor): Deed =>
  place.id === null || place.id === deed.by.id ? deed : { ...deed, forId: place.id };

/** In whose place the form is filled in: the link to it says so, and then the form itself. */
function placeAsked({ query, body }: FastifyRequest): string | null {
  const [asked, sent] = [query, body].map(given => (given as { inPlaceOf?: unknown } | undefined)?.inPlaceOf);
  const id = sent ?? asked;
  return typeof id === "string" && isUuid(id) ? id : null;
}

async function optionsFor(
  db: Read,
  reader: Person,
  verb: StepVerb,
  it: Budget,
): Promise<Record<string, Option[]>> {
  if (verb !== "review" && verb !== "decide") return {};
  const sources = (await listSources(db, reader)).map(({ id, name }) => ({ value: id, label: name }));
  return Object.fromEntries(it.lines.map(line => [lineFieldNames(line).source, sources]));
}

/** Each line as asked, from its own source: most are approved whole. */
function valuesFor(verb: StepVerb, it: Budget): Record<string, unknown> {
  if (verb !== "review" && verb !== "decide") return {};
  const perLine = it.lines.map(line => {
    const { approve, source } = lineFieldNames(line);
    return { [approve]: yearlyCents(line), [source]: line.sourceId };
  });
  return Object.assign({ boardDay: it.row.boardDay }, ...perLine);
}
