import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import * as cheerio from "cheerio";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assetPath, assets } from "../../src/web/assets.ts";
import { ownPath } from "../../src/web/own-path.ts";
import { galleryApp } from "../support/gallery/app.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await galleryApp();
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: "localhost:3000", ...headers } });

describe("files of public/", () => {
  it("may be kept for ever at the address of their content, and only there", async () => {
    const css = await get(assetPath("app.css"));
    expect(css.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(css.headers["content-type"]).toBe("text/css; charset=utf-8");
    const before = await get("/assets/of-last-week/app.css");
    expect([before.statusCode, before.headers["cache-control"]]).toEqual([200, "no-cache"]);
    expect((await get("/assets/x/secret")).statusCode).toBe(404);
    expect((await get("/assets/x/..%2f..%2fpackage.json")).statusCode).toBe(404);
    expect(() => assetPath("nothing.css")).toThrow("public/ has no nothing.css");
  });

  it("are packed as the browser can read", async () => {
    const path = assetPath("app.css");
    const plain = (await get(path)).rawPayload;
    const br = await get(path, { "accept-encoding": "gzip, deflate, br" });
    expect(br.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br.rawPayload).equals(plain)).toBe(true);
    const gzip = await get(path, { "accept-encoding": "gzip" });
    expect(gunzipSync(gzip.rawPayload).equals(plain)).toBe(true);
    const font = await get(assetPath("public-sans-latin.woff2"), { "accept-encoding": "br" });
    expect(font.headers["content-encoding"]).toBeUndefined();
  });

  it("join the styles in the order of their layers, with the font at its own address", () => {
    const css = assets().get("app.css")?.body.toString() ?? "";
    expect(css.indexOf("@layer reset, tokens, base, layout, components, screens, print;")).toBeLessThan(100);
    expect(css).toContain(`url("${assetPath("public-sans-latin.woff2")}")`);
    expect(css).not.toContain("../");
    const folder = join(import.meta.dirname, "../../public/css");
    const files = readdirSync(folder).filter(name => name !== "base.css");
    for (const name of files) expect(css).toContain(readFileSync(join(folder, name), "utf8").slice(0, 400));
  });

  it("stay inside a page's budget: styles 14 KB, scripts 12 KB, font 45 KB", async () => {
    const packed = async (names: string[]) => {
      const sizes = await Promise.all(
        names.map(async name => (await get(assetPath(name), { "accept-encoding": "br" })).rawPayload.length),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    expect(await packed(["app.css"])).toBeLessThan(14 * 1024);
    expect(await packed([...assets().keys()].filter(name => name.endsWith(".js")))).toBeLessThan(12 * 1024);
    expect(await packed(["public-sans-latin.woff2"])).toBeLessThan(45 * 1024);
  });

  it("are all that a page loads", async () => {
    const $ = cheerio.load((await get("/gallery")).body);
    const loaded = $("link[href], script[src]")
      .toArray()
      .map(el => $(el).attr("href") ?? $(el).attr("src") ?? "");
    expect(loaded.length).toBeGreaterThan(4);
    for (const path of loaded) expect((await get(path)).headers["cache-control"]).toContain("immutable");
  });
});

describe("colors", () => {
  const choose = (payload: string) =>
    app.inject({
      method: "POST",
      url: "/theme",
      headers: { host: "localhost:3000", "content-type": "application/x-www-form-urlencoded" },
      payload,
    });

  it("are kept in a cookie and lead back to the page", async () => {
    const answer = await choose("theme=dark&back=/gallery%3Fa=1");
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/gallery?a=1"]);
    expect(answer.cookies[0]).toMatchObject({ name: "theme", value: "dark", path: "/", httpOnly: true });
    const $ = cheerio.load((await get("/gallery", { cookie: "theme=dark" })).body);
    expect($("html").attr("data-theme")).toBe("dark");
    expect($("[name=theme][aria-pressed=true]").text()).toBe("Dark");
  });

  it("are auto for any other cookie, and refused for any other form", async () => {
    const $ = cheerio.load((await get("/gallery", { cookie: 'theme="><script>' })).body);
    expect($("html").attr("data-theme")).toBeUndefined();
    expect((await choose("theme=pink")).statusCode).toBe(422);
    expect((await choose("theme=dark&isAdmin=1")).statusCode).toBe(422);
  });
});

it("a way back leads to a page of this site, else to the first", () => {
  for (const path of ["/goals?state=active#list", "/", "/a//b"]) expect(ownPath(path)).toBe(path);
  for (const path of [
    undefined,
    "",
    "goals",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/.//evil.example",
    "/\t/evil.example",
  ])
    expect(ownPath(path)).toBe("/");
});
