import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../../deps.ts";
import { auditTopicNames } from "../../events/audit.rules.ts";
import { isDay } from "../../shared/dates.ts";
import { csvOf } from "../../web/csv.ts";
import { sendPage } from "../../web/page.ts";
import { pageOfRows, pagingIn } from "../../web/pager.ts";
import { pageSize, readWord, readWords } from "../../web/paging.ts";
import { paths } from "../../web/paths.ts";
import { sendCsv } from "../../web/send-csv.ts";
import { deedOf, districtOf, personOf } from "../../web/session.ts";
import { auditCsv, auditPage } from "./audit.pages.ts";
import { listAudit } from "./audit.queries.ts";
import { type AuditFilter, mostExported } from "./audit.rules.ts";

type Query = Record<string, unknown>;

const dayIn = (value: unknown): string | null => {
  const word = readWord(value);
  return word !== null && isDay(word) ? word : null;
};

const filterIn = (query: Query): AuditFilter => ({
  topic: readWords(query.topic, auditTopicNames)[0] ?? null,
  who: readWord(query.who),
  since: dayIn(query.since),
  until: dayIn(query.until),
});

/** Administrators: what was done to people, terms, settings, sign-ins and exports. */
export const auditRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get<{ Querystring: Query }>(paths.audit, async (request, reply) => {
      const { today } = deedOf(request);
      const { timeZone: zone } = districtOf(request);
      const filter = filterIn(request.query);
      const paging = pagingIn(request, ["changed"]);
      const after = paging.after && { at: new Date(Number(paging.after.key)), id: paging.after.id };
      const limit = paging.isCsv ? mostExported : pageSize + 1;
      const found = await listAudit(deps.db.read, personOf(request), { filter, zone, after, limit });
      if (paging.isCsv) return sendCsv(reply, "audit", csvOf(auditCsv, found));
      const { rows, pager } = pageOfRows(
        found,
        ({ id, at }) => ({ id, changedAt: at, due: null, number: 0 }),
        { path: paths.audit, query: filter, paging },
      );
      return sendPage(request, reply, "audit/list", auditPage({ rows, filter, pager, zone, today }));
    });
  };
