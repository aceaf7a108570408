import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { findAnswer, keepAnswer } from "../people/answered-forms.queries.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { isUuid } from "../shared/ids.ts";
import { readForm } from "../web/forms.ts";
import { sendPage, setFlash } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { mailFramePolicy } from "../web/security.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { chooseDigest } from "./choice.actions.ts";
import { composeDigests, planDigests, planExtra } from "./digest.actions.ts";
import { digestPage, issuePage } from "./digest.pages.ts";
import { getIssue, getReader, listIssues, listReaders } from "./digest.queries.ts";
import { canSendDigest, choiceForm, sendForm } from "./digest.rules.ts";
import { latestPeriod, nextPeriod } from "./periods.rules.ts";

type ById = { Params: { id: string } };

/** What the next digest will say, past issues, and who gets it. */
export const digestRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const next = async (request: FastifyRequest) => {
      const deed = deedOf(request);
      const reader = await getReader(deps.db.read, personOf(request).id, deed.today);
      const period = nextPeriod(deed.now, deed.district);
      const [composed = null] = period ? await composeDigests(deps, deed, period, [reader]) : [];
      return { reader, period, composed };
    };

    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const actor = personOf(request);
      const { today, district } = deedOf(request);
      const { reader, period, composed } = await next(request);
      const issues = await listIssues(deps.db.read, actor.id, 26);
      const readers = canSendDigest(actor) ? await listReaders(deps.db.read, today) : [];
      const view = digestPage({
        reader,
        next: composed,
        period,
        issues,
        readers: readers.map(({ person }) => person.name),
        actor,
        district,
        today,
        failed,
      });
      return sendPage(request, reply, "digest/show", view, failed?.status ?? 200);
    };

    app.get(paths.digest, (request, reply) => show(request, reply));

    app.get<ById>(paths.digestIssue(":id"), async (request, reply) => {
      const { today } = deedOf(request);
      const issue = await issueOf(request);
      return sendPage(request, reply, "digest/issue", issuePage(issue, districtOf(request).timeZone, today));
    });

    const issueOf = (request: FastifyRequest<ById>) => {
      const { id } = request.params;
      return getIssue(deps.db.read, personOf(request).id, isUuid(id) ? id : personOf(request).id);
    };

    app.get<ById>(paths.digestDocument(":id"), async (request, reply) => {
      const html =
        request.params.id === "next" ? (await next(request)).composed?.html : (await issueOf(request)).html;
      return reply
        .type("text/html; charset=utf-8")
        .header("content-security-policy", mailFramePolicy)
        .header("cache-control", "no-store")
        .send(html ?? "");
    });

    app.post(paths.digestChoice, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: choiceForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          await chooseDigest(tx, deed, personOf(request).id, values);
          return { to: paths.digest, flash: "Your choice is kept." };
        },
      }),
    );

    /** The digests are written portion by portion: the form's key is taken before the first, or a second click sends extras. */
    const isFirst = ({ by, now }: Deed, key: string | null): Promise<boolean> =>
      deps.db.write(async tx => {
        const { id: personId } = by;
        if (key === null || personId === null) return true;
        if (await findAnswer(tx, personId, key)) return false;
        await keepAnswer(tx, { key, personId, location: paths.digest, at: now });
        return true;
      });

    app.post(paths.digestSend, async (request, reply) => {
      const deed = deedOf(request);
      if (!canSendDigest(deed.by))
        throw forbidden("Only the liaison group and administrators can send the digest.");
      const form = readForm(sendForm, request.body);
      if (!form.ok) return show(request, reply, form);
      if (!(await isFirst(deed, form.key))) return reply.redirect(paths.digest, 303);
      const period = latestPeriod(deed.now, deed.district) ?? nextPeriod(deed.now, deed.district);
      const planned = period
        ? (await planDigests(deps, deed, period)) || (await planExtra(deps, deed, period))
        : 0;
      setFlash(reply, `${planned} ${planned === 1 ? "digest is" : "digests are"} on the way.`);
      return reply.redirect(paths.digest, 303);
    });
  };
