import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { engine } from "../../src/config.ts";
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
async function refused(
  args: string[],
  more: Record<string, string> = {},
): Promise<{ code: string; message: string }> {
  const said = await runCli([...args, "--json"], { ...settings, ...more });
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

  test("names every wrong setting in one message", async () => {
    const wrong = {
      DATABASE_URL: "mysql://x",
      PORT: "99999",
      BASE_URL: "http://evil.example",
      LOG_LEVEL: "loud",
    };
    const { code, message } = await refused(["migrate"], wrong);
    expect(code).toBe("settings");
    for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name} must`);
  });

  test("says so where the database does not answer", async () => {
    const nobody = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    expect(await refused(["migrate"], nobody)).toMatchObject({ code: "unavailable" });
  });

  test("says so where the file is something else", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "Dear all,\n".repeat(100));
    const { message } = await refused(["migrate"], { DATABASE_URL: `file:${path}` });
    expect(message).toBe(`${path} is not a database. Check DATABASE_URL.`);
  });
});

describe("person add", () => {
  test.each<[string, string[], RegExp]>([
    ["no address", ["ana at home", "--name", "Ana"], /Enter an e-mail address/],
    [
      "an unknown role",
      ["ana@x.example", "--name", "Ana", "--role", "king"],
      /“king” is no role\. Say one of viewer/,
    ],
    ["an unknown side", ["ana@x.example", "--name", "Ana", "--side", "left"], /“left” is no side/],
    ["no name", ["ana@x.example", "--name", " "], /^Enter a name\.$/],
    [
      "no zone",
      ["ana@x.example", "--name", "Ana", "--time-zone", "Mars/Phobos"],
      /“Mars\/Phobos” is no time zone/,
    ],
    [
      "no day",
      ["ana@x.example", "--name", "Ana", "--liaison", "technology", "--until", "2027-02-30"],
      /“2027-02-30” is no day/,
    ],
  ])("refuses %s, and adds nobody", async (_, args, said) => {
    expect((await refused(["person", "add", ...args])).message).toMatch(said);
  });

  test.each<[string, string[], RegExp]>([
    ["without a name", ["person", "add", "ana@x.example"], /required option '--name <name>'/],
    ["without an address", ["person", "add", "--name", "Ana"], /missing required argument 'email'/],
    ["misspelt", ["person", "ad", "ana@x.example"], /unknown command 'ad'/],
    ["with an option that is none", ["person", "link", "ana@x.example", "--loud"], /unknown option '--loud'/],
  ])("%s says how it is written", async (_, args, said) => {
    const { code, message } = await refused(args);
    expect(code).toBe("usage");
    expect(message).toMatch(said);
  });

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

test("the help of the command line leaves standard output alone", async () => {
  const { code, out, err } = await runCli(["--help"], settings);
  expect({ code, out }).toEqual({ code: 0, out: "" });
  for (const verb of ["serve", "migrate", "person", "backup", "restore", "verify", "export", "forecast"])
    expect(err).toMatch(new RegExp(`^ {2}${verb}\\b`, "m"));
});

test("forecast backtest answers in one document too", async () => {
  const said = await runCli(["forecast", "backtest", "test/fixtures/effort/made.csv", "--json"], settings);
  expect(said.code).toBe(0);
  expect(documentOf(said)).toMatchObject({ cases: 900 });
  const missing = await runCli(["forecast", "backtest", join(folder, "none.csv")], settings);
  expect(missing).toMatchObject({ code: 1, out: "", err: expect.stringContaining("no such file") });
});

if (engine === "sqlite")
  test("verify makes no database where there is none", async () => {
    const path = join(folder, "none.db");
    const said = await runCli(["verify", "--json"], { ...settings, DATABASE_URL: `file:${path}` });
    expect(said.code).toBe(1);
    expect(existsSync(path)).toBe(false);
  });
