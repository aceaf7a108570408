import { asc } from "drizzle-orm";
import type { Database } from "../../src/db/database.ts";
import { queueMail } from "../../src/mail/outbox.actions.ts";
import type { OutboxRow } from "../../src/mail/outbox.queries.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import type { Cast, Name } from "./cast.ts";
import type { Arrived } from "./mailbox.ts";

type Kind = OutboxRow["kind"];

/** Mails that wait: one for each number, all to one person. @returns their ids */
export async function queueMails(
  db: Database,
  cast: Cast,
  count: number,
  { to = "ana", kind = "notice" }: { to?: Name; kind?: Kind } = {},
): Promise<string[]> {
  const deed = await cast.deed("lin");
  return db.write(async tx => {
    const ids: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const row = await queueMail(tx, deed, {
        kind,
        period: `number ${number}`,
        person: { id: cast.id[to], name: to, email: `${to}@sanjuan.example` },
        subject: `Mail ${number}`,
        html: `<p>Mail ${number}</p>`,
        text: `Mail ${number}`,
      });
      if (row) ids.push(row.id);
    }
    return ids;
  });
}

export const outboxRows = (db: Database): Promise<OutboxRow[]> =>
  db.read.select().from(outbox).orderBy(asc(outbox.date), asc(outbox.id));

/** How often each mail arrived, by its Message-ID. */
export function timesArrived(arrived: Arrived[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { mail } of arrived) times.set(mail.messageId ?? "", (times.get(mail.messageId ?? "") ?? 0) + 1);
  return times;
}
