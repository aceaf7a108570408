import { queueOrders, type TriageWay } from "../../requests/triage-way.rules.ts";
import { readWord, readWords } from "../../web/paging.ts";

/** How the address asks to look at the queue. */
export const wayIn = (query: Record<string, unknown>): TriageWay => ({
  isMeeting: readWord(query.meeting) === "1",
  isMine: readWord(query.mine) === "1",
  order: readWords(query.order, queueOrders)[0] ?? "age",
});
