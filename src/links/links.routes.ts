import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { placeAt } from "../estimates/papers.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import { type NumberedKind, numberedKinds } from "../records/records.rules.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { addLink, takeOutLink } from "./links.actions.ts";
import { linksPage } from "./links.pages.ts";
import { listLinks } from "./links.queries.ts";
import { linkForm } from "./links.rules.ts";

/** The version of the estimate that something is added to, as the address has it. */
const estimateIn = ({ query }: FastifyRequest): unknown =>
  typeof query === "object" && query !== null && "estimate" in query ? query.estimate : undefined;

type ById = { Params: { number: string; id: string } };

/** Where more about a record is read: every kind that has a page. */
export const linkRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (
      kind: NumberedKind,
      request: FastifyRequest<ByNumber>,
      reply: FastifyReply,
      failed?: FailedForm,
    ) => {
      const actor = personOf(request);
      const record = await getRecord(db, actor, kind, numberIn(request));
      const { today, district } = deedOf(request);
      const { estimate } = await placeAt(db, actor, record.id, estimateIn(request));
      const view = linksPage({
        estimate,
        ...{ kind, record, actor, today, failed, zone: district.timeZone },
        links: await listLinks(db, record.id),
      });
      return sendPage(request, reply, "links/list", view, failed?.status ?? 200);
    };

    for (const kind of numberedKinds) {
      const path = paths.links(kind, ":number");
      app.get<ByNumber>(path, (request, reply) => show(kind, request, reply));

      app.post<ByNumber>(path, (request, reply) =>
        answerPost(deps, request, reply, {
          schema: linkForm,
          again: failed => show(kind, request, reply, failed),
          async verb(tx, deed, values) {
            const number = numberIn(request);
            const { id } = await getRecord(tx, deed.by, kind, number);
            const place = await placeAt(tx, deed.by, id, estimateIn(request));
            await addLink(tx, deed, { kind, number }, values, place);
            const to = place.estimate ? paths.estimate(kind, number) : paths.record(kind, number);
            return { to, flash: "The link is there." };
          },
        }),
      );

      app.post<ById>(paths.linkEnd(kind, ":number", ":id"), (request, reply) =>
        answerPost(deps, request, reply, {
          schema: z.strictObject({}),
          again: failed => show(kind, request, reply, failed),
          async verb(tx, deed) {
            const number = numberIn(request);
            await takeOutLink(tx, deed, { kind, number }, request.params.id);
            return { to: paths.links(kind, number), flash: "The link is taken out." };
          },
        }),
      );
    }
  };
