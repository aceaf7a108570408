import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { linkWorks } from "../../src/people/sign-in.actions.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { documentOf, runCli } from "../support/cli.ts";
import { emptyDatabaseUrl, openForTest } from "../support/database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "crosswalk-commands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let settings: Record<string, string>;
beforeAll(async () => {
  settings = { DATABASE_URL: await emptyDatabaseUrl(), DATA_DIR: folder };
});

/** What a verb did that went well: its document, and nothing beside it. */
async function done(...args: string[]) {
  const said = await runCli([...args, "--json"], settings);
  expect(said).toMatchObject({ code: 0, err: "" });
  return documentOf(said);
}

/** Why a verb refused: one document for scripts, the same sentence for people. */
async function refused(args: string[]): Promise<{ code: string; message: string }> {
  const said = await runCli([...args, "--json"], settings);
  expect(said.code).toBe(1);
  const { error } = documentOf(said);
  expect(said.err).toContain(error.message);
  expect(said.err).not.toMatch(/\n {4}at /);
  return error;
}

describe("migrate", () => {
  test("says what it applied, and the second time that there was nothing", async () => {
    const { applied } = await done("migrate");
    expect(applied[0]).toBe("0000_tables");
    expect(await done("migrate")).toEqual({ applied: [] });
    expect(await runCli(["migrate"], settings)).toEqual({
      code: 0,
      out: "The database is up to date.\n",
      err: "",
    });
  });
});

describe("person add", () => {
  test("makes the first person administrator of a new district, the next one not", async () => {
    const first = await done(
      "person",
      "add",
      "ana@x.example",
      "--name",
      "Ana Ruiz",
      "--time-zone",
      "America/Chicago",
    );
    expect(first).toEqual({
      person: {
        id: expect.any(String),
        name: "Ana Ruiz",
        email: "ana@x.example",
        role: "leader",
        isAdmin: true,
      },
    });
    const next = await done(
      "person",
      "add",
      "joe@x.example",
      "--name",
      "Joe",
      "--role",
      "technologist",
      "--liaison",
      "technology",
    );
    expect(next.person).toMatchObject({ role: "technologist", isAdmin: false });
  });

  test("refuses an address that is known, in any spelling", async () => {
    const { code, message } = await refused(["person", "add", "ANA@x.example", "--name", "Ana"]);
    expect(code).toBe("conflict");
    expect(message).toContain("is here already");
  });

  test("says it in words without --json", async () => {
    expect(await runCli(["person", "add", "mai@x.example", "--name", "Mai", "--admin"], settings)).toEqual({
      code: 0,
      out: "Added Mai <mai@x.example>, leader, administrator.\n",
      err: "",
    });
  });
});

describe("person link", () => {
  test("makes a link to this district's address, which works", async () => {
    const said = await runCli(["person", "link", "ana@x.example", "--json"], {
      ...settings,
      BASE_URL: "https://crosswalk.x.example",
    });
    const { link } = documentOf(said);
    expect(link).toMatch(/^https:\/\/crosswalk\.x\.example\/sign-in\/[\w-]{43}$/);
    const db = await openForTest(settings.DATABASE_URL ?? "");
    expect(await linkWorks(db.read, link.split("/").at(-1), systemClock.now())).toBe(true);
  });

  test("prints nothing but the link without --json", async () => {
    const { out, err } = await runCli(["person", "link", "joe@x.example"], settings);
    expect(out).toMatch(/^http:\/\/localhost:3000\/sign-in\/[\w-]{43}\n$/);
    expect(err).toBe("");
  });

  test("is not made for nobody", async () => {
    const error = await refused(["person", "link", "nobody@x.example"]);
    expect(error).toEqual({ code: "not_found", message: "Nobody here has the address nobody@x.example." });
  });
});

describe("person disable", () => {
  test("ends a person's access, once", async () => {
    expect(await done("person", "disable", "joe@x.example")).toEqual({
      disabled: { id: expect.any(String), name: "Joe", email: "joe@x.example" },
    });
    expect((await refused(["person", "disable", "joe@x.example"])).message).toContain("disabled already");
    expect((await refused(["person", "link", "joe@x.example"])).message).toContain("is disabled");
  });

  test("of nobody says so", async () => {
    expect(await refused(["person", "disable", "nobody@x.example"])).toMatchObject({ code: "not_found" });
  });
});
