import { beforeAll, describe, expect, test } from "vitest";
import { type House, makeHouse } from "../support/app.ts";
import { Caller, callerFor } from "../support/caller.ts";
import { type Route, routesOf } from "../support/routes.ts";

let house: House;
let routes: Route[];
let stranger: Caller;
let ada: Caller;

beforeAll(async () => {
  // With every door that a district can have.
  house = await makeHouse({
    OIDC_ISSUER: "http://127.0.0.1:1",
    OIDC_CLIENT_ID: "crosswalk",
    OIDC_CLIENT_SECRET: "a secret",
  });
  routes = await routesOf(house.app);
  stranger = new Caller(house);
  ada = await callerFor(house, house.cast.id.ada);
});

/** What a stranger may ask for; everything else is behind the door. */
const open: readonly string[] = [
  "GET /assets/:hash/:name",
  "GET /healthz",
  "GET /readyz",
  // To a collector on this machine alone, which these tests are.
  "GET /metrics",
  "GET /help",
  "POST /theme",
  "GET /sign-in",
  "POST /sign-in",
  "GET /sign-in/:secret",
  "POST /sign-in/:secret",
  "POST /sign-in/passkey",
  "POST /sign-in/passkey/challenge",
  "GET /sign-in/single-sign-on",
  "GET /sign-in/single-sign-on/answer",
  "POST /sign-out",
  "GET /setup",
  "GET /setup/:token",
  "POST /setup/:token",
  "GET /join/:secret",
  "POST /join/:secret",
  "GET /unsubscribe/:token",
  "POST /unsubscribe/:token",
];

const named = ({ method, path }: Route) => `${method} ${path}`;
const at = ({ path }: Route) =>
  path.replace(/:number|:position/g, "1").replace(/:\w+/g, "019ab0a0-0000-7000-8000-000000000000");
const posts = () => routes.filter(({ method }) => method === "POST");

describe("a stranger", () => {
  test("finds only these doors open", () => {
    expect(routes.length).toBeGreaterThan(100);
    expect(open.filter(each => !routes.map(named).includes(each))).toEqual([]);
  });

  test("is led from every other page to sign in and back, and can do nothing", async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(each => !open.includes(named(each)))) {
      const url = at(route);
      const next = url === "/" || route.method === "POST" ? "" : `?next=${encodeURIComponent(url)}`;
      const { status, location } = await stranger.ask({ ...route, url });
      if (status !== 303 || location !== `/sign-in${next}`)
        wrong.push(`${named(route)}: ${status} ${location}`);
    }
    expect(wrong).toEqual([]);
  });

  test("is told from somebody who is signed in", async () => {
    expect((await ada.get("/goals")).status).toBe(200);
  });
});

test("a host that is not ours is told so by every address but a probe's, before anything is read", async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    const payload = route.method === "POST" ? { payload: "title=x" } : {};
    const { status } = await ada.ask({
      ...route,
      url: at(route),
      headers: { host: "evil.example" },
      ...payload,
    });
    if (status !== 421) wrong.push(`${named(route)}: ${status}`);
  }
  // Probes ask by address, and an asset says nothing of anybody.
  expect(wrong.sort()).toEqual([
    "GET /assets/:hash/:name: 404",
    "GET /healthz: 200",
    "GET /metrics: 200",
    "GET /readyz: 200",
  ]);
});

describe("a post from another site", () => {
  const elsewhere = [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }];

  test("is refused by every address, whoever is signed in, but for the link in a mail", async () => {
    const wrong: string[] = [];
    for (const route of posts())
      for (const headers of elsewhere) {
        const { status } = await ada.ask({ method: "POST", url: at(route), payload: "", headers });
        if ((status === 403) === (route.path === "/unsubscribe/:token"))
          wrong.push(`${named(route)}: ${status}`);
      }
    expect(wrong).toEqual([]);
  });

  test("is refused by its origin, where an old browser says no more", async () => {
    const post = (origin: string) =>
      ada.ask({
        method: "POST",
        url: "/theme",
        payload: "theme=dark",
        headers: { origin, "sec-fetch-site": "" },
      });
    expect((await post("https://evil.example")).status).toBe(403);
  });

  test("is the only kind that is: from the page itself each is read", async () => {
    const wrong: string[] = [];
    for (const route of posts()) {
      const { status, body } = await ada.ask({ method: "POST", url: at(route), payload: "" });
      if (status === 403 && body.includes("sent from another site")) wrong.push(named(route));
    }
    expect(wrong).toEqual([]);
  });
});
