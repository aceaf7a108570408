import { beforeAll, describe, expect, test } from "vitest";
import { draftBudget, editBudget, submitBudget } from "../../src/budget/budget.actions.ts";
import { getBudget } from "../../src/budget/budget.queries.ts";
import { seenFor } from "../../src/budget/budget.rules.ts";
import { closeBudget, recordActual } from "../../src/budget/closing.actions.ts";
import { decideBudget } from "../../src/budget/decision.actions.ts";
import { endorseBudget, returnBudget, reviewBudget } from "../../src/budget/road.actions.ts";
import { stepBack } from "../../src/budget/step-back.actions.ts";
import { listHistory } from "../../src/events/events.queries.ts";
import { followerIds } from "../../src/records/records.queries.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { makeCast, type Name } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { aLine, Budgets } from "./made.ts";

let made: Budgets;
let sourceId: string;

beforeAll(async () => {
  const db = await freshDatabase();
  made = new Budgets(db, await makeCast(db));
  sourceId = (await made.source("General Fund", { 2028: 100_000_000 })).id;
});

const withSource = () => ({ lines: [aLine({ sourceId })] });
const sees = async (name: Name, number: number) => {
  const { by } = await made.cast.deed(name);
  return getBudget(made.db.read, by, number).then(
    () => true,
    () => false,
  );
};
const seenBy = async (number: number) => {
  const names: Name[] = ["priya", "lin", "marcus", "ana", "vera"];
  const seen = await Promise.all(names.map(name => sees(name, number)));
  return names.filter((_, index) => seen[index]);
};

test("goes from draft to approved by five people, and more people see it at each step", async () => {
  const number = await made.draft(withSource());
  expect((await made.get(number)).state).toBe("draft");
  expect(await seenBy(number)).toEqual(["priya", "lin", "marcus"]);

  await made.by("priya", (tx, deed) => submitBudget(tx, deed, { number }));
  expect(await seenBy(number)).toEqual(["priya", "lin", "marcus", "ana"]);

  await made.by("joe", (tx, deed) => endorseBudget(tx, deed, { number, comment: "The board asked." }));
  expect((await made.get(number)).state).toBe("submitted");
  await made.by("lin", (tx, deed) => endorseBudget(tx, deed, { number }));
  expect((await made.get(number)).state).toBe("endorsed");

  await made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number, boardDay: "2027-01-12" }));
  await made.decide(number);
  const it = await made.get(number);
  expect(it).toMatchObject({ state: "approved", row: { approvedCents: 100_000, boardDay: "2027-01-12" } });
  expect(it.steps.map(({ step, name }) => [step, name])).toEqual([
    ["endorsed for technology", "Joe Lind"],
    ["endorsed for leadership", "Lin Tran"],
    ["reviewed", "Marcus Bell"],
    ["decided", "Grace Hall"],
  ]);
  expect(await seenBy(number)).toEqual(["priya", "lin", "marcus", "ana", "vera"]);
});

test("each step is a sentence in its history", async () => {
  const number = await made.reviewed(withSource());
  await made.decide(number, [], "As asked.");
  const { record } = await made.get(number);
  const told = await listHistory(made.db.read, commandLine, record.id, "it");
  expect(told.map(({ by, parts }) => `${by} ${parts.join("")}`).reverse()).toEqual([
    "Priya Nair drafted it, $1,000",
    "Priya Nair submitted it, $1,000",
    "Lin Tran endorsed it for leadership",
    "Joe Lind endorsed it for technology; both sides have",
    "Marcus Bell reviewed the funds of it",
    "Grace Hall approved it, $1,000: “As asked.”",
  ]);
});

