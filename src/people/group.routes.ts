import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { clashView } from "../web/clash.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import { deedOf } from "../web/session.ts";
import { changeGroup } from "./district.actions.ts";
import { groupForm } from "./group.rules.ts";
import { type DistrictRow, getDistrictRow } from "./people.queries.ts";
import { listComingTerms } from "./people-list.queries.ts";

type Member = { personId: string; name: string; title: string };

function groupPage(row: DistrictRow, members: readonly Member[], failed?: FailedForm) {
  const values = {
    name: row.groupName,
    charter: row.groupCharter,
    address: row.groupEmail,
    chair: row.groupChairId,
  };
  const byId = new Map(members.map(member => [member.personId, member]));
  const chairs = [...byId.values()].map(({ personId, name, title }) => ({
    value: personId,
    label: title ? `${name}, ${title}` : name,
  }));
  const options = { chair: chairs };
  const form = formView(groupForm, {
    action: paths.group,
    submit: "Keep the group",
    version: row.groupVersion,
    values,
    options,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "The liaison group",
      kicker: say(link(paths.liaisons, row.groupName)),
      standing: say(
        "What everyone reads on its page. Terms are given on the page of each ",
        link(paths.people, "person"),
        ".",
      ),
      form,
    }),
    clash: failed?.status === 409 ? clashView(groupForm, failed.typed, values, options) : null,
    form,
  };
}

/** Administrators: what the liaison group is called, what it is for, and who chairs it. */
export const groupRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const row = await getDistrictRow(deps.db.read);
      const members = await listComingTerms(deps.db.read, deedOf(request).today);
      return sendPage(request, reply, "people/form", groupPage(row, members, failed), failed?.status ?? 200);
    };

    app.get(paths.group, (request, reply) => show(request, reply));

    app.post(paths.group, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: groupForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values, { version }) {
          await changeGroup(tx, deed, values, version);
          return { to: paths.liaisons, flash: "The group is kept." };
        },
      }),
    );
  };
