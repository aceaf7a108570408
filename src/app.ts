import formbody from "@fastify/formbody";
import Fastify, { type FastifyInstance } from "fastify";
import { budgetRoutes } from "./budget/budget.routes.ts";
import { bulkRoutes } from "./bulk/bulk.routes.ts";
import { capacityRoutes } from "./capacity/capacity.routes.ts";
import { commentRoutes } from "./comments/comments.routes.ts";
import type { Deps } from "./deps.ts";
import { deputyRoutes } from "./deputies/deputies.routes.ts";
import { deviceRoutes } from "./devices/devices.routes.ts";
import { digestRoutes } from "./digest/digest.routes.ts";
import { unsubscribeRoutes } from "./digest/unsubscribe.routes.ts";
import { fileRoutes } from "./files/files.routes.ts";
import { followRoutes } from "./follows/follows.routes.ts";
import { goalRoutes } from "./goals/goals.routes.ts";
import { handoverRoutes } from "./handover/handover.routes.ts";
import { mergeRoutes } from "./handover/merge.routes.ts";
import { importRoutes } from "./imports/imports.routes.ts";
import { peopleImportRoutes } from "./imports/people.routes.ts";
import { invitationRoutes } from "./invitations/invitations.routes.ts";
import { joinRoutes } from "./invitations/join.routes.ts";
import { linkRoutes } from "./links/links.routes.ts";
import { mailRoutes } from "./mail/mail.routes.ts";
import { passkeySignInRoutes } from "./passkeys/passkey-sign-in.routes.ts";
import { passkeyRoutes } from "./passkeys/passkeys.routes.ts";
import { groupRoutes } from "./people/group.routes.ts";
import { liaisonRoutes } from "./people/liaisons.routes.ts";
import { meRoutes } from "./people/me.routes.ts";
import { namesRoutes } from "./people/names.routes.ts";
import { peopleRoutes } from "./people/people.routes.ts";
import { peopleListRoutes } from "./people/people-list.routes.ts";
import { settingsRoutes } from "./people/settings.routes.ts";
import { signInRoutes } from "./people/sign-in.routes.ts";
import { fileRedactionRoutes } from "./redaction/file-redaction.routes.ts";
import { redactionRoutes } from "./redaction/redaction.routes.ts";
import { requestRoutes } from "./requests/requests.routes.ts";
import { rightsRoutes } from "./rights/rights.routes.ts";
import { savedViewRoutes } from "./saved-views/saved-views.routes.ts";
import { auditRoutes } from "./screens/audit/audit.routes.ts";
import { deskRoutes } from "./screens/desk/desk.routes.ts";
import { sightRoutes } from "./screens/line-of-sight/one-page.routes.ts";
import { packetRoutes } from "./screens/packet/packet.routes.ts";
import { searchRoutes } from "./screens/search/search.routes.ts";
import { triageRoutes } from "./screens/triage/triage.routes.ts";
import { setupRoutes } from "./setup/setup.routes.ts";
import { setupStepRoutes } from "./setup/setup-steps.routes.ts";
import { singleSignOnRoutes } from "./single-sign-on/single-sign-on.routes.ts";
import { keepWhatWasSent, unsentRoutes } from "./unsent/unsent.routes.ts";
import { registerAssets } from "./web/asset-routes.ts";
import { askedAsGet } from "./web/bodiless.ts";
import { holdCrowds } from "./web/crowd.ts";
import { frameworkErrors, registerErrors } from "./web/errors.ts";
import { tellExports } from "./web/exports.ts";
import { healthRoutes, type Readiness } from "./web/health.ts";
import { declareRules } from "./web/held-doors.ts";
import { registerHelp } from "./web/help.ts";
import { registerMetrics } from "./web/metrics.ts";
import { layoutOf } from "./web/page.ts";
import { secure, serverLimits } from "./web/security.ts";
import { requireAdmin, requirePerson, sessions } from "./web/session.ts";
import { leadToSetup } from "./web/setup-gate.ts";
import { registerTheme } from "./web/theme.ts";
import { workRoutes } from "./work/work.routes.ts";
import { workPlanningRoutes } from "./work/work-planning.routes.ts";

