import { describe, expect, it } from "vitest";
import { listHistory } from "../../src/events/events.queries.ts";
import { editGoal } from "../../src/goals/goal-edits.actions.ts";
import {
  achieveGoal,
  holdGoal,
  resumeGoal,
  retireGoal,
  stepBack,
} from "../../src/goals/goal-moves.actions.ts";
import { discardGoal, draftGoal, proposeGoal, sendBackGoal } from "../../src/goals/goals.actions.ts";
import { confirmGoal, handOver } from "../../src/goals/handshake.actions.ts";
import { addMeasure, changeMeasure } from "../../src/goals/measures.actions.ts";
import { listMeasures } from "../../src/goals/measures.queries.ts";
import { addReading } from "../../src/goals/readings.actions.ts";
import { followerIds } from "../../src/records/records.queries.ts";
import { makeCast, type Name } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { goalMaker } from "./made-goals.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const make = await goalMaker(db, cast);

const laterSameHour = "2026-11-23T16:30:00Z";
const afterAnHour = "2026-11-23T17:01:00Z";

const history = async (number: number) => {
  const goal = await make.see(number, "lin");
  const told = await listHistory(db.read, (await cast.deed("lin")).by, goal.record.id, "this goal");
  return told.map(
    event => `${event.by} ${event.parts.map(part => (typeof part === "string" ? part : "…")).join("")}`,
  );
};

const asked = async (number: number): Promise<string[]> =>
  (await outboxRows(db))
    .filter(mail => mail.subject.startsWith(`Confirm G-${number} `))
    .map(mail => mail.toAddress);

