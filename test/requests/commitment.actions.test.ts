import { describe, expect, it } from "vitest";
import { listEstimates } from "../../src/estimates/estimates.queries.ts";
import { commitRequest, takeBackCommitment } from "../../src/requests/commitment.actions.ts";
import { estimateRequest } from "../../src/requests/delivery.actions.ts";
import { listKeys } from "../../src/requests/requests.queries.ts";
import { stepBack } from "../../src/requests/step-back.actions.ts";
import { makeCast, type Name } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { requestMaker } from "./made-requests.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const make = requestMaker(db, cast);

const commit = (number: number, name: Name, promised = make.promised) =>
  make.as(name, "2026-11-23T17:00:00Z")((tx, deed) => commitRequest(tx, deed, make.about(number), promised));
const estimate = (number: number, hours: number, given = {}) =>
  make.as(
    "priya",
    "2026-11-23T17:10:00Z",
  )((tx, deed) => estimateRequest(tx, deed, make.about(number), make.estimate(hours, given)));
const keys = async (number: number) =>
  (await listKeys(db.read, (await make.see(number)).id)).map(key => key.side);

describe("an estimate", () => {
  it("moves an accepted request on, and its next version keeps the state and the one before", async () => {
    const number = await make.accepted();
    await estimate(number, 40);
    expect((await make.see(number)).state).toBe("estimated");
    await estimate(number, 60, {
      lines: [
        { label: "Feed", kind: "services", quantity: 2, unitCents: 50_000, recurrence: "annual", years: 3 },
        { label: "Kit", kind: "hardware", quantity: 1, unitCents: 19_99, recurrence: "one-time" },
      ],
    });
    const { id, state, owner } = await make.see(number);
    expect([state, owner?.name]).toEqual(["estimated", "Priya Nair"]);
    const versions = await listEstimates(db.read, id);
    expect(versions.map(each => [each.version, each.likelyHours, each.costCents])).toEqual([
      [2, 60, 301_999],
      [1, 40, 0],
    ]);
    expect(versions.map(each => each.supersededAt !== null)).toEqual([false, true]);
  });

  it("refuses sums beyond counting", async () => {
    const line = {
      label: "All",
      kind: "other",
      quantity: 1_000_000,
      unitCents: 99_999_999_999,
      recurrence: "one-time",
    };
    await expect(estimate(await make.accepted(), 4, { lines: [line] })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("a commitment", () => {
  it("takes one liaison below the threshold", async () => {
    const number = await make.estimated(80);
    expect((await commit(number, "lin")).missingKey).toBeNull();
    const { state, row } = await make.see(number);
    expect([state, row.windowFrom, row.windowTo, row.rank]).toEqual([
      "committed",
      "2027-01-11",
      "2027-01-29",
      3,
    ]);
  });

  it("takes one of each side above it, and they may have accepted it", async () => {
    const number = await make.estimated(80.25);
    expect((await commit(number, "lin")).missingKey).toBe("technology");
    expect((await make.see(number)).state).toBe("estimated");
    await expect(commit(number, "omar")).rejects.toMatchObject({
      code: "conflict",
      message: "The key of leadership is there. The one of technology is missing.",
    });
    expect((await commit(number, "joe")).missingKey).toBeNull();
    expect((await make.see(number)).state).toBe("committed");
    expect((await make.history(number)).slice(0, 2)).toEqual([
      "Joe Lind committed this request for Jan 11 to 29, 2027, rank 3",
      "Lin Tran gave the key of leadership to commit this request for Jan 11 to 29, 2027, rank 3",
    ]);
  });

  it("takes two keys for money too", async () => {
    const number = await make.accepted();
    const line = {
      label: "Kits",
      kind: "hardware",
      quantity: 1,
      unitCents: 1_000_001,
      recurrence: "one-time",
    };
    await estimate(number, 8, { lines: [line] });
    expect((await commit(number, "joe")).missingKey).toBe("leadership");
  });

  it("takes two keys to the same promise", async () => {
    const number = await make.estimated(100);
    await commit(number, "lin");
    const later = { ...make.promised, to: "2027-03-01" };
    expect((await commit(number, "joe", later)).missingKey).toBe("leadership");
    expect(await keys(number)).toEqual(["technology"]);
    expect((await commit(number, "lin", later)).missingKey).toBeNull();
  });

  it("loses its keys to a new estimate above the threshold, before and after", async () => {
    const number = await make.estimated(100);
    await commit(number, "lin");
    await estimate(number, 120);
    expect(await keys(number)).toEqual([]);
    expect((await make.history(number))[0]).toContain("its keys are void");
    await commit(number, "lin");
    await commit(number, "sam");
    await estimate(number, 200);
    expect((await make.see(number)).state).toBe("committed");
    expect((await commit(number, "sam")).missingKey).toBe("leadership");
    expect((await commit(number, "omar")).missingKey).toBeNull();
    expect((await make.see(number)).state).toBe("committed");
    await expect(commit(number, "lin")).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps one key through a new estimate below the threshold", async () => {
    const number = await make.estimated(100);
    await commit(number, "lin");
    await estimate(number, 60);
    expect(await keys(number)).toEqual(["leadership"]);
    expect((await commit(number, "lin")).missingKey).toBeNull();
  });

  it("is nobody's own", async () => {
    const number = await make.submitted({ forWhom: "Joe Lind" }, undefined, "lin");
    await expect(commit(number, "lin")).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    [{ from: "2027-02-01", to: "2027-01-01", rank: 1 }],
    [{ from: "2026-01-01", to: "2026-11-22", rank: 1 }],
  ])("refuses the window %o", async promised => {
    await expect(commit(await make.estimated(), "lin", promised)).rejects.toMatchObject({ code: "invalid" });
  });

  it("can be taken back with a reason, which voids the keys", async () => {
    const number = await make.estimated(100);
    await commit(number, "lin");
    await commit(number, "joe");
    await make.as("omar")((tx, deed) =>
      takeBackCommitment(tx, deed, make.about(number), { reason: "The vendor is late." }),
    );
    expect((await make.see(number)).state).toBe("estimated");
    expect(await keys(number)).toEqual([]);
  });

  it("can be stepped back by the one who turned the last key, whose key alone is gone", async () => {
    const number = await make.estimated(100);
    await commit(number, "lin");
    await commit(number, "joe");
    const back = (name: Name) =>
      make.as(name, "2026-11-23T17:30:00Z")((tx, deed) => stepBack(tx, deed, make.about(number)));
    await expect(back("lin")).rejects.toMatchObject({ code: "conflict" });
    await back("joe");
    expect((await make.see(number)).state).toBe("estimated");
    expect(await keys(number)).toEqual(["leadership"]);
  });
});
