import type { Read } from "../db/database.ts";
import { visibleRecords } from "../records/records.queries.ts";
import type { Actor } from "../shared/deed.ts";
import type { MailLine } from "./outbox.queries.ts";
import { recordIdIn } from "./outbox.rules.ts";

/**
 * Which of these mails an administrator may read. Not a sign-in link, which would let them in as somebody else,
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
    return mail.kind !== "sign in" && (recordId === null || seen.has(recordId));
  };
  return new Set(mails.filter(mayRead).map(mail => mail.id));
}
