import { describe, expect, it } from "vitest";
import {
  canHandOver,
  clearedBy,
  confirmable,
  type GoalState,
  type GoalVerb,
  goalMoves,
  goalStates,
  goalVerbs,
  isConfirmed,
  type RuledGoal,
  refusalOf,
  seatRoles,
  sidesOf,
} from "../../src/goals/goals.rules.ts";
import { formatValue } from "../../src/goals/measures.rules.ts";
import { refusal } from "../../src/goals/refusals.rules.ts";
import { stepBackOf } from "../../src/goals/step-back.rules.ts";
import type { Actor, Side } from "../../src/shared/deed.ts";
import { roles } from "../../src/shared/deed.ts";
import { type Permission, permissions, type Reach } from "../../src/shared/permissions.ts";

const actor = (given: Partial<Actor> = {}): Actor => ({
  id: "me",
  name: "Me",
  role: "leader",
  side: "leadership",
  isAdmin: false,
  isApprover: false,
  liaisonSide: null,
  ...given,
});

const goal = (given: Partial<Omit<RuledGoal, "seats">> & { seats?: Partial<RuledGoal["seats"]> } = {}) => ({
  state: "active" as GoalState,
  confirmed: { sponsor: false, partner: false },
  names: { sponsor: "Ana Ruiz", partner: "Dana Okafor", author: "Tess Moreno" },
  gone: [],
  ...given,
  seats: { author: "a", requester: null, sponsor: "s", partner: "p", ...given.seats },
});

/** The rights by which product.md lets a verb be done in a state, written out once more as its prose says it. */
const expected: Partial<Record<GoalVerb, [GoalState, Permission[]][]>> = {
  edit: [
    ["draft", ["draft a goal"]],
    ["active", ["tend a goal"]],
    ["on hold", ["tend a goal"]],
  ],
  propose: [["draft", ["draft a goal"]]],
  discard: [["draft", ["draft a goal"]]],
  confirm: [
    ["proposed", ["confirm a goal"]],
    ["active", ["confirm a goal"]],
  ],
  "send back": [["proposed", ["send a goal back"]]],
  "check in": [["active", ["tend a goal"]]],
  "add a reading": [["active", ["tend a goal"]]],
  hold: [["active", ["tend a goal"]]],
  resume: [["on hold", ["tend a goal"]]],
  achieve: [["active", ["tend a goal"]]],
  retire: [["active", ["tend a goal"]]],
  "hand over": [["active", ["tend a goal"]]],
};

const reaches = (reach: Reach, relation: "own" | "mine" | "none") => reach === "any" || reach === relation;

const seatsFor = { own: { author: "me" }, mine: { partner: "me" }, none: {} } as const;

const cells = (Object.keys(expected) as GoalVerb[]).flatMap(verb =>
  (expected[verb] ?? []).flatMap(([state, rights]) =>
    ([...roles, "liaison", "admin"] as const).flatMap(column =>
      (["own", "mine", "none"] as const).map(relation => {
        const row = rights.map(right => permissions[right]);
        return { verb, state, column, relation, may: row.some(each => reaches(each[column], relation)) };
      }),
    ),
  ),
);

describe("who may do what to a goal", () => {
  it.each(cells)("$column, $relation: $verb a goal that is $state: $may", cell => {
    // A liaison or administrator who is a viewer by role has no other rights than those of that column.
    const who = actor({
      role: cell.column === "liaison" || cell.column === "admin" ? "viewer" : cell.column,
      liaisonSide: cell.column === "liaison" ? "technology" : null,
      isAdmin: cell.column === "admin",
    });
    const refused = refusalOf(who, cell.verb, goal({ state: cell.state, seats: seatsFor[cell.relation] }));
    expect(refused).toBe(cell.may ? null : "right");
  });

  it("counts a goal made for somebody as theirs", () => {
    expect(refusalOf(actor(), "propose", goal({ state: "draft", seats: { requester: "me" } }))).toBeNull();
  });

  it("lets nobody who is no person do anything", () => {
    const time = actor({ id: null, role: "system" });
    for (const verb of Object.keys(goalVerbs) as GoalVerb[])
      for (const state of goalStates) expect(refusalOf(time, verb, goal({ state }))).toBe("right");
  });
});

