import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Actor, Role } from "../../src/shared/deed.ts";
import {
  type Column,
  columns,
  columnsOf,
  hasNoPart,
  may,
  mayEver,
  type Permission,
  permissionNames,
  placeOf,
  placesOf,
} from "../../src/shared/permissions.ts";

const actor = (role: Actor["role"], given: Partial<Actor> = {}): Actor => ({
  ...{ id: "me", name: "Me", role, side: null, isAdmin: false, isApprover: false, liaisonSide: null },
  ...given,
});

/** Somebody to whom one column counts: the term and the flag are given to a viewer. */
const only = (column: Column): Actor => {
  if (column === "liaison") return actor("viewer", { liaisonSide: "leadership" });
  return column === "admin" ? actor("viewer", { isAdmin: true }) : actor(column);
};

/** The tests' own transcription of the product's table. */
const lines = readFileSync(join(import.meta.dirname, "../permissions/matrix.csv"), "utf8")
  .trim()
  .split("\n");
const cells = lines.map(line =>
  [...line.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
);
const rowOf: Record<Permission, string> = {
  "draft a goal": "draft, propose, edit, discard a draft goal",
  "confirm a goal": "confirm a goal",
  "tend a goal":
    "check in, add readings, edit, hold, achieve, retire an active goal, hand over one's own seat",
  "send a goal back": "send a goal back",
  "manage priorities": "manage priorities",
  "ask for a request": "submit, answer, withdraw, confirm a request",
  "triage a request": "triage (accept, ask, decline, defer, merge), commit",
  "order the queue": "put the queue in the order of one's own side",
  "do the work": "estimate; make and move work items; log effort; deliver",
  "ask for money": "draft, submit a budget request",
  "endorse money": "endorse or return a budget request",
  "review money": "review funds, record actuals, close",
  "decide money": "decide a budget request (approver flag)",
  comment: "open a thread, post, comment",
  "take out": "take a link or a file out again",
  "import a plan": "import a plan, send the group's digest now",
  "send the digest": "import a plan, send the group's digest now",
  "give a new owner": "import a plan, send the group's digest now",
  "run the district": "mail",
};

describe("the table, cell by cell as the tests know it:", () => {
  test.each(permissionNames)("%s", name => {
    const [head = [], ...rows] = cells;
    const row = rows.find(([verb]) => verb === rowOf[name]) ?? [];
    for (const column of columns) {
      const reach = row[head.indexOf(column)];
      const given = (relation: { own?: boolean; mine?: boolean }) => may(only(column), name, relation);
      expect([column, given({}), given({ own: true }), given({ mine: true })]).toEqual([
        column,
        reach === "any" || reach === "any but own",
        reach === "any" || reach === "own",
        reach === "any" || reach === "mine" || reach === "any but own",
      ]);
      expect([column, mayEver(only(column), name)]).toEqual([column, reach !== "–"]);
    }
  });
});

describe("whose column counts", () => {
  test("is the role's, the term's and the flag's; time and commands have none", () => {
    expect(columnsOf(actor("leader"))).toEqual(["leader"]);
    expect(columnsOf(actor("leader", { liaisonSide: "educators", isAdmin: true }))).toEqual([
      "leader",
      "liaison",
      "admin",
    ]);
    expect(columnsOf(actor("system", { isAdmin: true }))).toEqual([]);
    expect(permissionNames.filter(name => mayEver(actor("system"), name))).toEqual([]);
    expect(actor("finance" satisfies Role).role).toBe("finance");
  });
});

describe("in whose place", () => {
  const ana = { ...actor("leader"), id: "ana", role: "leader" as const };
  const mai = actor("leader", { id: "mai", standsFor: [ana] });

  test("is one's own, then that of whom one is deputy for, and nobody else's", () => {
    expect(placesOf(mai).map(({ id }) => id)).toEqual(["mai", "ana"]);
    expect(placesOf(actor("leader")).map(({ id }) => id)).toEqual(["me"]);
    expect([placeOf(mai, null)?.id, placeOf(mai, "ana")?.id, placeOf(mai, "tess")]).toEqual([
      "mai",
      "ana",
      null,
    ]);
  });

  test("has no part who neither took a step themself nor stands for one who did", () => {
    expect(hasNoPart(mai, ana, [])).toBe(true);
    expect(hasNoPart(mai, ana, ["lin", null, undefined])).toBe(true);
    expect(hasNoPart(mai, ana, ["mai"])).toBe(false);
    expect(hasNoPart(mai, ana, ["ana"])).toBe(false);
    expect(hasNoPart({ ...mai, id: null }, actor("leader", { id: null }), [null])).toBe(true);
  });
});
