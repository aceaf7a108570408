import { beforeAll, expect, test } from "vitest";
import { type House, makeHouse } from "../support/app.ts";
import { undoing } from "../support/caller.ts";
import { type Route, routesOf } from "../support/routes.ts";
import { isGiven, type Member, makeColumns } from "./columns.ts";

let house: House;
let members: Member[];
let routes: Route[];

beforeAll(async () => {
  house = await makeHouse();
  members = (await makeColumns(house)).filter(({ isApprover }) => !isApprover);
  routes = await routesOf(house.app);
}, 120_000);

const row = "people, terms, settings, tokens, audit, backup, redaction";
const leavers = "give what a leaver held a new owner";

/** Which row of the table an address of running the district answers by; null for others. */
function rowOf({ path }: Route): string | null {
  if (path.startsWith("/needs-owner")) return leavers;
  if (path.startsWith("/admin/imports") || path === "/admin/mail/tests") return null;
  return path.startsWith("/admin") || /^\/setup\/(mail|first)/.test(path) ? row : null;
}

const at = ({ path }: Route): string =>
  path.replace(/:number|:position/g, "1").replace(/:\w+/g, "019ab0a0-0000-7000-8000-000000000000");

test("each address of running the district is for whom the table says, and refuses all others by name of who can", async () => {
  const { db } = house.deps;
  house.deps.db = undoing(db);
  const wrong: string[] = [];
  const checked = new Set<string>();
  for (const route of routes) {
    const asked = rowOf(route);
    if (asked === null) continue;
    checked.add(route.path);
    for (const { column, caller } of members) {
      const { status, body } = await caller.ask({
        ...{ method: route.method, url: at(route) },
        ...(route.method === "POST" ? { payload: "" } : {}),
      });
      const isRefused = status === 403;
      if (isRefused === isGiven(asked, column, "other"))
        wrong.push(`${column} ${route.method} ${route.path}: ${status}`);
      if (isRefused && !/Only an administrator/.test(body)) wrong.push(`${route.path} names nobody who can`);
    }
  }
  house.deps.db = db;
  expect(wrong).toEqual([]);
  expect(checked.size).toBeGreaterThan(25);
});
