import { and, eq, gt, lte, or } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { leases } from "./timers.table.ts";

/** Clocks of several machines differ by less; a lease that ends later was taken by a clock that was set back since. */
const mostAheadMs = 10 * 60_000;

export type Lease = { name: string; holder: string };

/** Takes the lease, or lengthens one's own; false while another holds it. */
export async function takeLease(tx: Tx, lease: Lease, now: Date, lengthMs: number): Promise<boolean> {
  const row = { ...lease, endsAt: new Date(now.getTime() + lengthMs) };
  const taken = await tx
    .insert(leases)
    .values(row)
    .onConflictDoUpdate({
      target: leases.name,
      set: row,
      setWhere: or(
        eq(leases.holder, lease.holder),
        lte(leases.endsAt, now),
        gt(leases.endsAt, new Date(now.getTime() + lengthMs + mostAheadMs)),
      ),
    })
    .returning();
  return taken.length > 0;
}

/** Lets the next process begin at once. */
export async function releaseLease(tx: Tx, lease: Lease): Promise<void> {
  await tx.delete(leases).where(and(eq(leases.name, lease.name), eq(leases.holder, lease.holder)));
}
