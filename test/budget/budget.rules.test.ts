import { describe, expect, test } from "vitest";
import {
  type BudgetVerb,
  budgetStates,
  budgetVerbs,
  canBudget,
  canEverBudget,
  couldStill,
  openIn,
  placeFor,
  placesFor,
  type Standing,
  seenFor,
  takesBoard,
  whyNot,
} from "../../src/budget/budget.rules.ts";
import { stepToTakeBack } from "../../src/budget/step-back.rules.ts";
import { type Person, type Role, roles, type Side, sides } from "../../src/shared/deed.ts";
import { type Permission, permissions, type Reach } from "../../src/shared/permissions.ts";

const person = (given: Partial<Person> = {}): Person => ({
  id: "someone",
  name: "Someone",
  role: "educator",
  side: null,
  isAdmin: false,
  isApprover: false,
  liaisonSide: null,
  ...given,
});

const standing = (verb: BudgetVerb, given: Partial<Standing> = {}): Standing => ({
  state: openIn[verb][0] ?? "draft",
  authorIds: ["author"],
  steps: [],
  ...given,
});

const permissionOf = {
  edit: "ask for money",
  submit: "ask for money",
  endorse: "endorse money",
  return: "endorse money",
  review: "review money",
  decide: "decide money",
  "record actuals": "review money",
  close: "review money",
} as const satisfies Partial<Record<BudgetVerb, Permission>>;

const reaches = (reach: Reach, own: boolean) =>
  reach === "any" || (reach === "own" && own) || (reach === "any but own" && !own);

/** Every cell of the matrix: a role alone, a role in a liaison term, an administrator. */
const cells = Object.entries(permissionOf).flatMap(([verb, permission]) =>
  [...roles, "liaison" as const, "admin" as const].flatMap(column =>
    [false, true].map(own => ({
      verb: verb as BudgetVerb,
      column,
      own,
      reach: permissions[permission][column],
    })),
  ),
);

const holder = (column: Role | "liaison" | "admin", own: boolean): Person =>
  person({
    id: own ? "author" : "someone",
    role: column === "liaison" || column === "admin" ? "viewer" : column,
    isAdmin: column === "admin",
    liaisonSide: column === "liaison" ? "technology" : null,
    isApprover: true,
  });

test.each(cells)("$column: $verb, own $own", ({ verb, column, own, reach }) => {
  expect(canBudget(holder(column, own), verb, standing(verb))).toBe(reaches(reach, own));
});

test("a verb is open in its states alone", () => {
  const all = person({ role: "finance", isApprover: true, liaisonSide: "leadership" });
  for (const verb of budgetVerbs)
    for (const state of budgetStates) {
      const own = permissionOf[verb as keyof typeof permissionOf] === "ask for money";
      const it = standing(verb, {
        state,
        authorIds: own ? ["someone"] : verb === "take up" ? [] : ["author"],
      });
      expect([verb, state, canBudget(all, verb, it)]).toEqual([verb, state, openIn[verb].includes(state)]);
    }
});

describe("endorsing", () => {
  const liaison = (liaisonSide: Side | null, id = "someone") => person({ role: "leader", liaisonSide, id });

  test("takes one liaison of each of leadership and technology", () => {
    const able = sides.filter(side => canBudget(liaison(side), "endorse", standing("endorse")));
    expect(able).toEqual(["leadership", "technology"]);
    expect(canBudget(liaison(null), "endorse", standing("endorse"))).toBe(false);
  });

  test("is done once for a side", () => {
    const it = standing("endorse", { steps: [{ step: "endorsed for leadership", personId: "other" }] });
    expect(canBudget(liaison("leadership"), "endorse", it)).toBe(false);
    expect(canBudget(liaison("technology"), "endorse", it)).toBe(true);
  });

  test("a liaison of either side, and of educators, can return it", () => {
    expect(sides.every(side => canBudget(liaison(side), "return", standing("return")))).toBe(true);
  });
});

