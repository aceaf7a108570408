import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { putExample, readExamplePlan } from "../demo/demo.actions.ts";
import type { Deps } from "../deps.ts";
import { AppError } from "../shared/app-error.ts";
import { deviceOf } from "../web/device.ts";
import { readForm } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { setSession } from "../web/session.ts";
import { addFirstAdmin, beginDistrict, setupTokenWorks, spendSetupToken } from "./setup.actions.ts";
import { beginPage, closedPage, notOpened, tokenDead, tokenSpentPage } from "./setup.pages.ts";
import { districtSetupForm, exampleSetupForm } from "./setup.rules.ts";

type WithToken = { Params: { token: string } };

/** The example's six weeks are told in one transaction. */
const exampleLimitMs = 55_000;

/** Public, and of use only while nothing is set up: the one-time address from the terminal opens it. */
export const setupRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.setup, async (request, reply) => {
      if (request.person?.isAdmin) return reply.redirect(paths.setupMail, 303);
      if (request.district) return reply.redirect(paths.desk, 303);
      return sendPage(request, reply, "setup/closed", closedPage(notOpened));
    });

    const show = (request: FastifyRequest<WithToken>, reply: FastifyReply, failed?: FailedForm) => {
      const year = request.startedAt.getUTCFullYear();
      const view = beginPage({ token: request.params.token, year, failed });
      return sendPage(request, reply, "setup/begin", view, failed?.status ?? 200);
    };

    const refuse = (request: FastifyRequest, reply: FastifyReply) =>
      sendPage(
        request,
        reply,
        "setup/closed",
        request.district ? tokenSpentPage() : closedPage(tokenDead),
        410,
      );

    app.get<WithToken>(paths.setupWith(":token"), async (request, reply) => {
      const works = !request.district && (await setupTokenWorks(deps.db.read, request.params.token));
      return works ? show(request, reply) : refuse(request, reply);
    });

    app.post<WithToken>(paths.setupWith(":token"), async (request, reply) => {
      const { token } = request.params;
      if (request.district || !(await setupTokenWorks(deps.db.read, token))) return refuse(request, reply);
      const isExample = wantsExample(request.body);
      const begin = isExample ? beginExample : beginOwn;
      try {
        const begun = await begin(deps, request, token);
        if ("failed" in begun) return show(request, reply, begun.failed);
        setSession(reply, begun.session);
        return reply.redirect(isExample ? paths.setupFirst : paths.setupMail, 303);
      } catch (error) {
        if (error instanceof AppError && error.code === "conflict") return refuse(request, reply);
        throw error;
      }
    });
  };

const wantsExample = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "deed" in body && body.deed === "example";

type Begun = { failed: FailedForm } | { session: string };
type Begin = (deps: Deps, request: FastifyRequest, token: string) => Promise<Begun>;

const beginOwn: Begin = async ({ db }, request, token) => {
  const form = readForm(districtSetupForm, request.body);
  if (!form.ok) return { failed: form };
  const now = request.startedAt;
  const session = await db.write(async tx => {
    await spendSetupToken(tx, token, now);
    const deed = await beginDistrict(tx, now, form.values);
    return addFirstAdmin(tx, deed, form.values, deviceOf(request));
  });
  return { session };
};

const beginExample: Begin = async ({ db }, request, token) => {
  const form = readForm(exampleSetupForm, request.body);
  if (!form.ok) return { failed: form };
  const now = request.startedAt;
  const plan = await readExamplePlan(now);
  const session = await db.write(
    async tx => {
      await spendSetupToken(tx, token, now);
      const deed = await putExample(tx, now, plan);
      return addFirstAdmin(tx, deed, form.values, deviceOf(request));
    },
    { limitMs: exampleLimitMs },
  );
  return { session };
};
