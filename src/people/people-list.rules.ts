import type { roles, sides } from "../shared/deed.ts";
import { isUuid } from "../shared/ids.ts";

export const accessWords = ["can sign in", "disabled", "address bounces"] as const;
export const rightWords = ["administrator", "approver", "liaison in term"] as const;

export type PeopleFilter = {
  words: string | null;
  role: (typeof roles)[number] | null;
  side: (typeof sides)[number] | null;
  access: (typeof accessWords)[number] | null;
  right: (typeof rightWords)[number] | null;
};

/** Where a list by name goes on. */
export type NameCursor = { name: string; id: string };

export const nameCursorText = ({ name, id }: NameCursor): string =>
  Buffer.from(JSON.stringify([name, id])).toString("base64url");

/** null for anything that is no cursor of ours: the list then begins at its first row. */
export function readNameCursor(text: unknown): NameCursor | null {
  if (typeof text !== "string" || text.length > 1000) return null;
  try {
    const [name, id]: unknown[] = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    const isOurs = typeof name === "string" && typeof id === "string" && isUuid(id);
    return isOurs && name.isWellFormed() && !name.includes("\0") ? { name, id } : null;
  } catch {
    return null;
  }
}
