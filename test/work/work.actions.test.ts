import { describe, expect, it } from "vitest";
import { listHistory } from "../../src/events/events.queries.ts";
import { createRecord } from "../../src/records/records.actions.ts";
import { AppError } from "../../src/shared/app-error.ts";
import { permissions } from "../../src/shared/permissions.ts";
import { logEffort } from "../../src/work/effort.actions.ts";
import { type Moved, moveWork, planWork } from "../../src/work/work.actions.ts";
import { getWork, listWork } from "../../src/work/work.queries.ts";
import { canMove, type WorkInput, workForm, workMoves, workStates } from "../../src/work/work.rules.ts";
import { editWork } from "../../src/work/work-edits.actions.ts";
import { makeCast, type Name, names } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";

const db = await freshDatabase();
const cast = await makeCast(db);

const input = (over: Partial<WorkInput> = {}): WorkInput => ({
  title: "Roster feed",
  plainWords: "New children are in the screener the next day.",
  owner: cast.id.priya,
  due: "2026-12-18",
  hoursLeft: 10,
  externalLink: undefined,
  goals: [],
  requests: [],
  ...over,
});

const plan = async (who: Name = "dana", over: Partial<WorkInput> = {}) => {
  const deed = await cast.deed(who);
  return db.write(tx => planWork(tx, deed, input(over)));
};

const move = async (who: Name, number: number, moved: Moved, version: number | null = null) => {
  const deed = await cast.deed(who);
  return db.write(tx => moveWork(tx, deed, number, moved, version));
};

describe("the rule of work", () => {
  it.each(names)("lets %s plan work exactly where the table says so", async name => {
    const { by } = await cast.deed(name);
    const allowed = by.role !== "system" && permissions["do the work"][by.role] === "any";
    const tried = plan(name);
    if (allowed) await expect(tried).resolves.toMatchObject({ state: "planned" });
    else await expect(tried).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is planned for somebody else, and the history names both", async () => {
    const { number, id } = await plan("dana", { forWhom: "Priya Nair" });
    const { by } = await cast.deed("priya");
    const [told] = await listHistory(db.read, by, id, "this work");
    expect([told?.by, told?.forName]).toEqual(["Dana Okafor", "Priya Nair"]);
    expect(number).toBeGreaterThan(0);
    await expect(plan("dana", { forWhom: "Tess Moreno" })).rejects.toThrow("cannot plan work");
  });

  it("knows no move that is not listed", async () => {
    const { by } = await cast.deed("dana");
    const possible = workStates.flatMap(state =>
      (Object.keys(workMoves) as (keyof typeof workMoves)[])
        .filter(name => canMove(by, name, state))
        .map(name => `${state} ${name} ${workMoves[name].to}`),
    );
    expect(possible).toEqual([
      "planned start doing",
      "planned drop dropped",
      "doing block blocked",
      "doing finish done",
      "doing drop dropped",
      "blocked unblock doing",
      "blocked finish done",
      "blocked drop dropped",
    ]);
  });

  it("asks for plain words once the work serves a goal", () => {
    const parsed = workForm.safeParse({ title: "Feed", goals: [cast.id.ana], requests: [] });
    expect(parsed.error?.issues[0]?.path).toEqual(["plainWords"]);
  });
});

