import { and, count, desc, eq, gt, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { invitations } from "../invitations/invitations.table.ts";
import { outbox } from "../mail/outbox.table.ts";
import { listLiaisons } from "../people/people.queries.ts";
import { people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import type { Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";

export type Gathered = {
  people: number;
  /** Invited and not here yet. */
  waiting: number;
  lacks: Side[];
  priorities: number;
  goals: number;
};

/** How far a new district is. */
export async function gatherFirst(db: Read, now: Date, today: Day): Promise<Gathered> {
  const anyOf = (kind: "goal" | "priority") =>
    db.select({ id: records.id }).from(records).where(eq(records.kind, kind)).limit(1);
  const [[here], [asked], liaisons, priorities, goals] = await Promise.all([
    db.select({ count: count() }).from(people).where(isNull(people.disabledAt)),
    db
      .select({ count: count() })
      .from(invitations)
      .where(and(isNull(invitations.usedAt), isNull(invitations.withdrawnAt), gt(invitations.endsAt, now))),
    listLiaisons(db, today),
    anyOf("priority"),
    anyOf("goal"),
  ]);
  const sides = (["leadership", "technology"] as const).filter(
    side => !liaisons.some(liaison => liaison.side === side),
  );
  return {
    ...{ people: here?.count ?? 0, waiting: asked?.count ?? 0, lacks: sides },
    ...{ priorities: priorities.length, goals: goals.length },
  };
}

/** What became of the newest test mail to this person. */
export async function findTestMail(db: Read, personId: string) {
  const [row] = await db
    .select({ state: outbox.state, lastAnswer: outbox.lastAnswer, at: outbox.date })
    .from(outbox)
    .where(and(eq(outbox.kind, "test"), eq(outbox.personId, personId)))
    .orderBy(desc(outbox.date), desc(outbox.id))
    .limit(1);
  return row ?? null;
}
