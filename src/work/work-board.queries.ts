import { and, count, gte } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { pageOf } from "../records/records.page.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { listWork, type WorkFilter, type WorkRow } from "./work.queries.ts";
import { type BoardState, boardStates, cardsAtMost, doneDays } from "./work-board.rules.ts";

export type BoardColumn = { state: BoardState; rows: WorkRow[]; more: number; isMoreCounted: boolean };

/** More than so many are "over": a column says how long it is, and does not count for ever. */
const countedAtMost = 200;

const dayMs = 86_400_000;

/** The newest work of each state, and how much more there is, as far as the person may see it. */
export async function listBoard(
  db: Read,
  actor: Actor,
  filter: Omit<WorkFilter, "states" | "sort" | "after">,
  now: Date,
): Promise<BoardColumn[]> {
  return Promise.all(
    boardStates.map(async state => {
      const since = new Date(now.getTime() - doneDays * dayMs);
      // Nothing came into its state after it last changed, and the order's index has the change.
      const lately = and(gte(records.since, since), gte(records.changedAt, since));
      const own = state === "done" ? lately : undefined;
      const wanted = { ...filter, states: [state], sort: "changed" as const };
      const rows = await listWork(db, actor, wanted, cardsAtMost + 1, own);
      if (rows.length <= cardsAtMost) return { state, rows, more: 0, isMoreCounted: true };
      const most = cardsAtMost + countedAtMost + 1;
      const { where } = await pageOf(db, actor, { ...wanted, kind: "work" }, most, own);
      const [all] = await db.select({ rows: count() }).from(records).where(where);
      const more = (all?.rows ?? 0) - cardsAtMost;
      return {
        state,
        rows: rows.slice(0, cardsAtMost),
        more: Math.min(more, countedAtMost),
        isMoreCounted: more <= countedAtMost,
      };
    }),
  );
}
