import { isUuid } from "../shared/ids.ts";
import { readWord } from "../web/paging.ts";
import { paths, withQuery } from "../web/paths.ts";

export const idsIn = (value: unknown): string[] => {
  const id = readWord(value);
  return id && isUuid(id) ? [id] : [];
};

/** The filters of the list and of the board, as the address has them. */
export function workQueryIn(query: Record<string, unknown>) {
  const [goal = null] = idsIn(query.goal);
  const [person = null] = idsIn(query.person);
  return { state: readWord(query.state), goal, person, q: readWord(query.q) };
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
