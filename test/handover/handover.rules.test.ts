import { expect, test } from "vitest";
import { unfitFor } from "../../src/handover/handover.rules.ts";
import type { Actor, Role, Side } from "../../src/shared/deed.ts";

const actor = (role: Role, side: Side | null = null): Actor => ({
  ...{ id: "me", name: "Me", role, side, isAdmin: false, isApprover: false, liaisonSide: null },
});

test.each([
  ["request", "requester", actor("educator"), true],
  ["request", "requester", actor("viewer"), false],
  ["budget", "author", actor("educator"), false],
  ["budget", "author", actor("leader"), true],
  ["work", "owner", actor("technologist"), true],
  ["work", "owner", actor("leader"), false],
  ["goal", "sponsor", actor("leader", "leadership"), true],
  ["goal", "sponsor", actor("leader", "technology"), false],
  ["goal", "sponsor", actor("educator", "leadership"), false],
  ["goal", "partner", actor("technologist", "technology"), true],
  ["goal", "partner", actor("technologist", "leadership"), false],
] as const)("at a %s as %s, case %#", (kind, seat, who, fits) => {
  expect(unfitFor(who, kind, seat) === null).toBe(fits);
});
