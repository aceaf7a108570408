import { type Cursor, type Sort, sorts } from "../records/records.list.ts";
import { isDay } from "../shared/dates.ts";
import { isUuid } from "../shared/ids.ts";

export const pageSize = 50;

/** A cursor as it stands in a URL: key and id, base64url. */
export const cursorText = ({ key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString("base64url");

/** What a column can hold: a number of nine digits, an instant before the year 2287, a day of the calendar. */
const fits: Record<Sort, (key: string) => boolean> = {
  number: key => /^\d{1,9}$/.test(key),
  changed: key => /^\d{1,13}$/.test(key),
  due: isDay,
};

/** null for anything that is no cursor of ours: the list then begins at its first row. */
export function readCursor(text: unknown, sort: Sort): Cursor | null {
  if (typeof text !== "string" || text.length > 200) return null;
  try {
    const [key, id]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof id !== "string" || !isUuid(id)) return null;
    if (sort === "due" && key === null) return { key, id };
    return typeof key === "string" && fits[sort](key) ? { key, id } : null;
  } catch {
    return null;
  }
}

export const readSort = (text: unknown, of: readonly Sort[] = sorts): Sort =>
  of.find(sort => sort === text) ?? "changed";

/** One word of a query, in one line; the first where it is repeated. */
export function readWord(value: unknown): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one !== "string") return null;
  return (
    one
      .replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, 200)
      .toWellFormed() || null
  );
}

/** The ids that an address or a form names: unsafe until they have been loaded through a scoped query. */
export const readIds = (...values: unknown[]): string[] =>
  values.flat().filter((value): value is string => typeof value === "string" && isUuid(value));

/** The one id of an address; the first where it is repeated. */
export const readId = (value: unknown): string | null => {
  const word = readWord(value);
  return word && isUuid(word) ? word : null;
};

/** The known words of a query, in the order of `known`. */
export function readWords<T extends string>(value: unknown, known: readonly T[]): T[] {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  return known.filter(word => given.includes(word));
}
