import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { endOtherSessions, endSession } from "../people/sessions.actions.ts";
import { isUuid } from "../shared/ids.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { devicesPage } from "./devices.pages.ts";
import { listDevices } from "./devices.queries.ts";
import { endForm } from "./devices.rules.ts";

/** Where one is signed in oneself: nobody sees another's, and an administrator ends all by disabling. */
export const deviceRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const secretOf = (request: FastifyRequest) => request.sessionSecret ?? "";

    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const own = { personId: personOf(request).id, secret: secretOf(request), now: request.startedAt };
      const devices = await listDevices(deps.db.read, own);
      const view = devicesPage({ devices, when: deedOf(request), failed });
      return sendPage(request, reply, "devices/list", view, failed?.status ?? 200);
    };

    app.get(paths.devices, (request, reply) => show(request, reply));

    app.post(paths.otherDevices, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: endForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          const own = { personId: personOf(request).id, but: secretOf(request) };
          const ended = await endOtherSessions(tx, deed, own);
          const flash = ended === 1 ? "One device is signed out." : `${ended} devices are signed out.`;
          return { to: paths.devices, flash };
        },
      }),
    );

    app.post<{ Params: { id: string } }>(paths.device(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: endForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          const personId = personOf(request).id;
          const { id } = request.params;
          await endSession(tx, deed, personId, isUuid(id) ? id : personId);
          return { to: paths.devices, flash: "The device is signed out." };
        },
      }),
    );
  };
