import type { FastifyRequest } from "fastify";
import { type Cursor, cursorOf, type Sort } from "../records/records.list.ts";
import { cursorText, pageSize, readCursor, readSort, readWord } from "./paging.ts";
import type { PagerView } from "./parts.ts";
import { withQuery } from "./paths.ts";

export type ListQuery = Record<string, string | readonly string[] | null>;

export type Paging = { sort: Sort; after: Cursor | null; from: number; isCsv: boolean };

/** Where in a list of these sorts a request is: the row to go on after, and the number of the first row. */
export function pagingIn(request: FastifyRequest, of?: readonly Sort[]): Paging {
  const query = request.query as Record<string, unknown>;
  const sort = readSort(query.sort, of);
  const after = readCursor(query.after, sort);
  const from = after ? Number(readWord(query.from) ?? 1) : 1;
  return {
    sort,
    after,
    from: Number.isSafeInteger(from) && from > 0 && from < 10_000_000 ? from : 1,
    isCsv: query.format === "csv",
  };
}

type Row = Parameters<typeof cursorOf>[1];

/** Cuts the one row too many that was asked for, and says whether there are more: no count(*) is needed. */
export function pageOfRows<T>(
  rows: T[],
  rowOf: (row: T) => Row,
  given: { path: string; query: ListQuery; paging: Paging },
): { rows: T[]; pager: PagerView } {
  const { path, query, paging } = given;
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  const hasMore = rows.length > pageSize && last !== undefined;
  const to = paging.from + shown.length - 1;
  const summary =
    shown.length === 0 ? "Nothing" : `${paging.from} to ${to} of ${hasMore ? `over ${to}` : String(to)}`;
  const next =
    hasMore && last
      ? withQuery(path, {
          ...query,
          after: cursorText(cursorOf(paging.sort, rowOf(last))),
          from: String(to + 1),
        })
      : null;
  return {
    rows: shown,
    pager: {
      summary,
      first: paging.after ? { href: withQuery(path, query), label: "First page" } : null,
      next: next ? { href: next, label: "Next page" } : null,
    },
  };
}