describe("a refusal", () => {
  test("says who can", async () => {
    const number = await made.submitted(withSource());
    await expect(made.by("mai", (tx, deed) => endorseBudget(tx, deed, { number }))).rejects.toThrow(
      "Only Joe Lind, Lin Tran, Omar Haddad, or Sam Park can endorse it.",
    );
    await expect(made.by("lin", (tx, deed) => submitBudget(tx, deed, { number }))).rejects.toMatchObject({
      code: "conflict",
    });
    const draft = await made.draft();
    await expect(made.by("lin", (tx, deed) => submitBudget(tx, deed, { number: draft }))).rejects.toThrow(
      "Only Priya Nair can submit it.",
    );
  });

  test("tells whoever has had a turn, and an author", async () => {
    const number = await made.submitted(withSource(), "lin");
    await expect(made.by("lin", (tx, deed) => endorseBudget(tx, deed, { number }))).rejects.toThrow(
      "You asked for this money, so somebody else decides on it.",
    );
    await made.by("omar", (tx, deed) => endorseBudget(tx, deed, { number }));
    await expect(made.by("omar", (tx, deed) => endorseBudget(tx, deed, { number }))).rejects.toThrow(
      "You had your turn on this request.",
    );
  });

  test("out of turn is a conflict, to who may never do it a refusal", async () => {
    const number = await made.submitted(withSource());
    await expect(made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number }))).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(made.by("tess", (tx, deed) => reviewBudget(tx, deed, { number }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("of a draft that is not complete names what is missing", async () => {
    const number = await made.draft({ justification: undefined, ifDeclined: undefined, lines: [] });
    await expect(made.by("priya", (tx, deed) => submitBudget(tx, deed, { number }))).rejects.toThrow(
      "Before it can be submitted it needs a justification, what happens if it is declined, a line.",
    );
  });

  test("of a review without a source names the line", async () => {
    const number = await made.endorsed();
    await expect(made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number }))).rejects.toThrow(
      "“Nightly feed of class lists” has no source.",
    );
    const [line] = (await made.get(number)).lines;
    const sources = new Map([[line?.id ?? "", sourceId]]);
    await made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number, sources }));
    expect((await made.get(number)).lines[0]?.sourceId).toBe(sourceId);
  });
});

describe("returned", () => {
  test.each([
    ["submitted", "sam"],
    ["endorsed", "marcus"],
    ["reviewed", "grace"],
  ] as const)("from %s by %s it is a draft, and its endorsements are void", async (state, by) => {
    const number = await made[state](withSource());
    await made.by(by, (tx, deed) => returnBudget(tx, deed, { number, comment: "Ask for less." }));
    const it = await made.get(number);
    expect(it.state).toBe("draft");
    expect(it.steps.map(({ step }) => step)).toEqual(["returned"]);
    expect(await seenBy(number)).toEqual(["priya", "lin", "marcus"]);
  });

  test("its author is told by mail, once, and goes its whole road again", async () => {
    const before = (await outboxRows(made.db)).length;
    const number = await made.endorsed(withSource());
    await made.by("marcus", (tx, deed) => returnBudget(tx, deed, { number, comment: "Ask for less." }));
    const mails = (await outboxRows(made.db)).slice(before);
    expect(mails.map(({ toAddress, subject }) => [toAddress, subject])).toEqual([
      ["priya@sanjuan.example", `B-${number} came back to you: Reading screener and Lexia licenses`],
    ]);
    expect(mails[0]?.text).toContain("Ask for less.");
    await made.by("priya", (tx, deed) => submitBudget(tx, deed, { number }));
    await made.by("lin", (tx, deed) => endorseBudget(tx, deed, { number }));
    expect((await made.get(number)).state).toBe("submitted");
  });

  test("needs words", async () => {
    const number = await made.submitted(withSource());
    await expect(
      made.by("sam", (tx, deed) => returnBudget(tx, deed, { number, comment: "" })),
    ).rejects.toThrow("“What has to change” is empty.");
  });
});