describe("work", () => {
  it("moves from planned to done, and its history says so", async () => {
    const { number, id } = await plan();
    await move("priya", number, { move: "start" });
    await move("priya", number, { move: "block", by: "the agreement" });
    await move("priya", number, { move: "unblock" });
    await move("priya", number, { move: "finish", note: "runs each night" });
    const { by } = await cast.deed("ana");
    const told = await listHistory(db.read, by, id, "this work");
    expect(told.map(event => event.kind).reverse()).toEqual([
      "work planned",
      "work started",
      "work blocked",
      "work unblocked",
      "work done",
    ]);
    expect(await getWork(db.read, by, number)).toMatchObject({
      record: { state: "done" },
      work: { hoursLeft: 0, blockedBy: "" },
      owner: { name: "Priya Nair" },
    });
  });

  it("refuses a move that its state does not have, and changes nothing", async () => {
    const { number } = await plan();
    await expect(move("priya", number, { move: "finish", note: "" })).rejects.toMatchObject({
      code: "invalid",
    });
    const { by } = await cast.deed("priya");
    expect((await getWork(db.read, by, number)).record).toMatchObject({ state: "planned", version: 1 });
  });

  it("refuses a stale form", async () => {
    const { number } = await plan();
    await move("priya", number, { move: "start" }, 1);
    await expect(move("sam", number, { move: "block", by: "x" }, 1)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("lets one of two who move it at the same moment win", async () => {
    const { number } = await plan();
    const both = await Promise.allSettled([
      move("priya", number, { move: "start" }, 1),
      move("sam", number, { move: "drop", reason: "no longer asked" }, 1),
    ]);
    expect(both.filter(each => each.status === "fulfilled")).toHaveLength(1);
    const lost = both.find(each => each.status === "rejected");
    expect(lost?.reason).toBeInstanceOf(AppError);
  });

  it("keeps an edit's old and new words", async () => {
    const { number, id } = await plan();
    const deed = await cast.deed("sam");
    await db.write(tx =>
      editWork(tx, deed, number, input({ title: "Nightly roster feed", owner: cast.id.sam }), 1),
    );
    const told = await listHistory(db.read, deed.by, id, "this work");
    expect(told.map(({ kind }) => kind)).toEqual(["work handed over", "work edited", "work planned"]);
    expect(told[1]?.parts.join("")).toContain("title from “Roster feed” to “Nightly roster feed”");
    expect((await getWork(db.read, deed.by, number)).owner?.name).toBe("Sam Park");
  });

  it("is seen as narrowly as the restricted request that it serves", async () => {
    const ada = await cast.deed("ada");
    const secret = await db.write(tx =>
      createRecord(
        tx,
        ada,
        { kind: "request", title: "Old accounts", state: "accepted", audience: "restricted", words: "" },
        { kind: "request drafted", data: { title: "Old accounts" } },
      ),
    );
    const { number } = await plan("ada", { requests: [secret.id] });
    const [tess, dana] = [await cast.deed("tess"), await cast.deed("dana")];
    await expect(getWork(db.read, tess.by, number)).rejects.toMatchObject({ code: "not_found" });
    const listed = await listWork(db.read, tess.by, { sort: "number" }, 100);
    expect(listed.map(row => row.record.number)).not.toContain(number);
    await expect(getWork(db.read, dana.by, number)).resolves.toMatchObject({ record: { number } });
  });

  it("refuses a goal that is not there", async () => {
    await expect(plan("dana", { goals: [cast.id.ana] })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("the effort log", () => {
  const log = async (who: Name, number: number, hours: number, day = "2026-11-20") => {
    const deed = await cast.deed(who);
    return db.write(tx => logEffort(tx, deed, number, { hours, day, hoursLeft: undefined, note: undefined }));
  };

  it("adds up, and what is left goes down", async () => {
    const { number } = await plan();
    await move("priya", number, { move: "start" });
    await log("priya", number, 4);
    await log("sam", number, 3.5);
    const { by } = await cast.deed("ana");
    expect((await getWork(db.read, by, number)).work).toMatchObject({ hoursLogged: 7.5, hoursLeft: 2.5 });
  });

  it.each([
    ["a day in the future", 2, "2026-11-24"],
    ["more hours than the day has left", 23, "2026-11-20"],
  ])("refuses %s", async (_, hours, day) => {
    const { number } = await plan();
    await move("priya", number, { move: "start" });
    await log("dana", number, 2, "2026-11-20");
    await expect(log("dana", number, hours, day)).rejects.toMatchObject({ code: "invalid" });
  });

  it("refuses hours on work that was not begun", async () => {
    const { number } = await plan();
    await expect(log("priya", number, 1)).rejects.toMatchObject({ code: "invalid" });
  });
});
