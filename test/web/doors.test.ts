import { connect } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayEver } from "../../src/shared/permissions.ts";
import { ruleOfDoor } from "../../src/web/doors.ts";
import { declareRules } from "../../src/web/held-doors.ts";
import { ownPath } from "../../src/web/own-path.ts";
import { serverLimits } from "../../src/web/security.ts";
import { type House, makeHouse } from "../support/app.ts";
import { callerFor } from "../support/caller.ts";
import type { Name } from "../support/cast.ts";
import { routesOf } from "../support/routes.ts";

let house: House;
beforeAll(async () => {
  house = await makeHouse();
});

/** One of each kind of right: the table itself is asked of everyone elsewhere. */
const oneOfEach = ["tess", "mai", "priya", "lin", "marcus", "vera", "ada"] as const satisfies Name[];

const opened: FastifyInstance[] = [];
afterAll(() => Promise.all(opened.map(app => app.close())));
function bare(options: object = {}): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false, ...options });
  opened.push(app);
  return app;
}

describe("every route", () => {
  test("has a rule, and one without stops the start", async () => {
    const routes = await routesOf(house.app);
    expect(routes.filter(({ method, path }) => !ruleOfDoor(method, path))).toEqual([]);
    const app = bare();
    declareRules(app);
    expect(() => app.get("/secrets", async () => "all of them")).toThrow(
      "GET /secrets has no rule. Declare whose it is in src/web/doors.ts.",
    );
    // Control: without the rules the same route is let in.
    expect(() => bare().get("/secrets", async () => "all of them")).not.toThrow();
  });

  test("is closed by its rule too, where it was registered outside of its scope", async () => {
    const app = bare();
    app.decorateRequest("person", null);
    declareRules(app);
    app.get("/me", async () => "mine");
    app.get("/admin/settings", async () => "theirs");
    app.get("/help", async () => "everyone's");
    const statuses = await Promise.all(
      ["/me", "/admin/settings", "/help"].map(async url => (await app.inject({ url })).statusCode),
    );
    expect(statuses).toEqual([303, 303, 200]);
  });

  test("of a page without a record lets in whom the table gives its right for anything, and nobody else", async () => {
    const pages = (await routesOf(house.app)).filter(
      ({ method, path }) => method === "GET" && !path.includes(":"),
    );
    const wrong: string[] = [];
    const asked: string[] = [];
    for (const name of oneOfEach) {
      const caller = await callerFor(house, house.cast.id[name]);
      const { by } = await house.cast.deed(name);
      for (const { path } of pages) {
        const rule = ruleOfDoor("GET", path);
        if (!rule || rule === "open" || rule === "signed in") continue;
        asked.push(path);
        const { status } = await caller.get(path);
        const may = mayEver(by, rule);
        // What is not seen is not found, also where nobody could act on it.
        const isClosed = status === 403 || status === 404;
        if (isClosed === may) wrong.push(`${name}: ${path} answers ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(new Set(asked).size).toBeGreaterThan(15);
  });
});

describe("“next”", () => {
  const foreign = [
    ...["https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example"],
    ...[
      "/\t/evil.example",
      "/\n/evil.example",
      "http:evil.example",
      "javascript:alert(1)",
      "data:text/html,x",
    ],
    ...["https:/evil.example", " //evil.example", "/%09/evil.example/..//evil.example", "evil.example", ""],
    ...[
      "/.//evil.example",
      "/..//evil.example",
      "/@evil.example\u0000",
      "https://localhost:3000@evil.example/",
    ],
  ];
  test.each(foreign)("%j leads to no other site", text => {
    const base = "https://crosswalk.example";
    expect(new URL(ownPath(text), base).origin).toBe(base);
    expect(ownPath(text).startsWith("//")).toBe(false);
  });

  test("leads to a page here, with its query", () => {
    expect(ownPath("/goals/12?history=all#history")).toBe("/goals/12?history=all#history");
    // Control: what a naive redirect would do with the first of them.
    expect(new URL(foreign[1] ?? "", "https://crosswalk.example").origin).toBe("https://evil.example");
  });
});

describe("a slow connection", () => {
  const hold = (port: number, begun: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(begun));
      socket.on("data", bytes => {
        answer += bytes;
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });

  const listening = async (limits: { requestTimeout: number; http: object }) => {
    const app = bare(limits);
    app.post("/", async () => "done");
    return Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  };
  const soon = { headersTimeout: 40, connectionsCheckingInterval: 20 };

  test.each([
    ["that never ends its head", "POST / HTTP/1.1\r\nHost: localhost\r\nX-A: "],
    ["that never ends its body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na="],
  ])("%s is answered 408 and cut off", async (_, begun) => {
    const port = await listening({ requestTimeout: 60, http: soon });
    expect(await hold(port, begun)).toContain("408 Request Timeout");
  });

  test("has limits in production, of seconds", () => {
    const { http, requestTimeout, connectionTimeout, keepAliveTimeout } = serverLimits;
    expect(http.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(http.connectionsCheckingInterval).toBeLessThanOrEqual(5_000);
    expect(Math.max(requestTimeout, connectionTimeout, keepAliveTimeout)).toBeLessThanOrEqual(60_000);
    expect(Math.min(requestTimeout, connectionTimeout, keepAliveTimeout)).toBeGreaterThan(0);
    expect(http.maxHeaderSize).toBeLessThanOrEqual(16 * 1024);
  });

  test("lives on without them: the control", async () => {
    const port = await listening({
      requestTimeout: 0,
      http: { headersTimeout: 0, connectionsCheckingInterval: 20 },
    });
    const held = hold(port, "POST / HTTP/1.1\r\nHost: localhost\r\nX-A: ");
    const after = new Promise<string>(resolve => setTimeout(() => resolve("held"), 150));
    expect(await Promise.race([held, after])).toBe("held");
  });
});
