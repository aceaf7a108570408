import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { engine } from "../../src/config.ts";
import { makeHouse } from "../support/app.ts";

const { app } = await makeHouse();
await app.ready();

const loaded = Object.keys(createRequire(import.meta.url).cache);
const isLoaded = (name: string) => loaded.some(path => path.includes(`/node_modules/${name}/`));

it("a start loads nothing that a first page does not need", () => {
  expect(["fastify", "drizzle-orm", "handlebars"].filter(isLoaded)).toHaveLength(3);
  const later = ["ajv", "prom-client", "nodemailer", "@css-inline/css-inline"];
  // The tests' own databases need the other driver.
  const others = engine === "postgres" ? ["better-sqlite3"] : [];
  expect([...later, ...others].filter(isLoaded)).toEqual([]);
});