describe("five different people", () => {
  const all = person({ role: "finance", isApprover: true, liaisonSide: "technology" });
  const turns = [
    ["endorse", "endorsed for leadership"],
    ["review", "endorsed for technology"],
    ["decide", "endorsed for leadership"],
    ["decide", "reviewed"],
  ] as const;

  test.each(turns)("who may not %s: whoever %s it", (verb, step) => {
    const had = standing(verb, { steps: [{ step, personId: "someone" }] });
    const other = standing(verb, { steps: [{ step, personId: "other" }] });
    expect(canBudget(all, verb, had)).toBe(false);
    expect(canBudget(all, verb, other)).toBe(true);
  });

  test("whoever returned it before may have a turn", () => {
    const it = standing("endorse", { steps: [{ step: "returned", personId: "someone" }] });
    expect(canBudget(all, "endorse", it)).toBe(true);
  });

  test("who wrote it and for whom it was written are both its author", () => {
    const it = standing("review", { authorIds: ["typist", "someone"] });
    expect(canBudget(all, "review", it)).toBe(false);
  });
});

test("deciding takes the approver flag, and the flag alone gives nothing", () => {
  const it = standing("decide");
  expect(canBudget(person({ role: "leader" }), "decide", it)).toBe(false);
  expect(canBudget(person({ role: "leader", isApprover: true }), "decide", it)).toBe(true);
  expect(canBudget(person({ role: "technologist", isApprover: true }), "decide", it)).toBe(false);
});

test("only a draft without an author can be taken up", () => {
  const leader = person({ role: "leader" });
  expect(canBudget(leader, "take up", standing("take up", { authorIds: [] }))).toBe(true);
  expect(canBudget(leader, "take up", standing("take up"))).toBe(false);
  expect(canBudget(person(), "take up", standing("take up", { authorIds: [] }))).toBe(false);
});

describe("a return", () => {
  const finance = person({ role: "finance" });
  const approver = person({ role: "leader", isApprover: true });
  const liaison = person({ role: "leader", liaisonSide: "leadership" });
  test.each([
    ["submitted", [false, false, true]],
    ["endorsed", [true, false, false]],
    ["reviewed", [false, true, false]],
    ["approved", [false, false, false]],
  ] as const)("of a %s one is whose step it waits for: finance, approver, liaison: %j", (state, who) => {
    const it = standing("return", { state });
    expect([finance, approver, liaison].map(each => canBudget(each, "return", it))).toEqual(who);
  });
});

/** What a column may ever do, whoever's request it is. */
const everGiven = (verb: BudgetVerb, column: Role | "liaison" | "admin", isApprover: boolean): boolean => {
  const given = (permission: Permission) => permissions[permission][column] !== "–";
  if (verb === "decide") return isApprover && given("decide money");
  if (verb === "return")
    return given("endorse money") || given("review money") || (isApprover && given("decide money"));
  return given(verb === "take up" ? "ask for money" : permissionOf[verb]);
};

describe("whether there is any request at all", () => {
  const everyone = [...roles, "liaison" as const, "admin" as const].flatMap(column =>
    [false, true].map(isApprover => ({ column, isApprover })),
  );
  test.each(everyone)("$column, approver $isApprover", ({ column, isApprover }) => {
    const who = { ...holder(column, false), isApprover };
    for (const verb of budgetVerbs)
      expect([verb, canEverBudget(who, verb)]).toEqual([verb, everGiven(verb, column, isApprover)]);
  });
});

describe("a step that could still be taken, one's own turn aside", () => {
  const steps = [{ step: "reviewed", personId: "someone" }] as const;
  test.each([
    ["endorse", person({ liaisonSide: "technology" }), true],
    ["endorse", person({ liaisonSide: "educators" }), false],
    ["endorse", person({ id: "author", liaisonSide: "technology" }), false],
    ["decide", person({ role: "leader", isApprover: true }), true],
    ["decide", person({ role: "leader" }), false],
    ["review", person({ role: "finance" }), true],
    ["review", person({ role: "leader", isApprover: true }), false],
    ["close", person({ role: "finance" }), true],
    ["submit", person({ id: "author", role: "leader" }), true],
  ] as const)("%s", (verb, who, is) => {
    expect(couldStill(who, verb, standing(verb, { steps: [...steps] }))).toBe(is);
  });
});

