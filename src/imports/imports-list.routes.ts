import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { deedOf, districtOf } from "../web/session.ts";
import { importsPage } from "./imports.pages.ts";
import { listImports } from "./imports.queries.ts";

export const when = (request: FastifyRequest) => ({
  today: deedOf(request).today,
  zone: districtOf(request).timeZone,
});

/** Past imports and the form for the next one, with what was wrong with the last try. */
export async function showList(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  error: string | null = null,
) {
  const paging = pagingIn(request, ["changed"]);
  const before = paging.after && { at: new Date(Number(paging.after.key)), id: paging.after.id };
  const { rows, pager } = pageOfRows(
    await listImports(deps.db.read, before, pageSize + 1),
    each => ({ id: each.import.id, changedAt: each.import.at, due: null, number: 0 }),
    { path: paths.imports, query: {}, paging },
  );
  const view = importsPage({ rows, pager, error, ...when(request) });
  return sendPage(request, reply, "imports/list", view, error === null ? 200 : 422);
}
