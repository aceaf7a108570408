import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Permission, permissionNames } from "../shared/permissions.ts";
import { requireAdmin, requirePerson } from "./session.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whose the route is; every one has a rule, or the start stops. */
    rule?: Rule;
  }
}

/**
 * "open": to strangers · "signed in": to everyone here, who find in it what they may see, or whose rule is a record's
 * own · a permission: to those to whom the table gives it for anything at all.
 */
export type Rule = "open" | "signed in" | Permission;

/** The rule of every address, in one place to be read through. The guard of each record is its verb's. */
const doors: Record<Rule, readonly string[]> = {
  open: [
    "GET /assets/:hash/:name",
    "GET /healthz",
    "GET /help",
    "GET /join/:secret",
    "POST /join/:secret",
    "GET /metrics",
    "GET /readyz",
    "GET /setup",
    "GET /setup/:token",
    "POST /setup/:token",
    "GET /sign-in",
    "POST /sign-in",
    "GET /sign-in/:secret",
    "POST /sign-in/:secret",
    "POST /sign-in/passkey",
    "POST /sign-in/passkey/challenge",
    "GET /sign-in/single-sign-on",
    "GET /sign-in/single-sign-on/answer",
    "POST /sign-out",
    "POST /theme",
    "GET /unsubscribe/:token",
    "POST /unsubscribe/:token",
  ],
  "signed in": [
    "GET /",
    "GET /budget",
    "GET /budget/:number",
    "GET /budget/:number/return",
    "POST /budget/:number/return",
    "POST /budget/:number/step-back",
    "GET /budget/packet",
    "GET /budget/sources",
    "GET /budget/sources/:number",
    "GET /capacity",
    "POST /capacity/leave",
    "POST /capacity/leave/:id/end",
    "GET /deputies",
    "POST /deputies",
    "POST /deputies/:id/end",
    "GET /devices",
    "POST /devices/:id/end",
    "POST /devices/others/end",
    "GET /digest",
    "GET /digest/:id",
    "GET /digest/:id/document",
    "POST /digest/choice",
    "GET /goals",
    "GET /goals/:number",
    "GET /goals/:number/edit",
    "POST /goals/:number/edit",
    "POST /goals/:number/measures",
    "POST /goals/:number/measures/:measure",
    "GET /goals/:number/measures/:measure/edit",
    "GET /goals/:number/measures/new",
    "POST /goals/:number/step-back",
    "GET /goals/priorities",
    "GET /help/permissions",
    "GET /liaisons",
    "GET /me",
    "POST /me",
    "POST /me/choices",
    "GET /passkeys",
    "POST /passkeys",
    "POST /passkeys/:id/removal",
    "POST /passkeys/challenge",
    "POST /passkeys/single-sign-on/end",
    "GET /requests",
    "GET /requests/:number",
    "POST /requests/:number/step-back",
    "GET /search",
    "GET /work",
    "GET /work/:number",
  ],
  "run the district": [
    "GET /admin",
    "GET /admin/audit",
    "GET /admin/group",
    "POST /admin/group",
    "GET /admin/invitations",
    "POST /admin/invitations",
    "POST /admin/invitations/:id/resending",
    "POST /admin/invitations/:id/withdrawal",
    "POST /admin/invitations/checks",
    "GET /admin/invitations/new",
    "GET /admin/mail",
    "GET /admin/mail/:id",
    "GET /admin/mail/:id/document",
    "POST /admin/mail/:id/retries",
    "POST /admin/mail/tests",
    "GET /admin/people",
    "POST /admin/people",
    "GET /admin/people/:number",
    "GET /admin/people/:number/disabling",
    "POST /admin/people/:number/disabling",
    "GET /admin/people/:number/edit",
    "POST /admin/people/:number/edit",
    "POST /admin/people/:number/enabling",
    "POST /admin/people/:number/link",
    "GET /admin/people/:number/merging",
    "POST /admin/people/:number/merging",
    "POST /admin/people/:number/terms",
    "POST /admin/people/:number/terms/:term/end",
    "GET /admin/people/imports",
    "POST /admin/people/imports",
    "POST /admin/people/imports/checks",
    "GET /admin/people/imports/checks/:id",
    "POST /admin/people/imports/checks/:id/encoding",
    "GET /admin/people/new",
    "GET /admin/redactions",
    "POST /admin/redactions",
    "GET /admin/settings",
    "POST /admin/settings",
    "GET /setup/first",
    "GET /setup/mail",
    "POST /setup/mail/tests",
  ],
  "import a plan": [
    "GET /admin/imports",
    "POST /admin/imports",
    "GET /admin/imports/:id",
    "POST /admin/imports/checks",
    "GET /admin/imports/checks/:id",
    "POST /admin/imports/checks/:id/encoding",
  ],
  "triage a request": [
    "GET /requests/:number/acceptance",
    "POST /requests/:number/acceptance",
    "GET /requests/:number/acceptance/new",
    "GET /requests/:number/commitment",
    "POST /requests/:number/commitment",
    "GET /requests/:number/commitment/new",
    "GET /requests/:number/deferral",
    "POST /requests/:number/deferral",
    "GET /requests/:number/deferral/new",
    "GET /requests/:number/duplicate",
    "POST /requests/:number/duplicate",
    "GET /requests/:number/duplicate/new",
    "GET /requests/:number/question",
    "POST /requests/:number/question",
    "GET /requests/:number/question/new",
    "GET /requests/:number/recall",
    "POST /requests/:number/recall",
    "GET /requests/:number/recall/new",
    "GET /requests/:number/refusal",
    "POST /requests/:number/refusal",
    "GET /requests/:number/refusal/new",
    "GET /requests/:number/reopening",
    "POST /requests/:number/reopening",
    "GET /requests/:number/reopening/new",
    "GET /triage",
  ],
  "ask for a request": [
    "POST /requests",
    "GET /requests/:number/answer",
    "POST /requests/:number/answer",
    "GET /requests/:number/confirmation",
    "POST /requests/:number/confirmation",
    "GET /requests/:number/edit",
    "POST /requests/:number/edit",
    "GET /requests/:number/need",
    "POST /requests/:number/need",
    "GET /requests/:number/not-yet",
    "POST /requests/:number/not-yet",
    "POST /requests/:number/submission",
    "GET /requests/:number/withdrawal",
    "POST /requests/:number/withdrawal",
    "GET /requests/:number/withdrawal/new",
    "GET /requests/new",
  ],
  "do the work": [
    "GET /requests/:number/delivery",
    "POST /requests/:number/delivery",
    "GET /requests/:number/delivery/new",
    "GET /requests/:number/estimates",
    "POST /requests/:number/estimates",
    "GET /requests/:number/estimates/new",
    "POST /requests/:number/start",
    "POST /work",
    "POST /work/:number/blockage",
    "POST /work/:number/completion",
    "POST /work/:number/dropping",
    "GET /work/:number/edit",
    "POST /work/:number/edit",
    "POST /work/:number/effort",
    "POST /work/:number/release",
    "POST /work/:number/start",
    "GET /work/new",
  ],
  "draft a goal": [
    "POST /goals",
    "POST /goals/:number/discarding",
    "GET /goals/:number/discarding/new",
    "POST /goals/:number/proposal",
    "GET /goals/new",
  ],
  "manage priorities": [
    "POST /goals/priorities",
    "GET /goals/priorities/:number",
    "POST /goals/priorities/:number",
    "GET /goals/priorities/new",
  ],
  "tend a goal": [
    "POST /goals/:number/achievement",
    "GET /goals/:number/achievement/new",
    "POST /goals/:number/check-ins",
    "GET /goals/:number/check-ins/new",
    "POST /goals/:number/handover",
    "GET /goals/:number/handover/new",
    "POST /goals/:number/hold",
    "GET /goals/:number/hold/new",
    "POST /goals/:number/readings",
    "GET /goals/:number/readings/new",
    "POST /goals/:number/resumption",
    "POST /goals/:number/retirement",
    "GET /goals/:number/retirement/new",
  ],
  "send a goal back": ["POST /goals/:number/return", "GET /goals/:number/return/new"],
  "confirm a goal": ["GET /goals/:number/confirmation", "POST /goals/:number/confirmation"],
  "ask for money": [
    "POST /budget",
    "GET /budget/:number/authorship",
    "POST /budget/:number/authorship",
    "GET /budget/:number/edit",
    "POST /budget/:number/edit",
    "POST /budget/:number/submission",
    "GET /budget/new",
  ],
  "review money": [
    "GET /budget/:number/closing",
    "POST /budget/:number/closing",
    "GET /budget/:number/lines/:position/actual",
    "POST /budget/:number/lines/:position/actual",
    "GET /budget/:number/review",
    "POST /budget/:number/review",
    "POST /budget/sources",
    "POST /budget/sources/:number/amount",
    "GET /budget/sources/:number/edit",
    "POST /budget/sources/:number/edit",
    "GET /budget/sources/new",
  ],
  "endorse money": ["GET /budget/:number/endorsement", "POST /budget/:number/endorsement"],
  "decide money": ["GET /budget/:number/decision", "POST /budget/:number/decision"],
  "give a new owner": ["GET /needs-owner", "GET /needs-owner/:number", "POST /needs-owner/:number"],
  "send the digest": ["POST /digest/sending"],
};

const rules: readonly Rule[] = ["open", "signed in", ...permissionNames];
const ruleOf = new Map(rules.flatMap(rule => doors[rule].map((door): [string, Rule] => [door, rule])));

/** Gives each route that is registered from here on its rule, and holds strangers and others than administrators to it. */
export function declareRules(app: FastifyInstance): void {
  app.addHook("onRoute", route => {
    for (const method of [route.method].flat()) {
      const door = `${method === "HEAD" ? "GET" : method} ${route.url}`;
      const rule = ruleOf.get(door);
      if (!rule) throw new Error(`${door} has no rule. Declare whose it is in src/web/doors.ts.`);
      route.config = { ...route.config, rule };
    }
  });
  app.addHook("onRequest", holdToRule);
}

/** Beside the scopes: a route that was registered in the wrong one is no way around them. */
async function holdToRule(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { rule = "open" } = request.routeOptions.config;
  if (rule === "open") return;
  if (!request.person) return requirePerson(request, reply);
  if (rule === "run the district") return requireAdmin(request);
}

/** For tests: what the start would refuse, and whether a person could ever be let in. */
export const ruleOfDoor = (method: string, path: string): Rule | undefined => ruleOf.get(`${method} ${path}`);
