import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { documentOf, runCli } from "../support/cli.ts";
import { emptyDatabaseUrl } from "../support/database.ts";

/** What is answered before any engine is asked: one of them is enough. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "crosswalk-commands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let settings: Record<string, string>;
beforeAll(async () => {
  settings = { DATABASE_URL: await emptyDatabaseUrl(), DATA_DIR: folder };
});

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

test("verify makes no database where there is none", async () => {
  const path = join(folder, "none.db");
  const said = await runCli(["verify", "--json"], { ...settings, DATABASE_URL: `file:${path}` });
  expect(said.code).toBe(1);
  expect(existsSync(path)).toBe(false);
});
