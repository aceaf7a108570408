import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { engine } from "../../src/config.ts";
import { backUp } from "../../src/db/backup.ts";
import { imports } from "../../src/imports/imports.table.ts";
import { restoreVerified } from "../../src/operate/restore.ts";
import { verifyAll } from "../../src/operate/verify.ts";
import { newId } from "../../src/shared/ids.ts";
import { wait } from "../../src/shared/wait.ts";
import { nextLine, startChild } from "../support/child.ts";
import { documentOf, runCli, startCli } from "../support/cli.ts";
import { emptyConfig, freshConfig, freshFolder, makeDistrict, open, type Place } from "./district.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const folder = freshFolder();
let place: Place;
beforeAll(async () => {
  place = await makeDistrict();
});

const asIs = { anyway: false };
const addressesIn = (file: string): string[] => {
  const db = new Sqlite(file, { readonly: true });
  const addresses = db.prepare<[], string>("select email from people").pluck().all();
  db.close();
  return addresses;
};

describe("a backup", () => {
  test("restored elsewhere, holds the same rows, verifies, and is lived in", async () => {
    const content = await backUp(place.config, join(folder, "one.db"));
    const elsewhere = await emptyConfig();
    const restored = await restoreVerified(elsewhere, join(folder, "one.db"), asIs);
    expect(restored).toEqual({ content, saved: null, applied: [], problems: [] });
    expect(await backUp(elsewhere, join(folder, "again.db"))).toEqual(content);
    expect(await verifyAll(elsewhere)).toEqual([]);
    expect(content.get("events")?.rows).toBeGreaterThan(300);

    const more = await runCli(["person", "add", "new@sanjuan.example", "--name", "New"], {
      DATABASE_URL: elsewhere.databaseUrl,
      DATA_DIR: elsewhere.dataDir,
    });
    expect(more).toMatchObject({ code: 0, err: "" });
    expect(await verifyAll(elsewhere)).toEqual([]);
  });

  test("taken while others write is one moment: what was acknowledged before is in it, and it verifies", async () => {
    const config = await freshConfig();
    const life = startChild("test/operate/child-life.ts", config.databaseUrl);
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 15; n++) acknowledged.push(await nextLine(life));
      const file = join(folder, `life-${round}.db`);
      await backUp(config, file);
      const there = addressesIn(file);
      expect(acknowledged.filter(address => !there.includes(address))).toEqual([]);
      expect(await restoreVerified(await emptyConfig(), file, asIs)).toMatchObject({ problems: [] });
    }
    life.process.kill("SIGKILL");
    await life.ended;
  });

  test("killed on its way leaves nothing under its name, and the next one goes through", async () => {
    const config = await freshConfig();
    const db = await open(config);
    const row = () => ({
      id: newId(),
      kind: "plan",
      fileName: "large",
      sha256: "",
      checked: 0,
      imported: 0,
      report: { text: "x".repeat(20_000) },
      byId: null,
      at: new Date("2026-11-23T16:00:00Z"),
    });
    for (let n = 0; n < 20; n++)
      await db.write(tx => tx.insert(imports).values(Array.from({ length: 100 }, row)));
    const settings = { DATABASE_URL: config.databaseUrl, DATA_DIR: config.dataDir };
    const file = join(folder, "killed.db");
    for (let kill = 0; kill < 3; kill++) {
      const { child, said } = startCli(["backup", file], settings);
      while (!existsSync(`${file}.unfinished`) && child.exitCode === null) await wait(1);
      await wait(kill * 20);
      child.kill("SIGKILL");
      await said;
      expect(existsSync(file)).toBe(false);
    }
    expect(documentOf(await runCli(["backup", file, "--json"], settings))).toMatchObject({ file });
    expect(existsSync(`${file}.unfinished`)).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("takes the place of an older backup, and of nothing else", async () => {
    const file = join(folder, "nightly.db");
    await backUp(place.config, file);
    await backUp(place.config, file);
    const text = join(folder, "notes.txt");
    writeFileSync(text, "Do not lose this.");
    await expect(backUp(place.config, text)).rejects.toThrow("is there and is no backup of Crosswalk");
    expect(readFileSync(text, "utf8")).toBe("Do not lose this.");
    mkdirSync(join(folder, "folder"));
    await expect(backUp(place.config, join(folder, "folder"))).rejects.toThrow("is a folder");
    await expect(backUp(place.config, join(folder, "none/x.db"))).rejects.toThrow("There is no folder");
  });

  if (engine === "sqlite")
    test("never takes the place of the database itself", async () => {
      const path = place.config.databaseUrl.replace("file:", "");
      await expect(backUp(place.config, path)).rejects.toThrow("is the database itself");
    });

  test("of nothing says that there is nothing", async () => {
    await expect(backUp(await emptyConfig(), join(folder, "nothing.db"))).rejects.toThrow("DATABASE_URL");
    expect(existsSync(join(folder, "nothing.db"))).toBe(false);
  });
});