/** Forms are read by zod: a route's own schema would load Fastify's validator, a tenth of a start, and be forgotten here. */
const refuseSchema = () => {
  throw new Error("A route has a schema. Read its form with zod instead.");
};
const noSchemas = { buildValidator: () => refuseSchema, buildSerializer: () => refuseSchema };

/** The whole app, registered by hand in reading order; production and tests build the same one. */
export async function buildApp(
  deps: Deps,
  readiness: Readiness = { isStopping: false },
): Promise<FastifyInstance> {
  const app = Fastify({
    ...serverLimits,
    loggerInstance: deps.log,
    frameworkErrors,
    trustProxy: deps.config.trustProxy,
    return503OnClosing: false,
    exposeHeadRoutes: false,
    rewriteUrl: askedAsGet,
    schemaController: { compilersFactory: noSchemas },
  });
  holdCrowds(app);
  await secure(app, deps.config);
  // Pages send forms: what another site can send as plain text, or a program as JSON, is none.
  app.removeContentTypeParser(["application/json", "text/plain"]);
  await app.register(formbody, { bodyLimit: serverLimits.bodyLimit });
  await sessions(app, deps);
  app.addHook("onRequest", leadToSetup);
  declareRules(app);
  app.addHook("preHandler", keepWhatWasSent(deps));
  registerErrors(app, layoutOf);
  registerAssets(app);
  registerTheme(app);
  registerHelp(app);
  registerMetrics(app);

  app.register(healthRoutes(deps, readiness));
  app.register(setupRoutes(deps));
  app.register(signInRoutes(deps));
  app.register(passkeySignInRoutes(deps));
  app.register(singleSignOnRoutes(deps));
  app.register(joinRoutes(deps));
  app.register(unsubscribeRoutes(deps));

  app.register(async signedIn => {
    signedIn.addHook("onRequest", requirePerson);
    signedIn.addHook("onSend", tellExports(deps));

    signedIn.register(deskRoutes(deps));
    signedIn.register(triageRoutes(deps));
    signedIn.register(sightRoutes(deps));
    signedIn.register(goalRoutes(deps));
    signedIn.register(requestRoutes(deps));
    signedIn.register(workRoutes(deps));
    signedIn.register(workPlanningRoutes(deps));
    signedIn.register(budgetRoutes(deps));
    signedIn.register(commentRoutes(deps));
    signedIn.register(followRoutes(deps));
    signedIn.register(savedViewRoutes(deps));
    signedIn.register(bulkRoutes(deps));
    signedIn.register(linkRoutes(deps));
    signedIn.register(fileRoutes(deps));
    signedIn.register(packetRoutes(deps));
    signedIn.register(liaisonRoutes(deps));
    signedIn.register(capacityRoutes(deps));
    signedIn.register(namesRoutes(deps));
    signedIn.register(meRoutes(deps));
    signedIn.register(handoverRoutes(deps));
    signedIn.register(searchRoutes(deps));
    signedIn.register(rightsRoutes);
    signedIn.register(deputyRoutes(deps));
    signedIn.register(deviceRoutes(deps));
    signedIn.register(passkeyRoutes(deps));
    signedIn.register(digestRoutes(deps));
    signedIn.register(unsentRoutes(deps));
    signedIn.register(importRoutes(deps));

    signedIn.register(async admin => {
      admin.addHook("onRequest", requireAdmin);

      admin.register(peopleListRoutes(deps));
      admin.register(peopleRoutes(deps));
      admin.register(mergeRoutes(deps));
      admin.register(peopleImportRoutes(deps));
      admin.register(invitationRoutes(deps));
      admin.register(groupRoutes(deps));
      admin.register(settingsRoutes(deps));
      admin.register(setupStepRoutes(deps));
      admin.register(auditRoutes(deps));
      admin.register(mailRoutes(deps));
      admin.register(redactionRoutes(deps));
      admin.register(fileRedactionRoutes(deps));
    });
  });
  return app;
}
