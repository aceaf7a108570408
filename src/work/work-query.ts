import { readId, readWord } from "../web/paging.ts";
import { paths, withQuery } from "../web/paths.ts";

/** The filters of the list and of the board, as the address has them. */
export function workQueryIn(query: Record<string, unknown>) {
  const { state, goal, person, q } = query;
  return { state: readWord(state), goal: readId(goal), person: readWord(person), q: readWord(q) };
}

/** Hours that were logged from the desk lead back there. */
export const isFromDesk = (query: unknown): boolean =>
  typeof query === "object" && query !== null && "view" in query && query.view === "desk";

/** Where a move leads back to: the board with its filters, where it came from there. */
export function boardOf(query: unknown): string | null {
  if (typeof query !== "object" || query === null) return null;
  const given: Record<string, unknown> = { ...query };
  if (readWord(given.view) !== "board") return null;
  return withQuery(paths.list("work"), { ...workQueryIn(given), state: null, view: "board" });
}
