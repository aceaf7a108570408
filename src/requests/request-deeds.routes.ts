import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import type { EstimateVersion } from "../estimates/estimates.queries.ts";
import { canSecond } from "../estimates/estimates.rules.ts";
import { findInputs } from "../forecast/days.queries.ts";
import { listLiaisons } from "../people/people.queries.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { saidBefore } from "../told/said-before.ts";
import { chosenWords, digestDay } from "../told/told.pages.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { listAlike } from "./alike.queries.ts";
import { listAlikeDone } from "./alike-done.queries.ts";
import { foretell, placeIn } from "./foretold.queries.ts";
import { assignmentChoices } from "./looking-after.rules.ts";
import type { About } from "./moving.actions.ts";
import { requireVerb } from "./refusals.rules.ts";
import { deedPage } from "./request-deed.pages.ts";
import { type AskedDeed, askedDeeds, deedFormPath, offers } from "./request-deeds.pages.ts";
import { isInPlace } from "./requests.pages.ts";
import { getRequest, type Request } from "./requests.queries.ts";
import { loadSurroundings, nextRank } from "./show.queries.ts";
import { tellingOf } from "./tellings.rules.ts";
import { findTook } from "./took.queries.ts";
import { wayOf, wayQuery } from "./triage-way.rules.ts";

type Http = FastifyRequest<ByNumber>;

/** Shows the request's own page, with a form of it that failed. */
export type ShowRequest = (
  http: Http,
  reply: FastifyReply,
  failed: { name: AskedDeed | null; form: FailedForm },
) => Promise<FastifyReply>;

/** A deed with words: its form, and what the post does. `run` says what is done, for the next page. */
export type DeedRoute<S extends z.ZodObject> = {
  name: Exclude<AskedDeed, "keyAgain">;
  schema: S;
  run(tx: Tx, deed: Deed, about: About, values: z.output<S>): Promise<string>;
};

/** From triage a decision leads to the next request, looked at in the same way. */
export function nextPlace(from: string | null, number: number): string {
  const back = wayOf(from);
  return back
    ? withQuery(paths.triage, { ...wayQuery(back.way), request: back.next })
    : paths.record("request", number);
}

export function registerDeed<S extends z.ZodObject>(
  app: FastifyInstance,
  deps: Deps,
  show: ShowRequest,
  { name, schema, run }: DeedRoute<S>,
): void {
  registerForm(app, deps, name);
  const path = paths.verb("request", ":number", askedDeeds[name].noun);
  const again = (http: Http, reply: FastifyReply) => (form: FailedForm) =>
    isInPlace(name) ? show(http, reply, { name, form }) : showDeed(deps, http, reply, name, form);

  app.post<ByNumber>(path, (http, reply) =>
    answerPost(deps, http, reply, {
      schema,
      again: again(http, reply),
      async verb(tx, deed, values, form) {
        const number = numberIn(http);
        const flash = await run(tx, deed, { number, version: form.version }, values);
        return { to: nextPlace(form.deed, number), flash };
      },
    }),
  );
}

/** Where the form of a deed stands, and the deed's own address, to which mails and the desk lead. */
export function registerForm(app: FastifyInstance, deps: Deps, name: DeedRoute<z.ZodObject>["name"]): void {
  const { noun } = askedDeeds[name];
  const path = paths.verb("request", ":number", noun);
  app.get<ByNumber>(path, async (http, reply) => {
    const request = await getRequest(deps.db.read, personOf(http), numberIn(http));
    const place = isInPlace(name)
      ? `${paths.record("request", request.record.number)}#${noun}`
      : deedFormPath(request, name);
    return reply.redirect(place, 303);
  });
  if (!isInPlace(name)) app.get<ByNumber>(`${path}/new`, (http, reply) => showDeed(deps, http, reply, name));
}

/** The page of one deed. @throws forbidden or conflict where the person cannot do it now */
export async function showDeed(
  deps: Deps,
  http: Http,
  reply: FastifyReply,
  asked: AskedDeed,
  failed: FailedForm | null = null,
): Promise<FastifyReply> {
  const db = deps.db.read;
  const actor = personOf(http);
  const deed = deedOf(http);
  const { today, district } = deed;
  const request = await getRequest(db, actor, numberIn(http));
  const name = asked === "commit" && request.state !== "estimated" ? "keyAgain" : asked;
  if (name !== "needToo") requireVerb(actor, name, request);
  const [around, took, alike, alikeDone, past] = await Promise.all([
    loadSurroundings(db, actor, request, district),
    name === "accept" || name === "estimate" ? findTook(db, request.row.kind) : null,
    name === "merge" ? listAlike(db, actor, { title: request.record.title, exceptId: request.id }, 4) : [],
    name === "estimate" || name === "second" ? listAlikeDone(db, actor, request, 4) : [],
    findInputs(db),
  ]);
  const { isLarge, missingKeys } = around;
  const isSecond = canSecond(actor, around.estimates[0]);
  const moment = { request, actor, isLarge, missingKeys, canStepBack: false, hasNeeded: false, isSecond };
  if (!failed && !offers(name, moment)) throw conflict(notOffered(name, request));
  // The first of two keys moves nothing yet.
  const telling = name === "commit" && isLarge && missingKeys.length > 1 ? "keyAgain" : name;
  const isCommitment = name === "commit" || name === "keyAgain";
  const [estimate] = around.estimates;
  const values = {
    ...(await valuesFor(deps, name, request, estimate)),
    ...(isCommitment ? placeAsked(http) : {}),
  };
  const place = placeIn(failed?.typed ?? values) ?? placeIn(values);
  const group = name === "assign" ? await listLiaisons(db, today) : [];
  const assignment = name === "assign" ? assignmentChoices(request, group, actor.id) : null;
  const view = deedPage({
    ...{ moment, name, took, alike, alikeDone, today, district },
    failed:
      failed && assignment ? { ...failed, typed: { ...failed.typed, seen: assignment.values.seen } } : failed,
    back: failed?.deed ?? readWord((http.query as Record<string, unknown>).back),
    values: { ...values, ...assignment?.values },
    options: assignment?.options,
    ...{ estimates: around.estimates, past, days: around.days, keys: around.keys },
    told: assignment
      ? chosenWords("the liaison whom you choose", digestDay(deed))
      : await saidBefore(db, deed, "request", tellingOf(telling, request)),
    foretold:
      isCommitment && place && estimate
        ? await foretell(deps, actor, district, { request, estimate, place })
        : null,
  });
  return sendPage(http, reply, "requests/deed", view, failed?.status ?? 200);
}

const notOffered = (name: AskedDeed, { ref }: Request): string =>
  name === "second"
    ? `The estimate of ${ref} is yours, or your opinion on it is there.`
    : `The key of your side is given for ${ref}.`;

/** The days and the rank that an address names. */
function placeAsked({ query }: Http): Record<string, string> {
  const { from, to, rank } = query as Record<string, unknown>;
  const words = Object.entries({ from, to, rank }).map(([name, value]) => [name, readWord(value)] as const);
  return Object.fromEntries(words.flatMap(([name, word]) => (word ? [[name, word]] : [])));
}

/** What a form begins with: the days proposed before, the version before. */
async function valuesFor(
  deps: Deps,
  name: AskedDeed,
  { row }: Request,
  estimate: EstimateVersion | undefined,
): Promise<Record<string, unknown>> {
  if (name === "commit" || name === "keyAgain")
    return { from: row.windowFrom, to: row.windowTo, rank: row.rank ?? (await nextRank(deps.db.read)) };
  return name === "estimate" && estimate ? { ...estimate, changed: "" } : {};
}
