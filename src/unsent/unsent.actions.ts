import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { seal } from "../shared/sealing.ts";
import { browserHash } from "./unsent.queries.ts";
import { type Fields, keptHours, mostForms } from "./unsent.rules.ts";
import { unsentForms } from "./unsent.table.ts";

type Unsent = { secret: string; personId: string; path: string; fields: Fields; at: Date };

/** Keeps what was typed into a form, in the place of what was kept of it before; of one person the newest few. */
export async function keepUnsent(tx: Tx, { secret, personId, path, fields, at }: Unsent): Promise<void> {
  const sealed = seal(JSON.stringify(fields), secret, personId);
  const row = { hash: browserHash(secret), path, personId, sealed, at };
  await tx
    .insert(unsentForms)
    .values(row)
    .onConflictDoUpdate({ target: [unsentForms.hash, unsentForms.path], set: { personId, sealed, at } });
  const older = await tx
    .select({ hash: unsentForms.hash, path: unsentForms.path })
    .from(unsentForms)
    .where(eq(unsentForms.personId, personId))
    .orderBy(desc(unsentForms.at), desc(unsentForms.path))
    .offset(mostForms)
    .limit(mostForms);
  for (const each of older)
    await tx.delete(unsentForms).where(and(eq(unsentForms.hash, each.hash), eq(unsentForms.path, each.path)));
}

/** It was sent, or is not wanted any more. */
export async function forgetUnsent(
  tx: Tx,
  { secret, personId, paths }: { secret: string; personId: string; paths: readonly string[] },
): Promise<void> {
  await tx
    .delete(unsentForms)
    .where(
      and(
        eq(unsentForms.hash, browserHash(secret)),
        eq(unsentForms.personId, personId),
        inArray(unsentForms.path, [...paths]),
      ),
    );
}

/** What nobody came back for within the day. */
export async function forgetOldUnsent(tx: Tx, { now }: { now: Date }): Promise<void> {
  await tx.delete(unsentForms).where(lt(unsentForms.at, new Date(now.getTime() - keptHours * 3_600_000)));
}
