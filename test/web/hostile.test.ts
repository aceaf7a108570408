import { beforeAll, describe, expect, test } from "vitest";
import { engine } from "../../src/config.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Caller, undoing } from "../support/caller.ts";
import { betrays, mightyCaller } from "../support/mighty.ts";
import { type Route, routesOf } from "../support/routes.ts";

let house: House;
let max: Caller;
let routes: Route[];

beforeAll(async () => {
  house = await makeHouse();
  max = await mightyCaller(house);
  routes = (await routesOf(house.app)).filter(({ path }) => path !== "/sign-out");
  await (await goalMaker(house.deps.db, house.cast)).active();
  await requestMaker(house.deps.db, house.cast).submitted();
  house.deps.db = undoing(house.deps.db);
}, 60_000);

const fill = ({ path }: Route, value: string) => path.replace(/:\w+/g, value);
const uuid = "019ab0a0-0000-7000-8000-000000000000";
const named = ({ method, path }: Route) => `${method} ${path}`;

type Try = { url: string; payload?: string | Buffer; headers?: Record<string, string> };

/** An answer is one of ours: no fault of the server, nothing of its inside. */
async function faults(route: Route, what: string, asked: Try): Promise<string[]> {
  const { status, body } = await max.ask({ method: route.method, ...asked });
  const found: string[] = [];
  if (status >= 500) found.push(`${named(route)} with ${what}: ${status}`);
  const betrayed = betrays(body);
  if (betrayed) found.push(`${named(route)} with ${what} says “${betrayed}”`);
  return found;
}

const bodies: Record<string, Partial<Try>> = {
  "an unknown field": { payload: "smuggled=1" },
  "fields twice": { payload: "title=a&title=b&key=a&key=b&version=1&version=2&reason=x&reason=y" },
  "fields as lists": { payload: "title[]=a&lines[0][label]=b&goals=x&goals=y&state[]=z" },
  "names of every object": { payload: "__proto__=a&constructor=b&toString=c&hasOwnProperty=d" },
  "rows beyond all counting": {
    payload: "lines.99999.label=a&lines.-1.label=b&lines.0.nothing=c&lines.x.label=d",
  },
  "a key with a NUL": { payload: "key=%00" },
  "a key of 10,000 letters": { payload: `key=${"k".repeat(10_000)}` },
  "NULs and half letters": { payload: "title=a%00b&reason=%00&note=%ED%A0%80&why=%C0%80&comment=%FF" },
  "bytes that are no text": { payload: "title=%E0%A4%A&reason=%&note=%zz" },
  "a version that is none": { payload: "version=-1&key=v1" },
  "a version beyond counting": { payload: "version=99999999999999999999&key=v2" },
  "a thousand fields": { payload: Array.from({ length: 1000 }, (_, n) => `field${n}=x`).join("&") },
  "an object": {
    payload: '{"title":{"$ne":1},"reason":["x"],"key":"j"}',
    headers: { "content-type": "application/json" },
  },
  "no object": { payload: "[1,", headers: { "content-type": "application/json" } },
  "plain text": { payload: "title=a", headers: { "content-type": "text/plain" } },
  "a file nobody asked for": {
    payload: '--b\r\ncontent-disposition: form-data; name="title"\r\n\r\na\r\n--b--\r\n',
    headers: { "content-type": "multipart/form-data; boundary=b" },
  },
  "a broken file": { payload: "--b\r\nx", headers: { "content-type": "multipart/form-data; boundary=b" } },
};

/** What reaches the database: all else is answered before it, on one engine as on the other. */
const stored = ["a key with a NUL", "NULs and half letters", "a version beyond counting", "fields twice"];
const triedBodies = Object.entries(bodies).filter(([what]) => engine === "sqlite" || stored.includes(what));

describe("every post", () => {
  test.each(triedBodies)("with %s is answered, and tells nothing of the inside", async (what, asked) => {
    const found: string[] = [];
    for (const route of routes.filter(({ method }) => method === "POST"))
      for (const value of ["1", uuid])
        if (route.path.includes(":") || value === "1")
          found.push(...(await faults(route, what, { url: fill(route, value), payload: "", ...asked })));
    expect(found).toEqual([]);
  });
});