test("a step made from an older submission is refused", async () => {
  const number = await made.submitted(withSource());
  const seen = seenFor("endorse", await made.get(number));
  await made.by("sam", (tx, deed) => returnBudget(tx, deed, { number, comment: "Ask for less." }));
  const later = "2026-11-23T17:00:00Z";
  await made.by("priya", (tx, deed) => submitBudget(tx, deed, { number }), later);
  await expect(
    made.by("lin", (tx, deed) => endorseBudget(tx, deed, { number, seen }), later),
  ).rejects.toThrow("It changed since you opened this page");
});

test("an approver decides on the review that they have read", async () => {
  const number = await made.reviewed(withSource());
  const before = await made.get(number);
  const seen = seenFor("decide", before);
  const later = "2026-11-23T16:30:00Z";
  await made.by("marcus", (tx, deed) => stepBack(tx, deed, { number }), later);
  const comment = "Half of it may not be paid from this source.";
  await made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number, comment }), later);
  const lines = new Map(before.lines.map(({ id, sourceId }) => [id, { approvedCents: 100_000, sourceId }]));
  const decide = (given: number) =>
    made.by("grace", (tx, deed) => decideBudget(tx, deed, { number, lines, seen: given }), later);
  await expect(decide(seen)).rejects.toThrow("It changed since you opened this page");
  expect((await decide(seenFor("decide", await made.get(number)))).state).toBe("approved");
});

test("a request is closed by what was spent as it was read, and submitted as it was read", async () => {
  const number = await made.reviewed(withSource());
  await made.decide(number);
  await made.by("marcus", (tx, deed) => recordActual(tx, deed, { number, position: 1, cents: 5 }));
  const seen = seenFor("close", await made.get(number));
  await made.by("marcus", (tx, deed) => recordActual(tx, deed, { number, position: 1, cents: 9 }));
  await expect(made.by("marcus", (tx, deed) => closeBudget(tx, deed, { number, seen }))).rejects.toThrow(
    "It changed since you opened this page",
  );
  const draft = await made.draft(withSource());
  const read = seenFor("submit", await made.get(draft));
  const { row, lines } = await made.get(draft);
  const edited = { ...row, number: draft, version: null, title: "Twice as much", servesIds: [] };
  const twice = lines.map(line => ({ ...aLine(), label: line.label, unitCents: 2 * line.unitCents }));
  await made.by("priya", (tx, deed) => editBudget(tx, deed, { ...edited, lines: twice }));
  await expect(
    made.by("priya", (tx, deed) => submitBudget(tx, deed, { number: draft, seen: read })),
  ).rejects.toThrow("This changed");
});

test("two liaisons of one side at the same moment endorse it once", async () => {
  const number = await made.submitted(withSource());
  const [lin, omar] = await Promise.all([made.cast.deed("lin"), made.cast.deed("omar")]);
  const answers = await Promise.allSettled(
    [lin, omar].map(deed => made.db.write(tx => endorseBudget(tx, deed, { number }))),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await made.get(number)).steps).toHaveLength(1);
});

