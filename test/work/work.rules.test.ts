import { describe, expect, it } from "vitest";
import { roles } from "../../src/shared/deed.ts";
import { canLogEffort, workForm, workStates } from "../../src/work/work.rules.ts";

const actor = (role: (typeof roles)[number]) =>
  ({ id: "me", name: "Me", role, side: null, isAdmin: false, isApprover: false, liaisonSide: null }) as const;

describe("hours", () => {
  it.each(roles)("are logged by technologists, on what was begun or is done: %s", role => {
    const open = workStates.filter(state => canLogEffort(actor(role), state));
    expect(open).toEqual(role === "technologist" ? ["doing", "blocked", "done"] : []);
  });
});

const id = "019ab0a0-0000-7000-8000-000000000000";

describe("plain words", () => {
  it.each([
    [{}, true],
    [{ plainWords: "Lists load at night." }, true],
    [{ goals: [id] }, false],
    [{ requests: [id] }, false],
    [{ goals: [id], plainWords: "Lists load at night." }, true],
  ])("are asked for where somebody stands above the work: %j", (given, isRight) => {
    const read = workForm.safeParse({ title: "Feed", goals: [], requests: [], ...given });
    expect(read.error?.issues.map(({ path }) => path.join()) ?? []).toEqual(isRight ? [] : ["plainWords"]);
  });
});
