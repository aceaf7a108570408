import type { Database } from "../../src/db/database.ts";
import type { NewGoal } from "../../src/goals/goal-form.rules.ts";
import { draftGoal, proposeGoal } from "../../src/goals/goals.actions.ts";
import { getGoal } from "../../src/goals/goals.queries.ts";
import { confirmGoal } from "../../src/goals/handshake.actions.ts";
import { makePriority } from "../../src/goals/priorities.actions.ts";
import type { Cast, Name } from "../support/cast.ts";
import { monday } from "../support/cast.ts";

/** Goals of Ana, sponsor, and Dana, partner, made by the verbs that users call. */
export async function goalMaker(db: Database, cast: Cast) {
  const first = await cast.deed("ana");
  const priority = await db.write(tx =>
    makePriority(tx, first, { code: "1", title: "Student achievement", position: 1 }),
  );

  const input = (given: Partial<NewGoal> = {}): NewGoal => ({
    title: "Every third grader reads at level",
    priorityId: priority.id,
    why: "Four of ten third graders read below level.",
    sponsorId: cast.id.ana,
    partnerId: cast.id.dana,
    startsOn: "2026-07-01",
    due: "2027-06-30",
    rhythm: "every two weeks",
    measures: [{ name: "Reads at level", unit: "%", direction: "up", baseline: 61, target: 75 }],
    ...given,
  });

  const as =
    (name: Name, instant = monday) =>
    async <T>(
      work: (
        tx: Parameters<Parameters<Database["write"]>[0]>[0],
        deed: Awaited<ReturnType<Cast["deed"]>>,
      ) => Promise<T>,
    ): Promise<T> => {
      const deed = await cast.deed(name, instant);
      return db.write(tx => work(tx, deed));
    };

  const draft = async (given: Partial<NewGoal> = {}, instant = monday): Promise<number> =>
    (await as("ana", instant)((tx, deed) => draftGoal(tx, deed, input(given)))).number;

  const proposed = async (given: Partial<NewGoal> = {}, instant = monday): Promise<number> => {
    const number = await draft(given, instant);
    await as("ana", instant)((tx, deed) => proposeGoal(tx, deed, { number }));
    return number;
  };

  const active = async (given: Partial<NewGoal> = {}, instant = monday): Promise<number> => {
    const number = await proposed(given, instant);
    await as("ana", instant)((tx, deed) => confirmGoal(tx, deed, { number }));
    await as("dana", instant)((tx, deed) => confirmGoal(tx, deed, { number }));
    return number;
  };

  const see = async (number: number, name: Name = "ana") =>
    getGoal(db.read, (await cast.deed(name)).by, number);

  return { priority, input, as, draft, proposed, active, see };
}