describe("a draft", () => {
  test("typed for somebody is theirs too, and the history names both", async () => {
    const record = await made.by("mai", async (tx, deed) =>
      draftBudget(tx, deed, {
        title: "Carts",
        fiscalYear: 2028,
        servesIds: [],
        lines: [],
        forWhom: "Ana Ruiz",
      }),
    );
    expect(await sees("ana", record.number)).toBe(true);
    expect(await followerIds(made.db.read, record.id)).toEqual([made.cast.id.ana, made.cast.id.mai].sort());
    const [told] = await listHistory(made.db.read, commandLine, record.id, "it");
    expect([told?.by, told?.forName]).toEqual(["Mai Vang", "Ana Ruiz"]);
  });

  test("cannot be for somebody who may not ask for money, or by one", async () => {
    const forTess = { title: "Carts", fiscalYear: 2028, servesIds: [], lines: [], forWhom: "Tess Moreno" };
    await expect(made.by("mai", (tx, deed) => draftBudget(tx, deed, forTess))).rejects.toThrow(
      "Tess Moreno cannot ask for money",
    );
    await expect(made.draft({}, "tess")).rejects.toMatchObject({ code: "forbidden" });
    await expect(made.draft({}, "vera")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is edited by its author alone, from the version they saw", async () => {
    const number = await made.draft();
    const { record } = await made.get(number);
    const input = {
      number,
      title: "Screener",
      fiscalYear: 2028,
      servesIds: [],
      lines: [aLine({ quantity: 3 })],
    };
    await expect(
      made.by("lin", (tx, deed) => editBudget(tx, deed, { ...input, version: record.version })),
    ).rejects.toThrow("Only Priya Nair can change it.");
    await made.by("priya", (tx, deed) => editBudget(tx, deed, { ...input, version: record.version }));
    const it = await made.get(number);
    expect(it).toMatchObject({ record: { title: "Screener" }, row: { askedCents: 300_000 } });
    await expect(
      made.by("priya", (tx, deed) => editBudget(tx, deed, { ...input, version: record.version })),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("cannot serve what its author may not see", async () => {
    const other = await made.draft({}, "lin");
    const hidden = (await made.get(other)).record.id;
    await expect(made.draft({ servesIds: [hidden] })).rejects.toThrow("“Goals and requests served”");
  });

  test("cannot ask a source that is not there, or for more than can be counted", async () => {
    const nowhere = "00000000-0000-7000-8000-000000000000";
    await expect(made.draft({ lines: [aLine({ sourceId: nowhere })] })).rejects.toThrow("“Source” names");
    const most = aLine({ unitCents: Number.MAX_SAFE_INTEGER });
    await expect(made.draft({ lines: [most, most] })).rejects.toThrow("more than can be counted to the cent");
  });
});

describe("a step back", () => {
  const soon = "2026-11-23T16:59:00Z";

  test("within an hour undoes each step, and both rows stay", async () => {
    const number = await made.submitted(withSource());
    await made.by("priya", (tx, deed) => stepBack(tx, deed, { number }), soon);
    expect((await made.get(number)).state).toBe("draft");
    await made.by("priya", (tx, deed) => submitBudget(tx, deed, { number }), soon);
    await made.by("lin", (tx, deed) => endorseBudget(tx, deed, { number }), soon);
    await made.by("joe", (tx, deed) => endorseBudget(tx, deed, { number }), soon);
    await made.by("joe", (tx, deed) => stepBack(tx, deed, { number }), soon);
    expect(await made.get(number)).toMatchObject({ state: "submitted", steps: [{ name: "Lin Tran" }] });
    await made.by("sam", (tx, deed) => endorseBudget(tx, deed, { number }), soon);
    await made.by("marcus", (tx, deed) => returnBudget(tx, deed, { number, comment: "No." }), soon);
    await made.by("marcus", (tx, deed) => stepBack(tx, deed, { number }), soon);
    expect((await made.get(number)).steps.map(({ name }) => name)).toEqual(["Lin Tran", "Sam Park"]);
    await made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number }), soon);
    await made.by("marcus", (tx, deed) => stepBack(tx, deed, { number }), soon);
    expect((await made.get(number)).state).toBe("endorsed");
  });

  test("is for whoever took the step, within an hour, while nothing followed", async () => {
    const number = await made.submitted(withSource());
    await expect(made.by("lin", (tx, deed) => stepBack(tx, deed, { number }), soon)).rejects.toThrow(
      "taken back",
    );
    await expect(
      made.by("priya", (tx, deed) => stepBack(tx, deed, { number }), "2026-11-23T17:01:00Z"),
    ).rejects.toThrow("within an hour");
    await made.by("lin", (tx, deed) => endorseBudget(tx, deed, { number }), soon);
    await expect(made.by("priya", (tx, deed) => stepBack(tx, deed, { number }), soon)).rejects.toThrow(
      "only if nothing followed",
    );
  });
});
