import { describe, expect, it } from "vitest";
import { keySideOf, keySides, needsTwoKeys } from "../../src/requests/keys.rules.ts";
import { assignmentChoices, couldLookAfter } from "../../src/requests/looking-after.rules.ts";
import { refusal } from "../../src/requests/refusals.rules.ts";
import {
  canDo,
  canNeedToo,
  moves,
  openStates,
  type RequestState,
  requestStates,
  type Thing,
  type Verb,
  verbs,
} from "../../src/requests/requests.rules.ts";
import { canStepBack } from "../../src/requests/step-back.rules.ts";
import { type Actor, roles } from "../../src/shared/deed.ts";
import { type Permission, permissions } from "../../src/shared/permissions.ts";

const actor = (given: Partial<Actor> = {}): Actor => ({
  id: "me",
  name: "Me",
  role: "viewer",
  side: null,
  isAdmin: false,
  isApprover: false,
  liaisonSide: null,
  ...given,
});

const thing = (state: string, whose: "own" | "other" = "other"): Thing => ({
  state,
  authorId: "author",
  requesterId: whose === "own" ? "me" : "someone",
});

describe("who looks after a request", () => {
  it("is a liaison who neither wrote it down nor asked for it", () => {
    const group = ["author", "someone", "third"].map(personId => ({
      ...{ personId, name: personId, side: "leadership" as const, from: "2026-07-01", to: "2027-06-30" },
    }));
    expect(couldLookAfter(thing("submitted"), group).map(({ personId }) => personId)).toEqual(["third"]);
  });

  it("is chosen with oneself first, and is whoever looks after it now, else oneself", () => {
    const group = ["one", "me", "third"].map(personId => ({
      ...{ personId, name: personId, side: "leadership" as const, from: "2026-07-01", to: "2027-06-30" },
    }));
    const choices = (lookedAfterById: string | null, whose: "own" | "other" = "other") =>
      assignmentChoices({ ...thing("submitted", whose), row: { lookedAfterById } }, group, "me");
    expect(choices(null).options.liaison.map(({ value }) => value)).toEqual(["me", "one", "third"]);
    expect(choices(null).options.liaison[0]?.label).toBe("me, leadership (you)");
    const begun = [choices(null), choices("third"), choices("left"), choices(null, "own")];
    expect(begun.map(({ values }) => values)).toEqual([
      { liaison: "me", seen: "nobody" },
      { liaison: "third", seen: "third" },
      { liaison: "me", seen: "nobody" },
      { liaison: null, seen: "nobody" },
    ]);
  });
});

/** Product.md section 3 once more, as its prose says it: deed, from, to, by what right. */
const transitions: [Verb, RequestState[], RequestState | null, Permission][] = [
  ["edit", ["draft", "submitted", "needs info"], null, "ask for a request"],
  ["submit", ["draft"], "submitted", "ask for a request"],
  ["assign", ["submitted", "needs info", "accepted", "estimated", "deferred"], null, "triage a request"],
  ["ask", ["submitted"], "needs info", "triage a request"],
  ["answer", ["needs info"], "submitted", "ask for a request"],
  ["accept", ["submitted"], "accepted", "triage a request"],
  ["decline", ["submitted", "accepted", "estimated"], "declined", "triage a request"],
  ["defer", ["submitted", "accepted", "estimated"], "deferred", "triage a request"],
  ["merge", ["submitted", "accepted", "estimated"], "duplicate", "triage a request"],
  ["estimate", ["accepted", "estimated", "committed", "in delivery"], null, "do the work"],
  ["second", ["estimated", "committed", "in delivery"], null, "do the work"],
  ["commit", ["estimated"], "committed", "triage a request"],
  ["keyAgain", ["committed", "in delivery"], null, "triage a request"],
  ["uncommit", ["committed", "in delivery"], "estimated", "triage a request"],
  ["start", ["committed"], "in delivery", "do the work"],
  ["deliver", ["in delivery"], "delivered", "do the work"],
  ["confirm", ["delivered"], "confirmed", "ask for a request"],
  ["notYet", ["delivered"], "in delivery", "ask for a request"],
  ["withdraw", ["draft", ...openStates], "withdrawn", "ask for a request"],
  ["reopen", ["declined"], "submitted", "triage a request"],
];

const cells = transitions.flatMap(([verb, from, , right]) =>
  ([...roles, "liaison", "admin"] as const).flatMap(column =>
    (["own", "other"] as const).map(whose => {
      const reach = permissions[right][column];
      const may =
        reach === "any" || (reach === "own" ? whose === "own" : reach === "any but own" && whose === "other");
      return { verb, from, column, whose, may };
    }),
  ),
);

