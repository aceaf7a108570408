import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import type { InvitationState } from "./invitations.rules.ts";
import { invitations } from "./invitations.table.ts";

export type InvitationRow = typeof invitations.$inferSelect;
export type ListedInvitation = { invitation: InvitationRow; by: string };

const isOpen = and(isNull(invitations.usedAt), isNull(invitations.withdrawnAt));

const inState = (state: InvitationState, now: Date) =>
  ({
    waiting: and(isOpen, gt(invitations.endsAt, now)),
    "run out": and(isOpen, lte(invitations.endsAt, now)),
    used: isNotNull(invitations.usedAt),
    withdrawn: isNotNull(invitations.withdrawnAt),
  })[state];

export type InvitationFilter = {
  state: InvitationState | null;
  before: { at: Date; id: string } | null;
};

/** The newest first, with who invited. */
export async function listInvitations(
  db: Read,
  { state, before }: InvitationFilter,
  now: Date,
  limit: number,
): Promise<ListedInvitation[]> {
  const { madeAt, id } = invitations;
  return db
    .select({ invitation: invitations, by: people.name })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.byId))
    .where(
      and(
        state ? inState(state, now) : undefined,
        before ? or(lt(madeAt, before.at), and(eq(madeAt, before.at), lt(id, before.id))) : undefined,
      ),
    )
    .orderBy(desc(madeAt), desc(id))
    .limit(limit);
}

/** Those of these addresses that were asked and neither came nor were withdrawn. */
export async function findOpenByEmail(db: Read, emailKeys: readonly string[]): Promise<Set<string>> {
  const found = await findAll(emailKeys, some =>
    db
      .select({ emailKey: invitations.emailKey })
      .from(invitations)
      .where(and(inArray(invitations.emailKey, some), isOpen)),
  );
  return new Set(found.map(({ emailKey }) => emailKey));
}

/** @throws not found */
export async function getInvitation(db: Read, unsafeId: string): Promise<InvitationRow> {
  const [row] = isUuid(unsafeId)
    ? await db.select().from(invitations).where(eq(invitations.id, unsafeId))
    : [];
  if (!row) throw notFound();
  return row;
}

export async function findByHash(db: Read, hash: string): Promise<InvitationRow | undefined> {
  const [row] = await db.select().from(invitations).where(eq(invitations.hash, hash));
  return row;
}

type Change = Partial<Pick<InvitationRow, "hash" | "sentAt" | "endsAt" | "withdrawnAt" | "usedAt">>;

/** Changes one that is still open. @throws conflict where it was used or withdrawn meanwhile */
export async function updateOpen(tx: Tx, id: string, change: Change): Promise<InvitationRow> {
  const [row] = await tx
    .update(invitations)
    .set(change)
    .where(and(eq(invitations.id, id), isOpen))
    .returning();
  if (!row) throw conflict("This invitation was used or withdrawn already. Load the page again.");
  return row;
}

/** Uses a link up, if it works now: of any number at once one gets the row. */
export async function takeInvitation(tx: Tx, hash: string, now: Date): Promise<InvitationRow | undefined> {
  const [row] = await tx
    .update(invitations)
    .set({ usedAt: now })
    .where(and(eq(invitations.hash, hash), isOpen, gt(invitations.endsAt, now)))
    .returning();
  return row;
}

export async function keepComer(tx: Tx, id: string, personId: string): Promise<void> {
  await tx.update(invitations).set({ personId }).where(eq(invitations.id, id));
}
