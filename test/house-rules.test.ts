import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** The import rule of the house: who may know whom. A rule without a gate is a wish. */

type Import = { from: string; to: string; isOutside: boolean; isType: boolean };

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter(path => path.endsWith(".ts"))
  .map(path => join("src", path));

const importLine =
  /^(?:import|export)(?<type> type)?\b[^;"]*?from "(?<name>[^"]+)"|\bimport\("(?<called>[^"]+)"\)/gms;

const imports: Import[] = files.flatMap(from =>
  [...readFileSync(from, "utf8").matchAll(importLine)].map(({ groups }) => {
    const name = groups?.name ?? groups?.called ?? "";
    return {
      from,
      to: name.startsWith(".") ? normalize(join(dirname(from), name)) : name,
      isOutside: !name.startsWith("."),
      isType: groups?.type !== undefined,
    };
  }),
);

const folders = ["shared", "db", "web", "mail", "records", "events", "timers", "screens"];
const nouns = readdirSync("src", { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !folders.includes(entry.name))
  .map(entry => entry.name);

const roleOf = (path: string) =>
  /\.(table|rules|queries|actions|pages|routes|commands|timers)\.ts$/.exec(path)?.[1];
const nounOf = (path: string) => nouns.find(noun => path.startsWith(`src/${noun}/`));
const said = (found: Import[]) => found.map(({ from, to }) => `${from} -> ${to}`);

/** Where each outside library may be imported; what is not listed may go where it is needed. */
const rooms: Record<string, RegExp> = {
  fastify: /^src\/(app|deps|log)\.ts$|^src\/web\/|\.routes\.ts$/,
  "drizzle-orm": /^src\/db\/|\.(table|queries|actions)\.ts$|leases\.ts$|^src\/(events|records|operate)\//,
  "better-sqlite3": /^src\/db\/sqlite-connection\.ts$/,
  pg: /^src\/db\/postgres-connection\.ts$/,
  nodemailer: /^src\/mail\/(transport|smtp|message)\.ts$/,
  handlebars: /^src\/web\/render\.ts$/,
  commander: /^src\/cli\.ts$|\.commands\.ts$/,
};

describe("an outside library stays in its rooms:", () => {
  it.each(Object.entries(rooms))("%s", (library, room) => {
    const known = imports.filter(
      each => each.isOutside && (each.to === library || each.to.startsWith(`${library}/`)),
    );
    expect(known.length).toBeGreaterThan(0);
    expect(said(known.filter(({ from }) => !room.test(from)))).toEqual([]);
  });
});

const mayImport: Record<string, RegExp> = {
  table: /\.table\.ts$|\.rules\.ts$|^src\/db\/kit\.ts$|^src\/shared\/|^drizzle-orm$/,
  /** The forecast is pure arithmetic in several rooms. */
  rules: /\.rules\.ts$|^src\/shared\/|^zod$|^src\/forecast\/(forecaster|history|quantiles)\.ts$/,
};

describe("a role imports only what it may:", () => {
  it.each(Object.entries(mayImport))("%s", (role, allowed) => {
    const known = imports.filter(({ from }) => roleOf(from) === role);
    expect(known.length).toBeGreaterThan(0);
    const wrong = known.filter(({ to, isType }) => !isType && !allowed.test(to));
    expect(said(wrong)).toEqual([]);
  });
});

describe("the house", () => {
  it("lets nobody but the app into a noun's routes", () => {
    const visits = imports.filter(
      ({ from, to }) => /\.routes\.ts$/.test(to) && nounOf(from) !== nounOf(to) && from !== "src/app.ts",
    );
    expect(said(visits)).toEqual([]);
  });

  it("lets no rule, query or verb know a page or a route", () => {
    const up = imports.filter(
      ({ from, to }) =>
        ["table", "rules", "queries"].includes(roleOf(from) ?? "") &&
        ["pages", "routes"].includes(roleOf(to) ?? ""),
    );
    expect(said(up)).toEqual([]);
  });

  it("reads the environment in one file", () => {
    const readers = files.filter(path => readFileSync(path, "utf8").includes("process.env"));
    expect(readers).toEqual(["src/config.ts"]);
  });

  it("takes time and chance from shared alone", () => {
    const takers = files.filter(path =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|\brandom(UUID|Bytes)/.test(readFileSync(path, "utf8")),
    );
    expect(takers.filter(path => !path.startsWith("src/shared/"))).toEqual([]);
  });

  it("loads what is heavy and seldom needed on its first use", () => {
    const atStart = /^import (?!type\b).* from "(@simplewebauthn\/server|openid-client)"/m;
    const users = files.filter(path => /@simplewebauthn|openid-client/.test(readFileSync(path, "utf8")));
    expect(users.length).toBeGreaterThan(1);
    expect(users.filter(path => atStart.test(readFileSync(path, "utf8")))).toEqual([]);
  });

  it("opens no transaction but through the two doors", () => {
    const openers = files.filter(path => readFileSync(path, "utf8").includes(".transaction("));
    expect(openers.filter(path => !path.startsWith("src/db/"))).toEqual([]);
  });

  it("has verbs of nouns that know each other without cycles", () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      if (!/\.actions\.ts$/.test(from) || !/\.actions\.ts$/.test(to)) continue;
      const [a, b] = [nounOf(from), nounOf(to)];
      if (a && b && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    const reaches = (start: string, goal: string, seen = new Set<string>()): boolean =>
      [...(edges.get(start) ?? [])].some(
        next => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
      );
    expect([...edges.keys()].filter(noun => reaches(noun, noun))).toEqual([]);
  });

  it("keeps its views free of scripts, styles and handlers", () => {
    const views = readdirSync("views", { recursive: true, encoding: "utf8" }).filter(
      path => path.endsWith(".hbs") && !path.startsWith("mail") && !path.includes("mail."),
    );
    const wrong = views.filter(path => {
      const text = readFileSync(join("views", path), "utf8");
      return /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i.test(text);
    });
    expect(wrong).toEqual([]);
  });

  it("asks for Handlebars' data in mails alone", () => {
    const asking = readdirSync("views", { recursive: true, encoding: "utf8" }).filter(
      path => path.endsWith(".hbs") && /\{\{[^}]*@/.test(readFileSync(join("views", path), "utf8")),
    );
    expect(asking.filter(path => !/^(layouts\/)?mail\b/.test(path))).toEqual([]);
  });

  it("lets raw markup through in the layouts' body alone", () => {
    const raw = readdirSync("views", { recursive: true, encoding: "utf8" }).filter(
      path => path.endsWith(".hbs") && readFileSync(join("views", path), "utf8").includes("{{{"),
    );
    expect(raw.sort()).toEqual(["layouts/bare.hbs", "layouts/main.hbs", "layouts/stage.hbs"]);
  });
});
