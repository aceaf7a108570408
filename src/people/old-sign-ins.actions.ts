import { lt } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { signInAsks } from "./asks.table.ts";
import { spentAttempts } from "./attempts.table.ts";
import { sessions, signInLinks } from "./people.table.ts";

/** Longer than any limit looks back, and than a clock that is set right jumps. */
const keptDays = 30;

/** Forgets what can open no door any more. That somebody signed in stays in the history. */
export async function forgetOldSignIns(tx: Tx, { now }: Pick<Deed, "now">): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 60 * 60_000);
  await tx.delete(signInAsks).where(lt(signInAsks.answeredAt, before));
  await tx.delete(signInLinks).where(lt(signInLinks.endsAt, before));
  await tx.delete(sessions).where(lt(sessions.endsAt, before));
  await tx.delete(spentAttempts).where(lt(spentAttempts.endsAt, before));
}
