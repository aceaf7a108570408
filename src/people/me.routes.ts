import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { chooseDigest } from "../digest/choice.actions.ts";
import { historyView } from "../events/events.pages.ts";
import { listHistory } from "../events/events.queries.ts";
import { followsOf } from "../follows/follows.pages.ts";
import { listFollowed } from "../follows/follows.queries.ts";
import { notFound } from "../shared/app-error.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { changeSelf } from "./me.actions.ts";
import { type MePage, mePage } from "./me.pages.ts";
import { meForm, myChoicesForm } from "./me.rules.ts";
import { findPersonById, getPersonRecord } from "./people.queries.ts";

const shownFollows = 10;

/** Everyone: one's own page. */
export const meRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: MePage["failed"]) => {
      const actor = personOf(request);
      const { today, district } = deedOf(request);
      const person = await findPersonById(db, actor.id);
      if (!person) throw notFound();
      const { version } = await getPersonRecord(db, actor.id);
      const told = await listHistory(db, actor, actor.id, "your record", 20);
      const history = historyView(told, { zone: district.timeZone, today });
      const records = await listFollowed(db, actor, shownFollows + 1);
      const follows = followsOf({ records, zone: district.timeZone, today }, shownFollows);
      const view = mePage({ person, version, history, follows, failed });
      return sendPage(request, reply, "people/me", view, failed?.typed.status ?? 200);
    };

    app.get(paths.me, (request, reply) => show(request, reply));

    app.post(paths.me, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: meForm,
        again: typed => show(request, reply, { form: "me", typed }),
        async verb(tx, deed, values, { version }) {
          await changeSelf(tx, deed, values, version);
          return { to: paths.me, flash: "Your changes are kept." };
        },
      }),
    );

    app.post(paths.myChoices, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: myChoicesForm,
        again: typed => show(request, reply, { form: "choices", typed }),
        async verb(tx, deed, values) {
          await chooseDigest(tx, deed, personOf(request).id, values);
          return { to: paths.me, flash: "Your choices are kept." };
        },
      }),
    );
  };
