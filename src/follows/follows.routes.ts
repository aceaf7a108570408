import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { numberedKinds, thisWords } from "../records/records.rules.ts";
import type { Deed } from "../shared/deed.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { beginFollowing, endFollowing } from "./follows.actions.ts";
import { followsPage } from "./follows.pages.ts";
import { listFollowed } from "./follows.queries.ts";

const nothingForm = z.strictObject({});

/** Whatever somebody sees they may follow, and stop following. */
export const followRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const person = personOf(request);
      const paging = pagingIn(request, ["changed"]);
      const found = await listFollowed(deps.db.read, person, pageSize + 1, paging.after);
      const { rows, pager } = pageOfRows(found, row => row, { path: paths.follows, query: {}, paging });
      const { today, district } = deedOf(request);
      const followed = { records: rows, zone: district.timeZone, today };
      const view = followsPage(followed, pager, failed);
      return sendPage(request, reply, "follows/list", view, failed?.status ?? 200);
    };

    app.get(paths.follows, (request, reply) => show(request, reply));

    type About = Parameters<typeof beginFollowing>[2];
    for (const kind of numberedKinds) {
      const post = (path: string, flash: string, run: (tx: Tx, deed: Deed, about: About) => Promise<void>) =>
        app.post<ByNumber>(path, (request: FastifyRequest<ByNumber>, reply) =>
          answerPost(deps, request, reply, {
            schema: nothingForm,
            again: failed => show(request, reply, failed),
            async verb(tx, deed, _, { deed: from }) {
              const number = numberIn(request);
              await run(tx, deed, { kind, number });
              return { to: from === "from my list" ? paths.follows : paths.record(kind, number), flash };
            },
          }),
        );
      const it = thisWords[kind];
      post(paths.followers(kind, ":number"), `You follow ${it}.`, beginFollowing);
      post(
        paths.followingEnd(kind, ":number"),
        `You do not follow ${it.replace("this", "that")} any more.`,
        endFollowing,
      );
    }
  };