describe("the states of a goal", () => {
  it("has the moves of the plan and no other", () => {
    const moves = (Object.keys(goalMoves) as (keyof typeof goalMoves)[]).flatMap(verb =>
      Object.keys(goalVerbs[verb])
        .filter(from => from !== goalMoves[verb])
        .map(from => `${from} → ${goalMoves[verb]}`),
    );
    expect(moves.sort()).toEqual([
      "active → achieved",
      "active → on hold",
      "active → retired",
      "draft → discarded",
      "draft → proposed",
      "on hold → active",
      "proposed → active",
      "proposed → draft",
    ]);
  });

  it("refuses a verb of another state as a conflict, and says when it can be done", () => {
    const error = refusal(actor({ id: "s" }), "check in", goal({ state: "retired" }));
    expect(error?.code).toBe("conflict");
    expect(error?.message).toBe("This goal is retired. Only one that is active can be checked in on.");
  });
});

describe("a refusal", () => {
  it("names who can", () => {
    const stranger = actor({ role: "educator" });
    const words = (verb: GoalVerb, state: GoalState) => refusal(stranger, verb, goal({ state }))?.message;
    expect(words("check in", "active")).toBe(
      "Only the sponsor, Ana Ruiz, the partner, Dana Okafor, or a liaison can check in on this goal.",
    );
    expect(words("confirm", "proposed")).toBe(
      "Only the sponsor, Ana Ruiz, or the partner, Dana Okafor, can confirm this goal.",
    );
    expect(words("edit", "draft")).toBe("Only the author, Tess Moreno, or a liaison can edit this goal.");
    expect(words("send back", "proposed")).toBe("Only a liaison can send this goal back.");
  });
});

