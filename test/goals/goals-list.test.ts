import { describe, expect, it } from "vitest";
import { checkIn } from "../../src/goals/check-ins.actions.ts";
import { viewsDiffer } from "../../src/goals/check-ins.rules.ts";
import { editGoal } from "../../src/goals/goal-edits.actions.ts";
import { holdGoal } from "../../src/goals/goal-moves.actions.ts";
import { type Health, rhythms } from "../../src/goals/goals.rules.ts";
import { type GoalFilter, type ListedGoal, listGoals } from "../../src/goals/goals-list.queries.ts";
import { healthWords } from "../../src/goals/goals-list.rules.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { goalMaker } from "./made-goals.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const make = await goalMaker(db, cast);

const began = "2026-08-03T16:00:00Z";

const say = (number: number, name: "ana" | "dana", instant: string, health: Health) =>
  make.as(
    name,
    instant,
  )((tx, deed) =>
    checkIn(
      tx,
      deed,
      { number },
      { side: name === "ana" ? "leadership" : "technology", health, changed: "So it goes." },
    ),
  );

// Each rhythm with words of both sides from fresh to long ago, on both sides of midnight in the district's zone.
const instants = [
  "2026-11-23T05:00:00Z",
  "2026-11-12T08:00:01Z",
  "2026-11-12T07:59:59Z",
  "2026-11-06T18:00:00Z",
  "2026-11-05T07:59:59Z",
  "2026-10-20T18:00:00Z",
];
for (const rhythm of rhythms)
  for (const [index, instant] of instants.entries()) {
    const number = await make.active({ title: `${rhythm} ${instant}` }, began);
    await make.as(
      "ana",
      began,
    )((tx, deed) =>
      editGoal(tx, deed, { number }, { ...make.input({ title: `${rhythm} ${instant}` }), rhythm }),
    );
    await say(number, "ana", instant, index % 2 === 0 ? "at risk" : "on track");
    if (index % 3 !== 2)
      await say(number, "dana", "2026-11-20T18:00:00Z", index % 2 === 0 ? "off track" : "on track");
    if (index === 5) await make.as("ana")((tx, deed) => holdGoal(tx, deed, { number }, { reason: "Waits." }));
  }

const list = async (filter: Partial<GoalFilter>): Promise<ListedGoal[]> => {
  const deed = await cast.deed("lin");
  return listGoals(db.read, deed.by, { sort: "number", ...filter }, deed, 500);
};
const numbers = (goals: ListedGoal[]) => goals.map(goal => goal.record.number);

describe("the list's filters", () => {
  it.each(healthWords)("by health “%s” are what the views say", async health => {
    const all = await list({});
    const expected = all.filter(
      ({ views }) => views.leadership.health === health || views.technology.health === health,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(numbers(await list({ health }))).toEqual(numbers(expected));
  });

  it("by two views that differ are what the views say", async () => {
    const all = await list({});
    const expected = all.filter(({ views }) => viewsDiffer(views.leadership, views.technology));
    expect(expected.length).toBeGreaterThan(0);
    expect(numbers(await list({ differ: true }))).toEqual(numbers(expected));
  });

  it("page by key through every goal once", async () => {
    const all = numbers(await list({}));
    const half = (await list({})).slice(0, 7).at(-1);
    const rest = await list({ after: { key: String(half?.record.number), id: half?.record.id ?? "" } });
    expect(numbers(rest)).toEqual(all.slice(7));
  });
});