/** Answered before any database is asked. */
if (engine === "sqlite")
  describe("every post that is no form of ours", () => {
    test("of 10 MB is refused, but for the link in a mail, whose body nobody reads", async () => {
      const payload = Buffer.alloc(10_500_000, "title=x&");
      const statuses: Record<string, number> = {};
      for (const route of routes.filter(each => each.method === "POST"))
        statuses[route.path] = (await max.ask({ ...route, url: fill(route, "1"), payload })).status;
      const { "/unsubscribe/:token": unread, ...all } = statuses;
      expect(Object.entries(all).filter(([, status]) => status !== 413)).toEqual([]);
      expect(unread).toBe(404);
    });

    test("that is no form is refused as one, so that no page of another site can send it", async () => {
      const wrong: string[] = [];
      for (const route of routes.filter(
        each => each.method === "POST" && !each.path.startsWith("/unsubscribe"),
      ))
        for (const type of ["application/json", "text/plain", "application/xml"]) {
          const headers = { "content-type": type };
          const { status } = await max.ask({ ...route, url: fill(route, "1"), payload: "{}", headers });
          if (status !== 415) wrong.push(`${named(route)} with ${type}: ${status}`);
        }
      expect(wrong).toEqual([]);
      expect((await max.ask({ method: "POST", url: "/theme", payload: "theme=dark" })).status).toBe(303);
    });
  });

const values: Record<string, string> = {
  "a number beyond counting": "999999999999",
  "the largest number": "999999999",
  "an exponent": "1e3",
  "a fraction": "1.5",
  "less than nothing": "-1",
  nothing: "0",
  "leading zeros": "0001",
  "a NUL": "%00",
  "a way up": "..%2F..%2Fetc%2Fpasswd",
  "a quote": "1'%20or%20'1'='1",
  "an id": uuid,
  "a picture": "%F0%9F%98%80",
  "half a letter": "%ED%A0%80",
  "two hundred letters": "x".repeat(200),
  "three hundred letters": "x".repeat(300),
};

const asked = ["the largest number", "a number beyond counting", "a NUL", "an id", "half a letter"];
const triedValues = Object.entries(values).filter(([what]) => engine === "sqlite" || asked.includes(what));

describe("every address", () => {
  test.each(triedValues)("with %s in it is answered, and finds no record by it", async (what, value) => {
    const found: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes(":"))) {
      const payload = route.method === "POST" ? { payload: "" } : {};
      found.push(...(await faults(route, what, { url: fill(route, value), ...payload })));
    }
    for (const folder of ["goals", "requests", "work", "budget", "budget/sources", "admin/people"]) {
      const { status } = await max.get(`/${folder}/${value}`);
      const wanted = value === "0001" ? [200, 404] : [400, 404, 414];
      if (!wanted.includes(status)) found.push(`/${folder}/${value}: ${status}`);
    }
    expect(found).toEqual([]);
  });

  const cursor = (key: unknown, id: unknown = uuid) =>
    Buffer.from(JSON.stringify([key, id])).toString("base64url");
  const queries: Record<string, string> = {
    "lists of words":
      "state[]=x&state=a&state=b&q=a&q=b&goal=a&goal=b&sort=x&sort=number&format=csv&format=csv",
    NULs: "q=%00&goal=%00&person=%00&state=%00&year=%00&request=%00&title=%00&measure=%00&seat=%00&history=%00",
    "half letters": "q=%ED%A0%80&person=%FF&goal=%C0%80&title=%E0%A4%A",
    "numbers beyond counting": "year=99999&from=1e400&request=99999999999&goal=G-99999999999&after=x",
    "operators of the search": `q=${encodeURIComponent(`" OR * NEAR( ' :* & | ! <-> title:x -a`)}&person=%27%3B--`,
    "ten thousand letters": `q=${"x".repeat(10_000)}&person=${"y".repeat(1000)}`,
    "a place that is no day": `sort=due&after=${cursor("9999-99-99")}`,
    "a place by its day": `sort=due&after=${cursor("2026-01-01")}`,
    "a place without a day": `sort=due&after=${cursor(null)}`,
    "a place beyond all numbers": `sort=number&after=${cursor("999999999999999")}&from=99999999`,
    "a place beyond all time": `after=${cursor("999999999999999")}`,
    "a place without a place": `after=${cursor(null)}`,
    "a place of another kind": `after=${cursor({ $gt: "" }, ["x"])}`,
    "a place that is no text": `after=${Buffer.from("[1").toString("base64url")}&after=x`,
  };
  test.each(Object.entries(queries))("asked with %s is answered", async (what, query) => {
    const found: string[] = [];
    for (const route of routes.filter(({ method }) => method === "GET"))
      found.push(...(await faults(route, what, { url: `${fill(route, "1")}?${query}` })));
    expect(found).toEqual([]);
  });
});
