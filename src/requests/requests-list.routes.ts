import type { FastifyPluginAsync } from "fastify";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { findPersonFilter, type PersonFilter } from "../people/named.queries.ts";
import type { Actor } from "../shared/deed.ts";
import { csvStream } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize, readWord, readWords } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { sendCsv } from "../web/send-csv.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { findGoal } from "./form.queries.ts";
import { everyRequest, listPage, type RequestFilter } from "./list.queries.ts";
import { openStates, requestKinds, requestStates } from "./requests.rules.ts";
import { requestCsv } from "./requests-csv.ts";
import { type ListWords, requestListPage } from "./requests-list.pages.ts";

export const requestListRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<{ Querystring: Record<string, unknown> }>(paths.list("request"), async (request, reply) => {
      const actor = personOf(request);
      const { today } = deedOf(request);
      const { timeZone: zone } = districtOf(request);
      const paging = pagingIn(request);
      const words = wordsIn(request.query);
      const person = await findPersonFilter(db, words.person);
      const filter = {
        ...(await filterOf(db, actor, words, person)),
        sort: paging.sort,
        after: paging.after,
      };
      if (paging.isCsv)
        return sendCsv(reply, "requests", csvStream(requestCsv(zone), everyRequest(db, actor, filter)));
      const found = await listPage(db, actor, filter, pageSize + 1);
      const { sort } = paging;
      const query = { ...words, sort: sort === "changed" ? null : sort };
      const page = pageOfRows(found, row => row, { path: paths.list("request"), query, paging });
      return sendPage(
        request,
        reply,
        "requests/list",
        requestListPage({ ...page, words, person, sort, actor, today, zone }),
      );
    });
  };

const wordsIn = (query: Record<string, unknown>): ListWords => ({
  state: readWords(query.state, ["open", ...requestStates])[0] ?? null,
  kind: readWords(query.kind, requestKinds)[0] ?? null,
  goal: readWord(query.goal),
  person: readWord(query.person),
  q: readWord(query.q),
});

/** What was typed, as the list's query needs it; a goal or person that is not there leaves nothing. */
async function filterOf(
  db: Read,
  actor: Actor,
  words: ListWords,
  person: PersonFilter | null,
): Promise<Omit<RequestFilter, "sort" | "after">> {
  const goal = words.goal ? ((await findGoal(db, actor, words.goal))?.id ?? null) : null;
  return {
    states: words.state === "open" ? openStates : words.state ? [words.state] : [],
    requestKind: requestKinds.find(kind => kind === words.kind) ?? null,
    underId: goal,
    personIds: words.goal && goal === null ? [] : (person?.ids ?? null),
    words: words.q,
  };
}
