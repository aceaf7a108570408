import type { Deps } from "../deps.ts";
import { type Clock, systemClock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import { wait } from "../shared/wait.ts";
import { loggable } from "../web/errors.ts";
import { nameInHeader } from "./addresses.ts";
import { whileHeld } from "./holding.ts";
import { leaseDue, recordAnswer, releaseMails } from "./outbox.leases.ts";
import { listDue, listHeld, type OutboxRow, statesOf } from "./outbox.queries.ts";
import { batchSize, connections } from "./outbox.rules.ts";
import type { OutgoingMail, SendAnswer } from "./transport.ts";

export type SendReport = {
  /** Taken by the mail server, from this sender. */
  sent: number;
  /** Of `only`: taken from another sender meanwhile. */
  sentElsewhere: number;
  /** Tried and not sent: some are tried again later. */
  failed: number;
};

export type SendOptions = {
  /** Only these mails, now, whatever wait they are in; and those that another sender has under way are waited for. */
  only?: readonly string[];
  limit?: number;
  /** Ends it between two mails; what is under way is finished. */
  signal?: AbortSignal;
  /** The machine's: a lease means the same to every process, also to one whose own clock was moved. */
  clock?: Clock;
};

type SenderDeps = Pick<Deps, "db" | "mailer" | "log">;
export type Sender = { deps: SenderDeps; holder: string; clock: Clock; signal?: AbortSignal };

/** Sends what is due. Any number may run at once, in any number of processes: each mail is leased to one. */
export async function sendDue(deps: SenderDeps, options: SendOptions = {}): Promise<SendReport> {
  const { only, limit = Number.POSITIVE_INFINITY, signal } = options;
  const sender = { deps, holder: newId(), clock: options.clock ?? systemClock, signal };
  const report = { sent: 0, sentElsewhere: 0, failed: 0 };
  const left = only && new Set(only);
  while (!signal?.aborted && report.sent + report.failed < limit) {
    const room = Math.min(batchSize, limit - report.sent - report.failed);
    const batch = await take(sender, room, left);
    if (batch.length > 0) {
      const answers = await sendBatch(sender, batch);
      for (const { outcome } of answers) report[outcome === "sent" ? "sent" : "failed"] += 1;
      for (const row of batch) left?.delete(row.id);
    } else if (!left || !(await areHeld(sender, [...left]))) break;
    else await wait(200);
  }
  if (!left || left.size === 0) return report;
  const states = await statesOf(deps.db.read, [...left]);
  for (const state of states.values()) report[state === "sent" ? "sentElsewhere" : "failed"] += 1;
  return report;
}

/** Asks by a read first: most rounds find nothing, and a write would hold others up. */
async function take(
  { deps, holder, clock }: Sender,
  limit: number,
  left?: Set<string>,
): Promise<OutboxRow[]> {
  const only = left && [...left];
  const now = clock.now();
  if (only?.length === 0 || (await listDue(deps.db.read, { now, limit: 1, only })).length === 0) return [];
  return deps.db.write(tx => leaseDue(tx, { holder, now }, { limit, only }));
}

const areHeld = async ({ deps, clock }: Sender, ids: string[]): Promise<boolean> =>
  ids.length > 0 && (await listHeld(deps.db.read, ids, clock.now())).length > 0;

/** A few at a time; what a stop or a lost lease leaves untried is given back. */
async function sendBatch(sender: Sender, batch: OutboxRow[]): Promise<SendAnswer[]> {
  const { deps, holder, clock, signal } = sender;
  const answers: SendAnswer[] = [];
  const untried: string[] = [];
  const rows = batch.values();
  const ids = batch.map(row => row.id);
  await whileHeld(sender, ids, async isHeld => {
    const worker = async () => {
      for (const row of rows)
        if (signal?.aborted || !isHeld()) untried.push(row.id);
        else answers.push(await sendOne(sender, row));
    };
    await Promise.all(Array.from({ length: connections }, worker));
  });
  if (untried.length > 0) await deps.db.write(tx => releaseMails(tx, { holder, now: clock.now() }, untried));
  return answers;
}

/** Outside any transaction: a mail server may take its time. */
async function sendOne({ deps, holder, clock }: Sender, row: OutboxRow): Promise<SendAnswer> {
  const answer = await deps.mailer.send(mailOf(row));
  if (answer.outcome !== "sent") deps.log.warn({ mail: row.id, outcome: answer.outcome }, "mail not sent");
  await keepTrying(deps, () =>
    deps.db.write(tx => recordAnswer(tx, { holder, now: clock.now() }, row, answer)),
  );
  return answer;
}

const mailOf = (row: OutboxRow): OutgoingMail => ({
  messageId: row.messageId,
  date: row.date,
  to: { name: nameInHeader(row.toName), address: row.toAddress },
  subject: row.subject,
  html: row.html,
  text: row.text,
  headers: row.headers,
});

const recordTries = 5;

/** An answer that is lost here means a second mail, so that a busy database is asked again. */
async function keepTrying({ log }: SenderDeps, record: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await record();
    } catch (error) {
      log.error({ error: loggable(error) }, "a mail's answer was not recorded");
      if (tries === recordTries) throw error;
      await wait(tries * 1000);
    }
  }
}
