import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { circleOf, inOrder, type Queued } from "../../src/forecast/queue.rules.ts";

const item = (number: number, changes: Partial<Queued> = {}): Queued => ({
  ...{ id: `w${number}`, rank: null, due: null, number, after: [] },
  ...changes,
});
const ids = (queued: readonly Queued[]) => inOrder(queued).map(({ id }) => id);

describe("the one queue", () => {
  test("goes by rank, then by due day, then by number; what has none is last", () => {
    const queued = [
      item(1),
      item(2, { due: "2027-01-01" }),
      item(3, { rank: 2 }),
      item(4, { rank: 1, due: "2028-01-01" }),
      item(5, { rank: 1, due: "2027-01-01" }),
      item(6, { due: "2026-12-01" }),
      item(7),
    ];
    expect(ids(queued)).toEqual(["w5", "w4", "w3", "w6", "w2", "w1", "w7"]);
  });

  test("does what an item waits for before it, and only that", () => {
    const queued = [item(1, { rank: 1, after: ["w3", "gone"] }), item(2, { rank: 2 }), item(3), item(4)];
    expect(ids(queued)).toEqual(["w3", "w1", "w2", "w4"]);
  });

  test("breaks a circle where it closes, and takes a chain of ten thousand", () => {
    expect(ids([item(1, { after: ["w2"] }), item(2, { after: ["w1"] })])).toEqual(["w2", "w1"]);
    const chain = Array.from({ length: 10_000 }, (_, n) => item(n, { after: [`w${n + 1}`] }));
    expect(ids(chain)[0]).toBe("w9999");
  });

  test("keeps each item once and every blocker before what it blocks, whatever waits for what", () => {
    const anyQueue = fc
      .array(fc.tuple(fc.nat(5), fc.array(fc.nat(20), { maxLength: 3 })), { maxLength: 20 })
      .map(rows =>
        // Waiting for higher numbers only closes no circle.
        rows.map(([rank, after], n) =>
          item(n, { rank, after: after.filter(each => each > n).map(each => `w${each}`) }),
        ),
      );
    fc.assert(
      fc.property(anyQueue, queued => {
        const order = ids(queued);
        expect(order.toSorted()).toEqual(queued.map(({ id }) => id).toSorted());
        for (const { id, after } of queued)
          for (const before of after.filter(each => order.includes(each)))
            expect(order.indexOf(before)).toBeLessThan(order.indexOf(id));
      }),
    );
  });
});

describe("a circle", () => {
  const after: Record<string, string[]> = { a: ["b"], b: ["c"], c: [] };
  const afterOf = (id: string) => after[id] ?? [];

  test("is named from end to end before it is closed", () => {
    expect(circleOf("c", "a", afterOf)).toEqual(["a", "b", "c"]);
    expect(circleOf("a", "a", afterOf)).toEqual(["a"]);
  });

  test("is not seen where there is none", () => {
    expect(circleOf("a", "c", afterOf)).toBeNull();
    expect(circleOf("d", "a", afterOf)).toBeNull();
  });
});
