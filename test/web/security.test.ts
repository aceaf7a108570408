import { request as httpRequest } from "node:http";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerErrors } from "../../src/web/errors.ts";
import { layoutView } from "../../src/web/layout.ts";
import { galleryApp, gallerySecret } from "../support/gallery/app.ts";

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = await galleryApp();
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => app.close());

const form = "application/x-www-form-urlencoded";

/** Over a real socket: inject knows no listening port. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  { method = "GET", body = "" }: { method?: string; body?: string } = {},
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on("data", chunk => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

const post = (headers: Record<string, string>, path = "/theme", body = "theme=dark") =>
  ask(path, { "content-type": form, ...headers }, { method: "POST", body });

describe("hosts", () => {
  it("are the base address and loopback names with the port that listens", async () => {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, "localhost:3000"])
      expect((await ask("/gallery", { host })).status).toBe(200);
  });

  it("that are unknown get 421, and no link that begins with them", async () => {
    for (const host of ["evil.example", `evil.example:${port}`, "localhost", "localhost:1"]) {
      const answer = await ask("/gallery", { host });
      expect(answer.status).toBe(421);
      expect(answer.body).toContain("http://localhost:3000");
      expect(answer.body).not.toContain("evil.example");
    }
  });

  it("know neither loopback names nor other ports once the base address is https", async () => {
    const secured = await galleryApp({ BASE_URL: "https://crosswalk.example.org" });
    const statusFor = async (host: string) =>
      (await secured.inject({ url: "/gallery", headers: { host } })).statusCode;
    expect(await statusFor("crosswalk.example.org")).toBe(200);
    expect(await statusFor("CROSSWALK.example.org:443")).toBe(200);
    expect(await statusFor("localhost:3000")).toBe(421);
    expect(await statusFor("crosswalk.example.org:8443")).toBe(421);
    const { headers } = await secured.inject({ url: "/gallery", headers: { host: "crosswalk.example.org" } });
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
    await secured.close();
  });
});

describe("posts from elsewhere", () => {
  it("are refused by what the browser says, on every unsafe method", async () => {
    for (const site of ["cross-site", "same-site", "nonsense"])
      expect((await post({ "sec-fetch-site": site })).status).toBe(403);
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const body = method === "DELETE" ? "" : "theme=dark";
      const answer = await ask(
        "/theme",
        { "content-type": form, "sec-fetch-site": "cross-site" },
        { method, body },
      );
      expect(answer.status).toBe(403);
    }
  });

  it("are refused by their origin where an old browser says no more", async () => {
    for (const origin of ["https://evil.example", "null", "http://localhost:1", `https://127.0.0.1:${port}`])
      expect((await post({ origin })).status).toBe(403);
  });

  it("are told from our own, from a program's, and from plain reading", async () => {
    expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(303);
    expect((await post({ origin: `http://127.0.0.1:${port}` })).status).toBe(303);
    expect((await post({})).status).toBe(303);
    expect((await ask("/gallery", { "sec-fetch-site": "cross-site" })).status).toBe(200);
  });

  it("are welcome where a signed address is the authority", async () => {
    expect((await post({ "sec-fetch-site": "cross-site" }, "/gallery/unsubscribe", "")).status).toBe(200);
    expect((await post({ origin: "https://mail.example" }, "/gallery/unsubscribe", "")).status).toBe(200);
  });
});

describe("limits", () => {
  it("answer a body of 10 MB with a page and 413, of 1 MB less a little not", async () => {
    const large = await app.inject({
      method: "POST",
      url: "/gallery/form",
      headers: { host: "localhost:3000", "content-type": form },
      payload: `title=${"x".repeat(10 * 1024 * 1024)}`,
    });
    expect(large.statusCode).toBe(413);
    expect(large.body).toContain('<h1 dir="auto">This is too large</h1>');
    const fitting = await app.inject({
      method: "POST",
      url: "/gallery/form",
      headers: { host: "localhost:3000", "content-type": form },
      payload: `title=${"x".repeat(1024 * 1024 - 100)}`,
    });
    expect(fitting.statusCode).toBe(422);
  });

  it("answer another kind of body with 415, an address that cannot be read with 400", async () => {
    const other = await post({ "content-type": "text/yaml" });
    expect([other.status, other.body.includes("This is not a form")]).toEqual([415, true]);
    const address = await ask("/goals/%E0%A4%A");
    expect([address.status, address.body.includes("This address cannot be read")]).toEqual([400, true]);
  });
});

describe("every answer", () => {
  it("carries a policy without inline anything, and no sniffing", async () => {
    for (const path of ["/gallery", "/nowhere", "/gallery/broken"]) {
      const { headers } = await ask(path);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).toContain("frame-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("same-origin");
      expect(headers["strict-transport-security"]).toBeUndefined();
    }
  });

  it("is packed when it is large and asked for, and not when it is small", async () => {
    const page = await ask("/gallery", { "accept-encoding": "br, gzip" });
    expect(page.headers["content-encoding"]).toBe("br");
    expect((await ask("/gallery")).headers["content-encoding"]).toBeUndefined();
    const small = await ask("/gallery/unsubscribe", { "accept-encoding": "br" }, { method: "POST" });
    expect(small.headers["content-encoding"]).toBeUndefined();
  });
});

describe("error pages", () => {
  it("say who can, and when to come back", async () => {
    const refused = await ask("/gallery/forbidden");
    expect([refused.status, refused.body.includes("Only the sponsor, Ana Ruiz")]).toEqual([403, true]);
    const busy = await ask("/gallery/busy");
    expect([busy.status, busy.headers["retry-after"]]).toEqual([503, "5"]);
  });

  it("give a number for what broke, and nothing of what it was", async () => {
    for (const accept of ["text/html", "application/json"]) {
      const broken = await ask("/gallery/broken", { accept });
      expect(broken.status).toBe(500);
      expect(broken.body).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
      expect(broken.body).not.toMatch(new RegExp(`${gallerySecret}|select|people where|at .*\\.ts`));
    }
  });

  it("that break themselves say no more than any other", async () => {
    const broken = Fastify();
    registerErrors(broken, ({ url }) => {
      const layout = layoutView({ person: null, district: null, path: url });
      const get = () => {
        throw new Error(gallerySecret);
      };
      for (const key of Object.keys(layout)) Object.defineProperty(layout, key, { get });
      return layout;
    });
    broken.get("/", () => {
      throw new Error(gallerySecret);
    });
    const { statusCode, body, headers } = await broken.inject({ url: "/" });
    expect([statusCode, headers["content-type"]]).toEqual([500, "text/plain; charset=utf-8"]);
    expect(body).toMatch(/^Something broke on our side\n\nIt is not your doing/);
    expect(body).not.toMatch(new RegExp(`${gallerySecret}|layouts|has no`));
  });

  it("are JSON for who asks for it, pages for all others", async () => {
    const json = await ask("/gallery/forbidden", { accept: "application/json" });
    expect(JSON.parse(json.body)).toEqual({
      error: { code: "forbidden", message: "Only the sponsor, Ana Ruiz, can confirm this goal." },
    });
    const page = await ask("/nowhere", { accept: "text/html, application/json" });
    expect(page.body).toContain('<h1 dir="auto">This page is not here</h1>');
    expect(page.body).toMatch(/<html lang="en-US"/);
  });
});
