import { and, desc, eq, gt } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { sha256 } from "../shared/ids.ts";
import { unseal } from "../shared/sealing.ts";
import { type Fields, keptHours } from "./unsent.rules.ts";
import { unsentForms } from "./unsent.table.ts";

/** A key namespace of its own: no session's secret works here. */
export const browserHash = (secret: string): string => sha256(`unsent:${secret}`);

export type Kept = { path: string; at: Date; fields: Fields };

type Holder = { secret: string | undefined; personId: string; now: Date };

const ofHolder = ({ secret, personId, now }: Holder) =>
  and(
    eq(unsentForms.hash, browserHash(secret ?? "")),
    eq(unsentForms.personId, personId),
    gt(unsentForms.at, new Date(now.getTime() - keptHours * 3_600_000)),
  );

const isPair = (each: unknown): each is [string, string] =>
  Array.isArray(each) && each.length === 2 && each.every(part => typeof part === "string");

/** What this person has not sent yet, of what they typed in this browser; the newest first. */
export async function listUnsent(db: Read, holder: Holder): Promise<Kept[]> {
  const { secret, personId } = holder;
  if (secret === undefined) return [];
  const rows = await db
    .select()
    .from(unsentForms)
    .where(ofHolder(holder))
    .orderBy(desc(unsentForms.at), desc(unsentForms.path));
  return rows.flatMap(({ path, at, sealed }) => {
    const text = unseal(sealed, secret, personId);
    const fields: unknown = text === null ? null : JSON.parse(text);
    return Array.isArray(fields) ? [{ path, at, fields: fields.filter(isPair) }] : [];
  });
}

/** When this person last typed into the form that is sent there, and did not send it. */
export async function findUnsentAt(db: Read, holder: Holder & { path: string }): Promise<Date | null> {
  if (holder.secret === undefined) return null;
  const [row] = await db
    .select({ at: unsentForms.at })
    .from(unsentForms)
    .where(and(ofHolder(holder), eq(unsentForms.path, holder.path)));
  return row?.at ?? null;
}
