import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { budgetFormRoutes } from "./budget-form.routes.ts";
import { budgetFundsRoutes } from "./budget-funds.routes.ts";
import { budgetListRoutes } from "./budget-list.routes.ts";
import { budgetPageRoutes } from "./budget-page.routes.ts";
import { budgetStepRoutes } from "./budget-steps.routes.ts";
import { sourceRoutes } from "./sources.routes.ts";

/** Everything under /budget but the packet, which stands over several nouns. */
export const budgetRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.register(budgetListRoutes(deps));
    app.register(budgetFormRoutes(deps));
    app.register(budgetPageRoutes(deps));
    app.register(budgetStepRoutes(deps));
    app.register(budgetFundsRoutes(deps));
    app.register(sourceRoutes(deps));
  };