describe("in somebody's place", () => {
  const finance = person({ id: "marcus", role: "finance" });
  const deputy = person({ role: "leader", standsFor: [finance] });
  test("a deputy reviews and returns, and records nothing", () => {
    const who = (verb: BudgetVerb) => placeFor(deputy, verb, standing(verb), "marcus")?.id ?? null;
    expect(who("review")).toBe("marcus");
    expect([who("record actuals"), who("close"), who("submit")]).toEqual([null, null, null]);
    expect(placesFor(deputy, "review", standing("review")).map(({ id }) => id)).toEqual(["marcus"]);
  });

  test("is one's own where nobody is named, and nobody's where one is no deputy", () => {
    expect(placeFor(finance, "review", standing("review"), null)?.id).toBe("marcus");
    expect(placeFor(deputy, "review", standing("review"), null)).toBeNull();
    expect(placeFor(deputy, "review", standing("review"), "stranger")).toBeNull();
  });

  test("neither takes two steps, nor one on what either wrote", () => {
    for (const part of ["someone", "marcus"]) {
      const steps = [{ step: "endorsed for leadership", personId: part }] as const;
      expect(placeFor(deputy, "review", standing("review", { steps: [...steps] }), "marcus")).toBeNull();
      expect(placeFor(deputy, "review", standing("review", { authorIds: [part] }), "marcus")).toBeNull();
    }
  });
});

describe("why somebody with the right still may not", () => {
  const liaison = person({ liaisonSide: "technology" });
  test.each([
    ["their own", person({ id: "author", role: "finance" }), "review", {}, /You asked for this money/],
    ["their turn was", liaison, "endorse", { step: "reviewed", personId: "someone" }, /You had your turn/],
    [
      "their side has",
      liaison,
      "endorse",
      { step: "endorsed for technology", personId: "x" },
      /for technology already/,
    ],
    ["the other side has", liaison, "endorse", { step: "endorsed for leadership", personId: "x" }, null],
    ["a turn that is no step", liaison, "return", { step: "reviewed", personId: "someone" }, null],
  ] as const)("%s", (_, who, verb, step, words) => {
    const said = whyNot(who, verb, standing(verb, "step" in step ? { steps: [step] } : {}));
    if (words === null) expect(said).toBeNull();
    else expect(said).toMatch(words);
  });
});

test("a turn that somebody had ends the three steps for them, and nothing else", () => {
  const had = { steps: [{ step: "endorsed for leadership", personId: "someone" }] } as const;
  const ended = budgetVerbs.filter(
    verb =>
      whyNot(person({ liaisonSide: "technology" }), verb, standing(verb, { steps: [...had.steps] })) !== null,
  );
  expect(ended).toEqual(["endorse", "review", "decide"]);
});

test("the board decides above its threshold, and not at it", () => {
  expect([takesBoard(100, { boardCents: 100 }), takesBoard(101, { boardCents: 100 })]).toEqual([false, true]);
});

test("what a form has seen is the submission; for a decision the last review, for a closing every entry", () => {
  const at = (ms: number) => new Date(ms);
  const sight = {
    record: { version: 3, eventCount: 9 },
    row: { submittedAt: at(500) },
    steps: [
      { step: "reviewed", at: at(600) },
      { step: "endorsed for leadership", at: at(700) },
    ] as const,
  };
  const seen = (["submit", "close", "endorse", "decide"] as const).map(verb => seenFor(verb, sight));
  expect(seen).toEqual([3, 9, 500, 600]);
  expect(seenFor("decide", { ...sight, steps: [] })).toBe(500);
});

describe("a step is taken back", () => {
  const at = new Date("2026-11-23T16:00:00Z");
  const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
  const last = { kind: "budget reviewed", at, byId: "someone", data: {} };
  const it = standing("decide", { steps: [{ step: "reviewed", personId: "someone" }] });
  const finance = person({ role: "finance" });
  test.each([
    ["by who took it", finance, minutes(60), last, "budget reviewed"],
    ["no more after an hour", finance, minutes(61), last, null],
    ["by nobody else", person({ id: "other", role: "finance" }), minutes(1), last, null],
    ["not without the right to it", person({ role: "leader" }), minutes(1), last, null],
    ["not where something else came last", finance, minutes(1), { ...last, kind: "budget edited" }, null],
  ] as const)("%s", (_, who, now, event, step) => {
    expect(stepToTakeBack(who, now, it, event)).toBe(step);
  });
});
