import { type Cursor, type Sort, sorts } from "../records/records.list.ts";
import { isUuid } from "../shared/ids.ts";

export const pageSize = 50;

/** A cursor as it stands in a URL: key and id, base64url. */
export const cursorText = ({ key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString("base64url");

/** null for anything that is no cursor of ours: the list then begins at its first row. */
export function readCursor(text: unknown, sort: Sort): Cursor | null {
  if (typeof text !== "string" || text.length > 200) return null;
  try {
    const [key, id]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof id !== "string" || !isUuid(id)) return null;
    if (sort === "due" && key === null) return { key, id };
    const fits = sort === "due" ? /^\d{4}-\d\d-\d\d$/ : /^\d{1,15}$/;
    return typeof key === "string" && fits.test(key) ? { key, id } : null;
  } catch {
    return null;
  }
}

export const readSort = (text: unknown): Sort => sorts.find(sort => sort === text) ?? "changed";

/** One word of a query; the first where it is repeated. */
export function readWord(value: unknown): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" && one.trim() !== "" ? one.trim().slice(0, 200) : null;
}

/** The known words of a query, in the order of `known`. */
export function readWords<T extends string>(value: unknown, known: readonly T[]): T[] {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  return known.filter(word => given.includes(word));
}
