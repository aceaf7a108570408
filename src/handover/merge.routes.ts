import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { getPerson } from "../people/people-list.queries.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import { mergePerson } from "./merge.actions.ts";
import { countSeats } from "./merge.queries.ts";
import { mergeForm } from "./merge.rules.ts";

/** Thousands of records each get an entry. */
const mergeLimitMs = 30_000;

function mergePage(given: { number: number; name: string; seats: number; failed?: FailedForm | undefined }) {
  const { number, name, seats, failed } = given;
  const form = formView(mergeForm, {
    action: paths.personVerb(number, "merging"),
    submit: `Merge ${name} away`,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  const held = seats === 1 ? "one record goes" : `${seats === 10_000 ? "over 10,000" : seats} records go`;
  return {
    head: pageHead({
      heading: `Is ${name} here twice?`,
      kicker: say(link(paths.person(number), name)),
      standing: say(
        `This record becomes a double of the one that stays: its part in ${held} over, with its liaison terms and what it follows, and it can sign in no more. What was written under its name stays. This cannot be undone.`,
      ),
      form,
    }),
    form,
  };
}

/** Administrators: two records of one person. */
export const mergeRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const number = numberIn(request);
      const { person } = await getPerson(deps.db.read, number);
      const seats = await countSeats(deps.db.read, person.id);
      const view = mergePage({ number, name: person.name, seats, failed });
      return sendPage(request, reply, "handover/show", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.personVerb(":number", "merging"), (request, reply) => show(request, reply));

    app.post<ByNumber>(paths.personVerb(":number", "merging"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: mergeForm,
        limitMs: mergeLimitMs,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          const number = numberIn(request);
          const { name, records } = await mergePerson(tx, deed, number, values);
          const part = records === 1 ? "one record" : `${records} records`;
          return { to: paths.person(number), flash: `It is one with ${name} now, with its part in ${part}.` };
        },
      }),
    );
  };
