import { describe, expect, test } from "vitest";
import {
  type BudgetVerb,
  budgetStates,
  budgetVerbs,
  canBudget,
  openIn,
  type Standing,
} from "../../src/budget/budget.rules.ts";
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
