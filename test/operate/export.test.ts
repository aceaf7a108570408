import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { getTableName, is, Table } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as schema from "../../src/db/schema.ts";
import { exportDistrict } from "../../src/operate/export.ts";
import { sheets } from "../../src/operate/sheets.ts";
import { emptyConfig, freshFolder, makeDistrict, type Place } from "./district.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const folder = freshFolder();
const archive = join(folder, "district.zip");
const now = new Date("2026-11-23T16:00:00Z");

let place: Place;
let texts: Record<string, string>;
beforeAll(async () => {
  place = await makeDistrict();
  await exportDistrict(place.config, archive, now);
  const parts = unzipSync(readFileSync(archive));
  texts = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
});

const rowsOf = (name: string): Record<string, string>[] =>
  parse(texts[name] ?? "", { columns: true, bom: true });

/** What is for the machine, or a secret, or somebody's mail. */
const leftOut = [
  "answered_forms",
  "checked_files",
  "event_root_heads",
  "event_roots",
  "file_chunks",
  "forecast_inputs",
  "identities",
  "leases",
  "looks",
  "outbox",
  "passkeys",
  "record_seals",
  "records",
  "saved_views",
  "sessions",
  "setup_tokens",
  "sign_in_asks",
  "sign_in_links",
  "spent_attempts",
  "unsent_forms",
];

describe("the export", () => {
  test("has every table of the district, or leaves it out for a reason", () => {
    const all = Object.values(schema)
      .filter(value => is(value, Table))
      .map(table => getTableName(table));
    const exported = [...sheets.map(({ table }) => getTableName(table)), "events"];
    expect([...exported, ...leftOut].sort()).toEqual(all.sort());
  });

  test("holds each row once, under headers that differ", async () => {
    for (const { name, table } of sheets) {
      const rows = await place.db.read.select().from(table);
      const file = `${name.replaceAll(" ", "-")}.csv`;
      const [headers = []]: string[][] = parse(texts[file] ?? "", { to: 1, bom: true });
      expect({ file, rows: rowsOf(file).length }).toEqual({ file, rows: rows.length });
      expect(new Set(headers).size).toBe(headers.length);
    }
  });

  test("names records as people do, in every file", () => {
    const goals = rowsOf("goals.csv").map(row => row.record);
    expect(goals).toContain("G-1");
    for (const row of rowsOf("measures.csv")) expect(goals).toContain(row.goal);
    const people = new Map(rowsOf("people.csv").map(row => [row.record, row.name]));
    for (const row of rowsOf("seats.csv")) expect(people.get(row.person)).toBe(row["person title"]);
  });

  test("tells the history in sentences, each entry with who and when", () => {
    const history = rowsOf("history.csv");
    expect(history.length).toBeGreaterThan(300);
    expect(history).toContainEqual(
      expect.objectContaining({ what: "district made", sentence: "made the district San Juan Unified" }),
    );
    for (const row of history) {
      expect(row.at).toMatch(/^20\d\d-\d\d-\d\dT/);
      expect(row.sentence).not.toMatch(/\[object|undefined|a record that is gone/);
    }
  });

  test("gives money to the cent, flags as words, days as days", () => {
    const cents = rowsOf("budget-lines.csv").map(row => row["unit dollars"]);
    expect(cents.every(text => /^\d+\.\d\d$/.test(text ?? ""))).toBe(true);
    expect(rowsOf("people.csv").map(row => row["is admin"])).toContain("yes");
    expect(rowsOf("liaison-terms.csv")[0]?.["from day"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("holds no secret and no mail", async () => {
    const whole = Object.values(texts).join("\n");
    const links = await place.db.read.select().from(schema.signInLinks);
    const mails = await place.db.read.select().from(schema.outbox);
    expect(mails.length).toBeGreaterThan(0);
    for (const { hash } of links) expect(whole).not.toContain(hash);
    for (const { messageId } of mails) expect(whole).not.toContain(messageId);
    expect(whole).not.toMatch(/<html|unsubscribe\//i);
  });

  test("holds what people put at records, each file under its id", async () => {
    const [file] = rowsOf("files.csv");
    expect(file?.name).toBe("columns-of-the-list.csv");
    expect(texts[`files/${file?.id}.csv`]).toBe("student_id,school,grade,teacher,as_of\n");
    expect(
      rowsOf("comments.csv")
        .map(({ words }) => words)
        .join(),
    ).toContain("Monday before nine");
  });

  test("says in its README what is in each file", () => {
    const readme = texts["README.txt"] ?? "";
    expect(readme).toContain("San Juan Unified: everything that Crosswalk holds");
    for (const name of Object.keys(texts).filter(each => !/^(README|files\/)/.test(each)))
      expect(readme).toMatch(new RegExp(`^${name} +[\\d,]+ {2}\\w`, "m"));
  });

  test("takes the place of an older one, and of nothing else", async () => {
    await exportDistrict(place.config, archive, now);
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    const notes = join(folder, "notes.txt");
    writeFileSync(notes, "Do not lose this.");
    await expect(exportDistrict(place.config, notes, now)).rejects.toThrow("is there and is no zip");
    expect(readFileSync(notes, "utf8")).toBe("Do not lose this.");
  });

  test("of nothing leaves nothing behind", async () => {
    const file = join(folder, "nothing.zip");
    await expect(exportDistrict(await emptyConfig(), file, now)).rejects.toThrow();
    expect([file, `${file}.unfinished`].filter(existsSync)).toEqual([]);
  });
});
