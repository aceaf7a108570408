import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { listChoices } from "../people/people.queries.ts";
import { type NumberedKind, numberedKinds, refOf } from "../records/records.rules.ts";
import { whoAsks } from "../requests/requests.actions.ts";
import { forbidden, notFound } from "../shared/app-error.ts";
import type { Person } from "../shared/deed.ts";
import { digestDay } from "../told/told.pages.ts";
import type { Option } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { onlyTechnology } from "../work/work.actions.ts";
import { listOpenAbove } from "../work/work.queries.ts";
import { doToMany } from "./bulk.actions.ts";
import { bulkPage, doneFlash, listPath } from "./bulk.pages.ts";
import { listPicked, lookAt } from "./bulk.queries.ts";
import {
  type BulkDeed,
  bulkForms,
  deedsOf,
  numbersIn,
  offeredTo,
  picksIn,
  valueNames,
} from "./bulk.rules.ts";

type Asked = FastifyRequest<{ Querystring: Record<string, unknown> }>;
type Meant = {
  kind: NumberedKind;
  name: BulkDeed;
  numbers: number[];
  back: string;
  values: Record<string, unknown>;
};

/** @throws forbidden with who can */
function requireOffer(actor: Person, kind: NumberedKind, name: BulkDeed): void {
  if (offeredTo(actor, kind).includes(name)) return;
  throw kind === "work" ? onlyTechnology() : forbidden(whoAsks);
}

async function optionsFor(db: Read, actor: Person, name: BulkDeed): Promise<Record<string, Option[]>> {
  if (name === "owner") {
    const people = await listChoices(db, { roles: ["technologist"] });
    return { owner: people.map(({ id, name: label }) => ({ value: id, label })) };
  }
  if (name !== "goal" && name !== "no-goal") return {};
  const goals = await listOpenAbove(db, actor, "goal");
  return {
    goalId: goals.map(({ id, number, title }) => ({ value: id, label: `${refOf("goal", number)} ${title}` })),
  };
}

/** One deed for many rows of a list: what happens, then one press. */
export const bulkRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (request: FastifyRequest, reply: FastifyReply, meant: Meant, failed?: FailedForm) => {
      const { kind, name, numbers } = meant;
      const by = personOf(request);
      requireOffer(by, kind, name);
      const deed = { ...deedOf(request), by };
      const picked = await listPicked(db, by, kind, numbers);
      const [looks, options] = await Promise.all([
        lookAt(db, deed, kind, name, picked),
        optionsFor(db, by, name),
      ]);
      const view = bulkPage({
        ...{ ...meant, looks, options, failed },
        missing: numbers.length - picked.length,
        day: digestDay(deed),
      });
      return sendPage(request, reply, "bulk/show", view, failed?.status ?? 200);
    };

    for (const kind of numberedKinds) {
      app.get<{ Querystring: Record<string, unknown> }>(paths.bulk(kind), (request: Asked, reply) => {
        const { query } = request;
        const name = deedsOf(kind).find(each => each === readWord(query.deed));
        if (!name) throw notFound();
        const values = Object.fromEntries(valueNames.map(each => [each, readWord(query[each])]));
        const back = readWord(query.back) ?? "";
        return show(request, reply, { kind, name, numbers: numbersIn(query), back, values });
      });

      for (const name of deedsOf(kind))
        app.post(paths.bulkDeed(kind, name), (request, reply) =>
          answerPost(deps, request, reply, {
            schema: bulkForms[name],
            again: failed => {
              const numbers = picksIn(String(failed.typed.records ?? "")).map(({ number }) => number);
              const back = String(failed.typed.back ?? "");
              return show(request, reply, { kind, name, numbers, back, values: {} }, failed);
            },
            async verb(tx, deed, { records, back = "", ...values }) {
              requireOffer(personOf(request), kind, name);
              const picks = picksIn(records);
              const { done, left } = await doToMany(tx, deed, { kind, name, picks, values });
              const flash = doneFlash(kind, name, done.length, left.length);
              if (left.length === 0) return { to: listPath(kind, back), flash };
              const again = { deed: name, n: left.map(String), back, ...values };
              return { to: withQuery(paths.bulk(kind), again), flash };
            },
          }),
        );
    }
  };
