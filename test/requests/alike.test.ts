import { describe, expect, it } from "vitest";
import { listAlike } from "../../src/requests/alike.queries.ts";
import { sharedWith, sharedWithGoal, tellingWords } from "../../src/requests/alike.rules.ts";
import { findTook } from "../../src/requests/took.queries.ts";
import { makeCast, type Name } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { makeLife } from "./made-life.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const life = await makeLife(db, cast);

const alike = async (title: string, name: Name = "mai", exceptId?: string) =>
  (await listAlike(db.read, (await cast.deed(name)).by, { title, exceptId }, 3)).map(each => each.title);

describe("titles that are alike", () => {
  it("share what tells, not what every title has", () => {
    expect(tellingWords("A new list for the 2nd grade, é la carte")).toEqual([
      "list",
      "2nd",
      "grade",
      "carte",
    ]);
    expect(sharedWith("Class lists for art")("Nightly class list")).toBe(2);
    expect(sharedWith("Class lists for art")("World class")).toBe(0);
    expect(sharedWith("Hotspots")("More hotspots for buses")).toBe(1);
    const goal = "Every child in kindergarten to grade 2 is screened for reading by the winter break";
    expect(sharedWithGoal("Class lists for the reading screener")(goal)).toBe(1);
    expect(sharedWithGoal("A cart for every grade")(goal)).toBe(0);
  });
});

describe("what was asked before", () => {
  it("comes the most alike first, without itself, drafts and what was merged away", async () => {
    const { id } = await life.make.see(life.submitted);
    const found = await alike("Nightly class lists for the reading screener", "lin", id);
    expect(found[0]).toMatch(/Class lists for program/);
    expect(found).not.toContain("Class lists, nightly");
    expect(await alike("Only begun", "lin")).toEqual([]);
  });

  it("never shows what the reader may not see", async () => {
    expect(await alike("A door that stays open", "priya")).toEqual(["A door that stays open"]);
    expect(await alike("A door that stays open", "mai")).toEqual([]);
  });

  it("is nothing for words that say nothing", async () => {
    expect(await alike("")).toEqual([]);
    expect(await alike("the new one for us")).toEqual([]);
    expect(await alike('"*) OR (')).toEqual([]);
  });
});

it("things of a kind took what their deliveries took, and nothing is said from a few", async () => {
  const took = await findTook(db.read, "integration");
  expect(took?.cases).toBeGreaterThanOrEqual(11);
  expect(took && took.lowDays <= took.highDays).toBe(true);
  expect(await findTook(db.read, "training")).toBeNull();
});