describe("the handshake", () => {
  const seatToConfirm = (person: Actor, it: RuledGoal) => confirmable(person, it)[0]?.seat ?? null;

  it("asks each seat once, and only its own person", () => {
    expect(seatToConfirm(actor({ id: "s" }), goal({ state: "proposed" }))).toBe("sponsor");
    expect(seatToConfirm(actor({ id: "p" }), goal({ state: "proposed" }))).toBe("partner");
    const confirmed = { sponsor: true, partner: false };
    expect(seatToConfirm(actor({ id: "s" }), goal({ state: "proposed", confirmed }))).toBeNull();
    expect(seatToConfirm(actor({ liaisonSide: "leadership" }), goal({ state: "proposed" }))).toBeNull();
  });

  it("is given by those roles to which the table gives it", () => {
    expect(seatRoles).toEqual(["leader", "technologist", "finance"]);
  });

  it("takes a deputy's word for the seat's, and no other deed of a deputy", () => {
    const sponsor = { ...actor({ id: "s" }), id: "s", role: "leader" as const };
    const deputy = actor({ id: "x", role: "educator", standsFor: [sponsor] });
    expect(
      confirmable(deputy, goal({ state: "proposed" })).map(({ seat, place }) => [seat, place.id]),
    ).toEqual([["sponsor", "s"]]);
    expect(refusalOf(deputy, "hold", goal({ state: "active" }))).toBe("right");
    const other = {
      confirmed: { sponsor: false, partner: true },
      confirmedBy: { sponsor: null, partner: "x" },
    };
    expect(confirmable(deputy, goal({ state: "proposed", ...other }))).toEqual([]);
  });

  it("takes no second word of whoever gave the other side's, and a first one of whoever did not", () => {
    const gave = {
      confirmed: { sponsor: false, partner: true },
      confirmedBy: { sponsor: null, partner: "s" },
    };
    expect(confirmable(actor({ id: "s" }), goal({ state: "proposed", ...gave }))).toEqual([]);
    const old = { confirmed: { sponsor: false, partner: true }, confirmedBy: { sponsor: "s", partner: "p" } };
    expect(confirmable(actor({ id: "s" }), goal({ state: "proposed", ...old }))).toHaveLength(1);
  });

  it("hands over one's own seat alone, a liaison any", () => {
    const it = goal({ state: "active" });
    expect([
      canHandOver(actor({ id: "s" }), it, "sponsor"),
      canHandOver(actor({ id: "s" }), it, "partner"),
    ]).toEqual([true, false]);
    expect(canHandOver(actor({ id: "l", liaisonSide: "leadership" }), it, "partner")).toBe(true);
    expect(canHandOver(actor({ id: "x" }), it, "sponsor")).toBe(false);
  });

  it("is whole with both words", () => {
    const words = [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const;
    const whole = words.map(([sponsor, partner]) => isConfirmed({ confirmed: { sponsor, partner } }));
    expect(whole).toEqual([true, false, false, false]);
  });

  it("loses the other side's word by a change, and both by somebody who sits on neither", () => {
    const confirmed = { sponsor: true, partner: true };
    expect(clearedBy(actor({ id: "s" }), goal({ confirmed }))).toEqual(["partner"]);
    expect(clearedBy(actor({ id: "p" }), goal({ confirmed }))).toEqual(["sponsor"]);
    expect(clearedBy(actor({ id: "x" }), goal({ confirmed }))).toEqual(["sponsor", "partner"]);
  });
});

describe("speaking for a side", () => {
  it.each<[string, Partial<Actor>, Side[]]>([
    ["the sponsor for leadership", { id: "s" }, ["leadership"]],
    ["the partner for technology", { id: "p", role: "technologist" }, ["technology"]],
    ["a liaison for the term's side", { id: "l", liaisonSide: "educators" }, ["educators"]],
    ["a sponsor in a term for both", { id: "s", liaisonSide: "technology" }, ["leadership", "technology"]],
    ["anybody else for none", { id: "x" }, []],
  ])("is %s", (_, who, sides) => {
    expect(sidesOf(actor(who), goal())).toEqual(sides);
  });
});

describe("a step back", () => {
  const at = new Date("2026-11-23T16:00:00Z");
  const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
  const held = { kind: "goal held", at, byId: "me", data: {} };
  const onHold = { ...goal({ state: "on hold", seats: { sponsor: "me" } }), row: { activeAt: null } };

  it("goes to the state before, within the hour, by the mover", () => {
    expect(stepBackOf({ by: actor(), now: minutes(60) }, onHold, held)).toMatchObject({ state: "active" });
    expect(stepBackOf({ by: actor(), now: minutes(61) }, onHold, held)).toBeNull();
    expect(stepBackOf({ by: actor({ id: "x" }), now: minutes(1) }, onHold, held)).toBe("not yours");
  });

  const activeAt = new Date("2026-11-23T15:59:00Z");
  const confirmed = { kind: "goal confirmed", at, byId: "me" };
  const active = { ...goal({ seats: { sponsor: "me" } }), row: { activeAt } };
  const unsaid = { sponsorConfirmedAt: null, sponsorConfirmedById: null };
  it.each([
    [{}, "active", unsaid, "unconfirmed"],
    [{ active: true }, "proposed", { ...unsaid, activeAt: null }, "proposed"],
    [{ wasFromPlan: true }, "active", { ...unsaid, fromPlanAt: activeAt }, "unconfirmed"],
  ])("of a confirmation that says %j leaves %s, and the row as it was", (data, state, row, to) => {
    const last = { ...confirmed, data: { side: "leadership", ...data } };
    const words = { from: "confirmed for leadership", to };
    const undone = { state, audience: "board", row, words };
    expect(stepBackOf({ by: actor(), now: minutes(1) }, active, last)).toEqual(undone);
  });

  it.each([
    ["goal held", "on hold", "board", "active"],
    ["goal proposed", "proposed", "seats", "draft"],
  ] as const)("of “%s” is seen as before", (kind, state, audience, to) => {
    const moved = { ...goal({ state, seats: { author: "me", sponsor: "me" } }), row: { activeAt: null } };
    const undone = { state: to, audience, row: {}, words: { from: state, to } };
    expect(stepBackOf({ by: actor(), now: minutes(1) }, moved, { ...held, kind })).toEqual(undone);
  });

  it("is gone with the right to the step", () => {
    const since = actor({ role: "educator" });
    expect(stepBackOf({ by: since, now: minutes(1) }, onHold, held)).toBe("hold");
  });

  it("is gone once something followed", () => {
    const read = { ...held, kind: "reading added" };
    expect(stepBackOf({ by: actor(), now: minutes(1) }, onHold, read)).toBeNull();
  });
});

it.each([
  [1, "days", "1 day"],
  [-1, "points below standard", "−1 point below standard"],
  [1, "children", "1 child"],
  [1, "families", "1 family"],
  [1, "%", "1%"],
  [2, "days", "2 days"],
  [1, "class", "1 class"],
])("a value of %i %s reads “%s”", (value, unit, words) => {
  expect(formatValue(value, unit)).toBe(words);
});
