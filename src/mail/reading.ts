import type { Read } from "../db/database.ts";
import { namesHidden, visibleRecords } from "../records/records.queries.ts";
import type { Actor } from "../shared/deed.ts";
import type { MailLine, OutboxRow } from "./outbox.queries.ts";
import { holdsSecret, recordIdIn } from "./outbox.rules.ts";

/**
 * Which of these mails an administrator may know by their subjects. Not a sign-in link, which would let them in as somebody else,
 * and no notice about a record that they may not see.
 */
export async function readableMails(
  db: Read,
  actor: Actor,
  mails: readonly Pick<MailLine, "id" | "kind" | "period">[],
): Promise<Set<string>> {
  const about = mails.map(recordIdIn).filter(id => id !== null);
  const seen = await visibleRecords(db, actor, about);
  const mayRead = (mail: Pick<MailLine, "kind" | "period">) => {
    const recordId = recordIdIn(mail);
    return !holdsSecret(mail) && (recordId === null || seen.has(recordId));
  };
  return new Set(mails.filter(mayRead).map(mail => mail.id));
}

/** Whether an administrator may read a mail's words: a digest of another person can name what only that one sees. */
export async function mayRead(db: Read, actor: Actor, mail: OutboxRow): Promise<boolean> {
  if (!(await readableMails(db, actor, [mail])).has(mail.id)) return false;
  return mail.personId === actor.id || !(await namesHidden(db, actor, `${mail.subject}\n${mail.text}`));
}
