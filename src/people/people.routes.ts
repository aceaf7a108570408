import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { historyView } from "../events/events.pages.ts";
import { listHistory } from "../events/events.queries.ts";
import { absolute } from "../mail/links.ts";
import { invalid } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { readForm } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { changePerson, enablePerson, endTerm } from "./access.actions.ts";
import { addPerson, disablePerson, giveTerm, requireRunsDistrict } from "./people.actions.ts";
import { disablingPage, keptWords, personFormPage, personPage } from "./people.pages.ts";
import { accessForm, newPersonForm, personForm, termEndForm, termForm } from "./people.rules.ts";
import { getPerson, listHeld, listTerms } from "./people-list.queries.ts";
import { makeSignInLink } from "./sign-in.actions.ts";

type Seen = FastifyRequest<ByNumber>;

/** Administrators: people, their rights, terms and links. */
export const peopleRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const showForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      number: number | null,
      failed?: FailedForm,
    ) => {
      const listed = number === null ? null : await getPerson(db, number);
      return sendPage(
        request,
        reply,
        "people/form",
        personFormPage({ listed, isSelf: listed?.person.id === personOf(request).id, failed }),
        failed?.status ?? 200,
      );
    };

    app.get(paths.newPerson, (request, reply) => showForm(request, reply, null));
    app.post(paths.people, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: newPersonForm,
        again: failed => showForm(request, reply, null, failed),
        async verb(tx, deed, { side, ...values }) {
          const person = await addPerson(tx, deed, {
            ...values,
            title: values.title ?? "",
            school: values.school ?? "",
            hoursAWeek: values.hoursAWeek ?? 0,
            ...(side === "role" ? {} : { side: side === "none" ? null : side }),
          });
          return { to: paths.people, flash: `${person.name} can ask for a sign-in link now.` };
        },
      }),
    );

    const show = async (
      request: Seen,
      reply: FastifyReply,
      more: { madeLink?: string; failedTerm?: FailedForm } = {},
    ) => {
      const listed = await getPerson(db, numberIn(request));
      const { id } = listed.person;
      const { today } = deedOf(request);
      const { timeZone: zone } = districtOf(request);
      const [terms, held, told] = await Promise.all([
        listTerms(db, [id], null),
        listHeld(db, personOf(request), id),
        listHistory(db, personOf(request), id, "this person", 50),
      ]);
      const all = {
        href: withQuery(paths.audit, { who: listed.person.email }),
        label: "All of it, in the audit",
      };
      const history = historyView(told, { zone, today, all });
      const { madeLink = null, failedTerm } = more;
      const view = personPage({ listed, terms, held, history, today, madeLink, failedTerm });
      return sendPage(request, reply, "people/show", view, failedTerm?.status ?? 200);
    };

    app.get<ByNumber>(paths.person(":number"), (request, reply) => show(request, reply));
    app.get<ByNumber>(paths.personVerb(":number", "edit"), (request, reply) =>
      showForm(request, reply, numberIn(request)),
    );
    app.post<ByNumber>(paths.personVerb(":number", "edit"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: personForm,
        again: failed => showForm(request, reply, numberIn(request), failed),
        async verb(tx, deed, values, { version }) {
          const seen = { version, secret: request.sessionSecret };
          const { record, isSignedOut } = await changePerson(tx, deed, numberIn(request), values, seen);
          const isSelf = record.id === deed.by.id;
          return { to: paths.person(record.number), flash: keptWords(record.title, { isSignedOut, isSelf }) };
        },
      }),
    );

    app.post<ByNumber>(paths.personVerb(":number", "terms"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: termForm,
        again: failedTerm => show(request, reply, { failedTerm }),
        async verb(tx, deed, values) {
          const { record, person } = await getPerson(tx, numberIn(request));
          if (values.to < deed.today) throw invalid("“To” has passed. Enter a later last day.");
          await giveTerm(tx, deed, { ...values, personId: person.id });
          return { to: paths.person(record.number), flash: "The term is given." };
        },
      }),
    );

    app.post<{ Params: ByNumber["Params"] & { term: string } }>(
      paths.personVerb(":number", "terms/:term/end"),
      (request, reply) =>
        answerPost(deps, request, reply, {
          schema: termEndForm,
          again: failedTerm => show(request, reply, { failedTerm }),
          async verb(tx, deed) {
            const { record, person } = await getPerson(tx, numberIn(request));
            const { term } = request.params;
            await endTerm(tx, deed, person.id, isUuid(term) ? term : person.id);
            return { to: paths.person(record.number), flash: "The term has ended." };
          },
        }),
    );

    // A secret: it is shown once, on the answer itself, and never stands in an address or a cookie.
    app.post<ByNumber>(paths.personVerb(":number", "link"), async (request, reply) => {
      const { person } = await getPerson(db, numberIn(request));
      const deed = deedOf(request);
      requireRunsDistrict(deed);
      const form = readForm(accessForm, request.body);
      if (!form.ok) return show(request, reply, { failedTerm: form });
      const secret = await deps.db.write(tx => makeSignInLink(tx, deed, person.id, "handed"));
      return show(request, reply, { madeLink: absolute(paths.signInWith(secret)) });
    });

    app.get<ByNumber>(paths.personVerb(":number", "disabling"), async (request, reply) => {
      const listed = await getPerson(db, numberIn(request));
      const held = await listHeld(db, personOf(request), listed.person.id);
      return sendPage(request, reply, "people/form", disablingPage(listed, held.length));
    });

    const access = (verb: "disabling" | "enabling", change: typeof disablePerson, flash: string) =>
      app.post<ByNumber>(paths.personVerb(":number", verb), (request, reply) =>
        answerPost(deps, request, reply, {
          schema: accessForm,
          again: failedTerm => show(request, reply, { failedTerm }),
          async verb(tx, deed) {
            const { record, person } = await getPerson(tx, numberIn(request));
            await change(tx, deed, person);
            return { to: paths.person(record.number), flash };
          },
        }),
      );
    access("disabling", disablePerson, "Every session has ended. What they wrote stays.");
    access("enabling", enablePerson, "They can ask for a sign-in link again.");
  };
