import { expect, test } from "vitest";
import { backOffMs, verdictOf } from "../../src/mail/outbox.rules.ts";

const now = new Date("2026-11-23T15:00:00Z");
const later = { outcome: "later", reason: "451 Later" } as const;
const hours = (ms: number) => ms / 3_600_000;

test("the wait doubles from 5 minutes to 6 hours", () => {
  expect([1, 2, 3, 7, 8, 9, 17].map(attempts => hours(backOffMs(attempts)) * 60)).toEqual([
    5, 10, 20, 320, 360, 360, 360,
  ]);
});

/** The hours from the first try to the last one. */
function life(kind: "notice" | "sign in") {
  let row = verdictOf({ kind, attempts: 0 }, later, now);
  let waited = 0;
  while (row.state === "waiting") {
    waited += backOffMs(row.attempts);
    row = verdictOf({ kind, attempts: row.attempts }, later, now);
  }
  expect(row.state).toBe("given up");
  return hours(waited);
}

test("a mail is tried for 3 days, a sign-in link for no longer than it works", () => {
  expect(life("notice")).toBeGreaterThan(66);
  expect(life("notice")).toBeLessThanOrEqual(72);
  expect(life("sign in")).toBe(0.25);
});

test("a refusal is final, a lost answer is tried again and says so", () => {
  const row = { kind: "notice", attempts: 0 } as const;
  expect(verdictOf(row, { outcome: "refused", reason: "550", badAddress: true }, now).state).toBe("refused");
  expect(verdictOf(row, { outcome: "uncertain", reason: "Timeout" }, now)).toMatchObject({
    state: "waiting",
    lastAnswer: "It may have arrived: Timeout",
    nextAt: new Date("2026-11-23T15:05:00Z"),
  });
});