describe("drafting a goal", () => {
  it("keeps it from everyone but its author, those named and liaisons", async () => {
    const number = await make.draft();
    for (const name of ["ana", "dana", "lin", "joe"] as const)
      expect((await make.see(number, name)).state).toBe("draft");
    for (const name of ["mai", "priya", "vera", "ada", "tess"] as const)
      await expect(make.see(number, name)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is not for viewers", async () => {
    await expect(make.as("vera")((tx, deed) => draftGoal(tx, deed, make.input()))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("can be done for another, whose it then is too, and the history names both", async () => {
    const record = await make.as("joe")((tx, deed) =>
      draftGoal(tx, deed, make.input({ forWhom: "Mai Vang" })),
    );
    expect((await make.see(record.number, "mai")).seats).toMatchObject({
      author: cast.id.joe,
      requester: cast.id.mai,
    });
    await make.as("mai")((tx, deed) => proposeGoal(tx, deed, { number: record.number }));
    const told = await listHistory(db.read, (await cast.deed("lin")).by, record.id, "this goal");
    expect(told.at(-1)).toMatchObject({ by: "Joe Lind", forName: "Mai Vang" });
  });

  it("refuses a sponsor of the other side, a person who cannot confirm, and a priority that is not there", async () => {
    const refused = (given: Parameters<typeof make.input>[0]) =>
      expect(make.as("ana")((tx, deed) => draftGoal(tx, deed, make.input(given)))).rejects.toMatchObject({
        code: "invalid",
      });
    await refused({ sponsorId: cast.id.dana });
    await refused({ partnerId: cast.id.tess });
    await refused({ priorityId: cast.id.ana });
    await refused({ forWhom: "Vera Cole" });
  });

  it("makes its author and those named follow it", async () => {
    const goal = await make.see(await make.draft());
    expect(await followerIds(db.read, goal.record.id)).toEqual([cast.id.ana, cast.id.dana].sort());
  });

  it("can be discarded by its author, and taken back within the hour", async () => {
    const number = await make.draft();
    await make.as("ana")((tx, deed) => discardGoal(tx, deed, { number }));
    expect((await make.see(number)).state).toBe("discarded");
    await make.as("ana", laterSameHour)((tx, deed) => stepBack(tx, deed, { number }));
    expect((await make.see(number)).state).toBe("draft");
  });
});

describe("proposing a goal", () => {
  it("shows it to everyone and asks both sides, but not the doer", async () => {
    const number = await make.proposed();
    expect((await make.see(number, "vera")).state).toBe("proposed");
    expect(await asked(number)).toEqual(["dana@sanjuan.example"]);
  });

  it("names what is missing", async () => {
    const number = await make.draft({ sponsorId: undefined, due: undefined });
    await expect(make.as("ana")((tx, deed) => proposeGoal(tx, deed, { number }))).rejects.toThrow(
      "This goal lacks a sponsor and a day on which it is due.",
    );
  });

  it("can be answered by sending it back, with a reason", async () => {
    const number = await make.proposed();
    await expect(
      make.as("mai")((tx, deed) => sendBackGoal(tx, deed, { number }, { reason: "Too wide." })),
    ).rejects.toMatchObject({ code: "forbidden" });
    await make.as("lin")((tx, deed) => sendBackGoal(tx, deed, { number }, { reason: "Too wide." }));
    expect((await make.see(number)).state).toBe("draft");
    expect(await history(number)).toContain("Lin Tran sent this goal back to its author: “Too wide.”");
    await expect(make.see(number, "mai")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the handshake", () => {
  it("makes a goal active with the second side's word", async () => {
    const number = await make.proposed();
    expect(await make.as("dana")((tx, deed) => confirmGoal(tx, deed, { number }))).toEqual({ active: false });
    expect((await make.see(number)).state).toBe("proposed");
    expect(await make.as("ana")((tx, deed) => confirmGoal(tx, deed, { number }))).toEqual({ active: true });
    expect(await make.see(number)).toMatchObject({
      state: "active",
      confirmed: { sponsor: true, partner: true },
    });
  });

  it("waits for a first measure", async () => {
    const number = await make.proposed({ measures: [] });
    await make.as("dana")((tx, deed) => confirmGoal(tx, deed, { number }));
    expect(await make.as("ana")((tx, deed) => confirmGoal(tx, deed, { number }))).toEqual({ active: false });
    const measure = { name: "Reads", unit: "%", direction: "up" as const, target: 75 };
    const added = await make.as("ana")((tx, deed) => addMeasure(tx, deed, { number }, measure));
    expect(added.active).toBe(true);
    expect((await make.see(number)).state).toBe("active");
  });

  it("takes one's word once", async () => {
    const number = await make.proposed();
    await make.as("ana")((tx, deed) => confirmGoal(tx, deed, { number }));
    await expect(make.as("ana")((tx, deed) => confirmGoal(tx, deed, { number }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it.each<[Name, string]>([
    ["lin", "a liaison"],
    ["mai", "another leader"],
    ["ada", "an administrator"],
    ["vera", "a viewer"],
  ])("does not take the word of %s, %s", async name => {
    const number = await make.proposed();
    await expect(make.as(name)((tx, deed) => confirmGoal(tx, deed, { number }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("does not take a word about a text that changed meanwhile", async () => {
    const number = await make.proposed();
    const { version } = (await make.see(number)).record;
    await make.as("ana")((tx, deed) => editGoal(tx, deed, { number }, { ...make.input(), title: "Other" }));
    await expect(
      make.as("dana")((tx, deed) => confirmGoal(tx, deed, { number, version })),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("can be taken back within the hour, and the goal is proposed again", async () => {
    const number = await make.active();
    await make.as("dana", laterSameHour)((tx, deed) => stepBack(tx, deed, { number }));
    expect(await make.see(number)).toMatchObject({
      state: "proposed",
      confirmed: { sponsor: true, partner: false },
    });
  });
});

describe("editing", () => {
  const edit = (number: number, given: object, name: Name = "ana") =>
    make.as(name, laterSameHour)((tx, deed) => editGoal(tx, deed, { number }, { ...make.input(), ...given }));

  it.each([
    ["title", { title: "Every fourth grader" }],
    ["due day", { due: "2027-12-31" }],
    ["why", { why: "Five of ten." }],
  ])("of the %s keeps an active goal active and asks the other side again", async (_, change) => {
    const number = await make.active();
    await edit(number, change);
    expect(await make.see(number)).toMatchObject({
      state: "active",
      confirmed: { sponsor: true, partner: false },
    });
    expect(await asked(number)).toHaveLength(2);
    expect((await history(number))[0]).toMatch(/; the partner is asked to confirm again$/);
  });

  it("of anything else asks nobody", async () => {
    const number = await make.active();
    await edit(number, { schools: "38 elementary schools", rhythm: "weekly" });
    expect((await make.see(number)).confirmed).toEqual({ sponsor: true, partner: true });
  });

  it("that changes nothing leaves no trace", async () => {
    const number = await make.active();
    const { version } = (await make.see(number)).record;
    await edit(number, {});
    expect((await make.see(number)).record.version).toBe(version);
  });

  it("of a measure's target asks again, of its name does not", async () => {
    const number = await make.active();
    const [measure] = await listMeasures(db.read, [(await make.see(number)).record.id]);
    const change = (given: object) =>
      make.as("dana")((tx, deed) =>
        changeMeasure(tx, deed, { number }, measure?.id ?? "", {
          name: "Reads at level",
          unit: "%",
          direction: "up",
          baseline: 61,
          target: 75,
          ...given,
        }),
      );
    await change({ name: "Reads at grade level" });
    expect((await make.see(number)).confirmed).toEqual({ sponsor: true, partner: true });
    await change({ target: 80 });
    expect((await make.see(number)).confirmed).toEqual({ sponsor: false, partner: true });
  });

  it("by a liaison asks both sides", async () => {
    const number = await make.active();
    await edit(number, { title: "Another title" }, "lin");
    expect((await make.see(number)).confirmed).toEqual({ sponsor: false, partner: false });
  });

  it("names and unnames those who sit at a draft, and only there", async () => {
    const number = await make.draft();
    await edit(number, { partnerId: cast.id.priya, sponsorId: undefined });
    expect((await make.see(number)).seats).toMatchObject({ sponsor: null, partner: cast.id.priya });
    const active = await make.active();
    await edit(active, { partnerId: cast.id.priya });
    expect((await make.see(active)).seats.partner).toBe(cast.id.dana);
  });

  it("refuses a form that was made from an older text", async () => {
    const number = await make.active();
    const { version } = (await make.see(number)).record;
    await edit(number, { title: "First" });
    await expect(
      make.as("ana")((tx, deed) => editGoal(tx, deed, { number, version }, make.input())),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("handing over a seat", () => {
  const over = (number: number, name: Name, personId: string, seat: "sponsor" | "partner" = "partner") =>
    make.as(name)((tx, deed) => handOver(tx, deed, { number }, { seat, personId }));

  it("seats the other, who has yet to confirm", async () => {
    const number = await make.active();
    await over(number, "dana", cast.id.priya);
    expect(await make.see(number)).toMatchObject({
      seats: { partner: cast.id.priya },
      confirmed: { sponsor: true, partner: false },
      state: "active",
    });
    expect(await asked(number)).toContain("priya@sanjuan.example");
  });

  it("is for one's own seat, or by a liaison", async () => {
    const number = await make.active();
    await expect(over(number, "ana", cast.id.priya)).rejects.toMatchObject({ code: "forbidden" });
    await over(number, "lin", cast.id.priya);
    expect((await make.see(number)).seats.partner).toBe(cast.id.priya);
  });

  it("refuses a person of the other side", async () => {
    await expect(over(await make.active(), "dana", cast.id.mai)).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("the end and the pauses of a goal", () => {
  it("is put on hold with a reason, and resumed", async () => {
    const number = await make.active();
    await make.as("ana")((tx, deed) => holdGoal(tx, deed, { number }, { reason: "Waits for the levy." }));
    expect((await make.see(number)).state).toBe("on hold");
    await make.as("lin")((tx, deed) => resumeGoal(tx, deed, { number }));
    expect((await make.see(number)).state).toBe("active");
  });

  it("is achieved with the last readings, or a sentence", async () => {
    const number = await make.active();
    const achieve = (note?: string) =>
      make.as("ana")((tx, deed) => achieveGoal(tx, deed, { number }, { note }));
    await expect(achieve()).rejects.toThrow("1 of 1 measures has no reading.");
    const [measure] = await listMeasures(db.read, [(await make.see(number)).record.id]);
    await make.as("dana")((tx, deed) =>
      addReading(tx, deed, { number }, { measureId: measure?.id ?? "", day: "2026-11-20", value: 76.5 }),
    );
    await achieve();
    expect(await make.see(number)).toMatchObject({
      state: "achieved",
      row: { stateNote: "Reads at level: 76.5%, target 75%" },
    });
  });

  it("is retired with a reason, which its mover can take back for an hour", async () => {
    const number = await make.active();
    await make.as("ana")((tx, deed) => retireGoal(tx, deed, { number }, { reason: "Merged." }));
    await expect(
      make.as("lin", laterSameHour)((tx, deed) => stepBack(tx, deed, { number })),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      make.as("ana", afterAnHour)((tx, deed) => stepBack(tx, deed, { number })),
    ).rejects.toMatchObject({ code: "conflict" });
    await make.as("ana", laterSameHour)((tx, deed) => stepBack(tx, deed, { number }));
    expect((await make.see(number)).state).toBe("active");
    expect(await history(number)).toContain("Ana Ruiz took this goal a step back, from retired to active");
  });
});
