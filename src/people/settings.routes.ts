import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { nextPeriod } from "../digest/periods.rules.ts";
import { historyView } from "../events/events.pages.ts";
import { listHistory } from "../events/events.queries.ts";
import { federalHolidays } from "../shared/federal-holidays.ts";
import { readForm } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { changeDistrict } from "./district.actions.ts";
import { settingsPage } from "./district.pages.ts";
import { districtForm } from "./district.rules.ts";
import { withHolidays } from "./holidays.rules.ts";
import { getDistrictRow, getPersonRecord } from "./people.queries.ts";

const yearsAhead = 3;

/** Administrators: what holds for the whole district. */
export const settingsRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      failed?: FailedForm,
      version: number | null = null,
    ) => {
      const { now, today, district } = deedOf(request);
      const row = await getDistrictRow(deps.db.read);
      const record = await getPersonRecord(deps.db.read, row.id);
      const told = await listHistory(deps.db.read, personOf(request), row.id, "the district", 30);
      const { baseUrl, smtpUrl, mailFrom, engine } = deps.config;
      const view = settingsPage({
        row,
        version: version ?? record.version,
        nextDigest: nextPeriod(now, district)?.moment ?? null,
        host: { baseUrl, mailServer: smtpUrl && new URL(smtpUrl).host, mailFrom, engine },
        history: historyView(told, { zone: district.timeZone, today }),
        today,
        failed,
      });
      return sendPage(request, reply, "people/settings", view, failed?.status ?? 200);
    };

    app.get(paths.settings, (request, reply) => show(request, reply));

    app.post(paths.settings, (request, reply) => {
      const form = readForm(districtForm, request.body);
      if (form.deed === "federal")
        return show(request, reply, withFederal(form.typed, yearOf(request)), form.version);
      return answerPost(deps, request, reply, {
        schema: districtForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values, { version }) {
          await changeDistrict(tx, deed, values, version);
          return { to: paths.settings, flash: "The settings are kept. They hold from now on." };
        },
      });
    });
  };

const yearOf = (request: FastifyRequest): number => Number(deedOf(request).today.slice(0, 4));

/** The form again with more in its list: nothing is kept yet. */
function withFederal(typed: FailedForm["typed"], year: number): FailedForm {
  const coming = federalHolidays(Array.from({ length: yearsAhead }, (_, index) => year + index));
  const holidays = withHolidays(String(typed.holidays ?? ""), coming);
  return { typed: { ...typed, holidays }, errors: [], status: 200 };
}
