import { describe, expect, it } from "vitest";
import { makeHouse } from "../support/app.ts";

const { app } = await makeHouse();

describe("/metrics", () => {
  it("tells a collector on this machine about process and routes, never about addresses", async () => {
    await app.inject({ url: "/sign-in/a-secret-of-somebody" });
    const { statusCode, body } = await app.inject({ url: "/metrics" });
    expect(statusCode).toBe(200);
    expect(body).toContain('route="/sign-in/:secret"');
    expect(body).not.toContain("a-secret");
  });

  it("is not there for anybody behind a proxy or on another machine", async () => {
    const proxied = await app.inject({ url: "/metrics", headers: { "x-forwarded-for": "203.0.113.7" } });
    const far = await app.inject({ url: "/metrics", remoteAddress: "203.0.113.7" });
    expect([proxied.statusCode, far.statusCode]).toEqual([404, 404]);
  });
});
