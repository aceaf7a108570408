import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Rule, ruleOfDoor } from "./doors.ts";
import { requireAdmin, requirePerson } from "./session.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whose the route is; every one has a rule, or the start stops. */
    rule?: Rule;
  }
}

/** Gives each route that is registered from here on its rule, and holds strangers and others than administrators to it. */
export function declareRules(app: FastifyInstance): void {
  app.addHook("onRoute", route => {
    for (const method of [route.method].flat()) {
      const rule = ruleOfDoor(method, route.url);
      if (!rule)
        throw new Error(`${method} ${route.url} has no rule. Declare whose it is in src/web/doors.ts.`);
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