describe("who may do what to a request", () => {
  it("has no transition beside those of the table", () => {
    expect(verbs.map(verb => [verb, [...moves[verb].from], moves[verb].to, moves[verb].by])).toEqual(
      expect.arrayContaining(transitions),
    );
    expect(verbs).toHaveLength(transitions.length);
  });

  it.each(cells)(
    "$column, $whose request: $verb: $may, and only from $from",
    ({ verb, from, column, whose, may }) => {
      const me = actor(
        column === "liaison"
          ? { liaisonSide: "leadership" }
          : column === "admin"
            ? { isAdmin: true }
            : { role: column },
      );
      for (const state of requestStates) {
        const can = may && from.includes(state);
        expect(canDo(me, verb, thing(state, whose)), state).toBe(can);
        const named = { ...thing(state, whose), ref: "R-1", author: { name: "A" }, requester: { name: "B" } };
        const error = refusal(me, verb, named);
        expect(error?.code ?? null).toBe(can ? null : may ? "conflict" : "forbidden");
      }
    },
  );

  it("says who can", () => {
    const named = {
      ...thing("submitted"),
      ref: "R-214",
      author: { name: "Ana" },
      requester: { name: "Tess" },
    };
    const said = (verb: Verb, me: Actor, from: Thing = named) =>
      refusal(me, verb, { ...named, ...from })?.message;
    expect(said("withdraw", actor())).toBe("Only Tess or Ana, who asked for it, can withdraw R-214.");
    expect(said("accept", actor())).toBe("Only a liaison in a running term can accept R-214.");
    expect(said("deliver", actor())).toBe("Only a technologist can deliver R-214.");
    const liaison = actor({ liaisonSide: "technology" });
    expect(said("accept", liaison, thing("submitted", "own"))).toBe(
      "You asked for R-214 yourself. Only another liaison can accept it.",
    );
    expect(said("commit", liaison)).toBe(
      "R-214 is submitted now, so nobody can commit it. That can be done while it is estimated.",
    );
  });

  it("lets a technologist in term triage and estimate, but never their own triage", () => {
    const both = actor({ role: "technologist", liaisonSide: "technology" });
    expect(canDo(both, "accept", thing("submitted"))).toBe(true);
    expect(canDo(both, "estimate", thing("accepted", "own"))).toBe(true);
    expect(canDo(both, "accept", thing("submitted", "own"))).toBe(false);
  });

  it("lets everyone but viewers and those who asked need an open one too", () => {
    for (const state of requestStates) {
      const open = openStates.some(each => each === state);
      expect(canNeedToo(actor({ role: "educator" }), thing(state))).toBe(open);
      expect(canNeedToo(actor({ role: "educator" }), thing(state, "own"))).toBe(false);
      expect(canNeedToo(actor(), thing(state))).toBe(false);
    }
  });
});

describe("a step back", () => {
  const at = new Date("2026-11-23T16:00:00Z");
  const last = { kind: "request accepted", byId: "me", at, data: {} };
  const liaison = actor({ liaisonSide: "leadership" });
  const technologist = actor({ role: "technologist" });
  const asked = { authorId: "tess", requesterId: "tess" };
  const minutes = (n: number) => new Date(at.getTime() + n * 60_000);

  it("is the mover's, for an hour", () => {
    expect(canStepBack(liaison, asked, last, "submitted", minutes(60))).toBe(true);
    expect(canStepBack(liaison, asked, last, "submitted", minutes(61))).toBe(false);
    expect(canStepBack({ ...liaison, id: "other" }, asked, last, "submitted", minutes(1))).toBe(false);
    expect(canStepBack(liaison, asked, last, null, minutes(1))).toBe(false);
  });

  it("ends with the right to the deed", () => {
    expect(canStepBack({ ...liaison, liaisonSide: null }, asked, last, "submitted", minutes(1))).toBe(false);
  });

  it("is not for what something followed from", () => {
    expect(canStepBack(liaison, asked, { ...last, kind: "request estimated" }, "accepted", at)).toBe(false);
    const byWork = { ...last, kind: "request started", data: { workId: "w" } };
    expect(canStepBack(technologist, asked, byWork, "committed", at)).toBe(false);
    expect(canStepBack(technologist, asked, { ...byWork, data: { workId: null } }, "committed", at)).toBe(
      true,
    );
  });
});

describe("a requester's deputy", () => {
  const requester = {
    ...actor({ id: "someone", role: "educator" }),
    id: "someone",
    role: "educator",
  } as const;
  const deputy = actor({ role: "educator", standsFor: [requester] });
  it("says whether it works, and does nothing else in their place", () => {
    const done = verbs.filter(verb => moves[verb].from.some(state => canDo(deputy, verb, thing(state))));
    expect(done).toEqual(["confirm", "notYet"]);
  });
});

describe("two keys", () => {
  const district = { twoKeysHours: 80, twoKeysCents: 1_000_000 };
  it.each([
    [80, 1_000_000, false],
    [80.25, 0, true],
    [1, 1_000_001, true],
  ])("%s likely hours and %s cents: %s", (likelyHours, costCents, expected) => {
    expect(needsTwoKeys({ likelyHours, costCents }, district)).toBe(expected);
  });
});

describe("the two keys", () => {
  const liaison = (liaisonSide: Actor["liaisonSide"]) => actor({ role: "leader", liaisonSide });

  it("are of leadership and of technology, each held by a liaison of that side", () => {
    expect(keySides.map(side => keySideOf(liaison(side)))).toEqual(["leadership", "technology"]);
    expect([keySideOf(liaison("educators")), keySideOf(liaison(null))]).toEqual([null, null]);
  });
});
