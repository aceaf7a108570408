import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../../deps.ts";
import { decideMany } from "../../requests/batch.actions.ts";
import { listByNumber } from "../../requests/batch.queries.ts";
import {
  type BatchDeed,
  batchDeeds,
  batchForms,
  hindrance,
  itemsIn,
  mostAtOnce,
} from "../../requests/batch.rules.ts";
import { sendPage } from "../../web/page.ts";
import { readCursor, readWord } from "../../web/paging.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { answerPost, type FailedForm } from "../../web/posts.ts";
import { deedOf, personOf } from "../../web/session.ts";
import { batchPage, batchPath } from "./batch.pages.ts";
import { listLast, loadBatch } from "./batch.queries.ts";
import { requireGroup } from "./group.queries.ts";
import { tickPage } from "./ticks.pages.ts";
import { loadTicks } from "./ticks.queries.ts";
import { wayIn } from "./way.ts";

type Query = Record<string, unknown>;
type Http = FastifyRequest<{ Querystring: Query }>;

/** More requests at once than one screen can be decided in a meeting's minute; each still takes its own verb. */
const limitMs = 20_000;

/** Several requests at once: ticked in the queue, looked at as consequences, done by one press. */
export const batchRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const showTicks = async (http: Http, reply: FastifyReply, isEmpty = false) => {
      const actor = personOf(http);
      const deed = deedOf(http);
      await requireGroup(db, actor, deed.today);
      const way = wayIn(http.query);
      const ticks = await loadTicks(db, actor, deed, {
        way,
        after: readCursor(http.query.after, "changed"),
        isAll: readWord(http.query.all) === "1",
        unsafeNumbers: numbersIn(http.query.request),
      });
      return sendPage(http, reply, "triage/ticks", tickPage({ ticks, way, isEmpty, actor, deed }));
    };

    const show = async (
      http: Http,
      reply: FastifyReply,
      name: BatchDeed,
      ticked: readonly number[],
      failed: FailedForm | null = null,
    ) => {
      const numbers = ticked.slice(0, mostAtOnce);
      const tooMany = ticked.length - numbers.length;
      const actor = personOf(http);
      const deed = deedOf(http);
      await requireGroup(db, actor, deed.today);
      const likeNumber = numbersIn(http.query.like)[0];
      const batch = await loadBatch(db, actor, deed, numbers);
      const like = likeNumber
        ? ((await listByNumber(db, actor, [likeNumber])).get(likeNumber) ?? null)
        : null;
      // After a press, what others did meanwhile is said of all; before it, of what cannot be done.
      const isAfter = like !== null || failed?.status === 409;
      const toTell = batch.requests.filter(each => isAfter || hindrance(actor, name, each) !== null);
      const last = await listLast(db, actor, toTell);
      const view = batchPage({ name, batch, last, like, failed, tooMany, actor, deed });
      return sendPage(http, reply, "triage/batch", view, failed?.status ?? 200);
    };

    app.get(paths.batch, (http: Http, reply) => showTicks(http, reply));

    for (const name of batchDeeds) {
      app.get(batchPath(name), (http: Http, reply) => {
        const numbers = numbersIn(http.query.request);
        return numbers.length === 0 ? showTicks(http, reply, true) : show(http, reply, name, numbers);
      });
      app.post(batchPath(name), (http: Http, reply) =>
        answerPost(deps, http, reply, {
          schema: batchForms[name],
          limitMs,
          again: form =>
            show(
              http,
              reply,
              name,
              itemsIn(String(form.typed.request ?? "")).map(each => each.number),
              form,
            ),
          async verb(tx, deed, { request, ...words }) {
            const { done, left } = await decideMany(tx, deed, name, itemsIn(request), words);
            const [first] = done;
            return {
              to:
                left.length === 0
                  ? paths.triage
                  : withQuery(batchPath(name), { request: left.map(String), like: first?.record.number }),
              flash: outcomeWords(name, done.length, left.length),
            };
          },
        }),
      );
    }
  };

const outcomes: Record<BatchDeed, string> = {
  accept: "accepted",
  defer: "deferred",
  decline: "declined",
  assign: "given to whom you chose",
};

function outcomeWords(name: BatchDeed, done: number, left: number): string {
  const said = `${done} ${done === 1 ? "request is" : "requests are"} ${outcomes[name]}.`;
  const rest = left === 0 ? "" : ` ${left} ${left === 1 ? "was" : "were"} left alone, below with why.`;
  return `${said}${rest}`;
}

const numbersIn = (given: unknown): number[] => [
  ...new Set([given ?? []].flat().flatMap(each => (/^\d{1,9}$/.test(String(each)) ? [Number(each)] : []))),
];
