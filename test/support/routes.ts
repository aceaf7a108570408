import type { FastifyInstance } from "fastify";

export type Route = { method: "GET" | "POST"; path: string };

/** Every address that the app answers, with its parameters by name, as the router itself tells them. */
export async function routesOf(app: FastifyInstance): Promise<Route[]> {
  await app.ready();
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap(line => {
      const found = /^(?<indent>[\s│├└─]*)(?<part>\S+) \((?<methods>[A-Z, ]+)\)$/u.exec(line)?.groups;
      if (!found) return [];
      const depth = (found.indent ?? "").length / 4;
      above.splice(depth - 1);
      above.push(found.part ?? "");
      const path = above.join("").replaceAll(/\/{2,}/g, "/");
      return (found.methods ?? "")
        .split(", ")
        .flatMap((method): Route[] => (method === "GET" || method === "POST" ? [{ method, path }] : []));
    });
}
