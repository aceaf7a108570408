import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../../deps.ts";
import { audiencesOf } from "../../records/records.rules.ts";
import { fiscalYearOf } from "../../shared/dates.ts";
import { sendPage } from "../../web/page.ts";
import { readWord } from "../../web/paging.ts";
import { paths } from "../../web/paths.ts";
import { deedOf, personOf } from "../../web/session.ts";
import { packetPage } from "./packet.pages.ts";
import { loadPacket } from "./packet.queries.ts";

const yearIn = (value: unknown): number | null => {
  const word = readWord(value);
  return word && /^2[01]\d\d$/.test(word) ? Number(word) : null;
};

/** The board packet of a fiscal year: a page that prints, each goal on a sheet of its own. */
export const packetRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get<{ Querystring: Record<string, unknown> }>(paths.packet, async (request, reply) => {
      const reader = personOf(request);
      const on = deedOf(request);
      const current = fiscalYearOf(on.today, on.district.fiscalYearStart);
      const fiscalYear = yearIn(request.query.year) ?? current;
      const packet = await loadPacket(deps.db.read, reader, fiscalYear, on);
      // A viewer sees requests once they are decided.
      const seesAsked = audiencesOf(reader).includes("everyone");
      return sendPage(request, reply, "packet/show", packetPage({ packet, fiscalYear, seesAsked, on }));
    });
  };
