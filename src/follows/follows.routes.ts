import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { numberedKinds, thisWords } from "../records/records.rules.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { beginFollowing, endFollowing } from "./follows.actions.ts";
import { followsPage } from "./follows.pages.ts";
import { listFollowed } from "./follows.queries.ts";

const nothingForm = z.strictObject({});

/** Whatever somebody sees they may follow, and stop following. */
export const followRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.follows, async (request, reply) => {
      const person = personOf(request);
      const paging = pagingIn(request, ["changed"]);
      const found = await listFollowed(deps.db.read, person, pageSize + 1, paging.after);
      const { rows, pager } = pageOfRows(found, row => row, { path: paths.follows, query: {}, paging });
      const { today, district } = deedOf(request);
      const followed = { records: rows, zone: district.timeZone, today };
      return sendPage(request, reply, "follows/list", followsPage(followed, pager));
    });

    type About = Parameters<typeof beginFollowing>[2];
    for (const kind of numberedKinds) {
      const post = (path: string, flash: string, run: (tx: Tx, deed: Deed, about: About) => Promise<void>) =>
        app.post<ByNumber>(path, (request: FastifyRequest<ByNumber>, reply) =>
          answerPost(deps, request, reply, {
            schema: nothingForm,
            async again(failed) {
              throw conflict(failed.errors[0]?.message ?? "This did not arrive as it was sent.");
            },
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
