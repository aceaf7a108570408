import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { leaseMs } from "../../src/mail/outbox.rules.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import { type SendReport, sendDue } from "../../src/mail/sender.ts";
import { openSmtpMailer } from "../../src/mail/smtp.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { type Cast, makeCast } from "../support/cast.ts";
import { freshDatabaseUrl, openForTest } from "../support/database.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { outboxRows, queueMails, timesArrived } from "../support/queued-mails.ts";

vi.setConfig({ testTimeout: 60_000 });

let url: string;
let db: Database;
let cast: Cast;
let mailbox: Mailbox;
const children: ChildProcess[] = [];

beforeEach(async () => {
  url = await freshDatabaseUrl();
  db = await openForTest(url);
  cast = await makeCast(db);
  mailbox = await openMailbox(() => "takes it", 20);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await mailbox.close();
});

/** A sender in a process of its own that waits for `go`. */
async function senderProcess(...flags: string[]) {
  const script = join(import.meta.dirname, "../support/sending-process.ts");
  const hook = join(import.meta.dirname, "../../src/preload.js");
  const child = spawn(process.execPath, ["--import", hook, script, ...flags], {
    env: { ...process.env, NODE_OPTIONS: "", DATABASE_URL: url, SMTP_URL: mailbox.url },
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  expect(await line()).toBe("ready");
  const ended = new Promise(resolve => child.once("exit", resolve));
  return { go: () => child.stdin.write("go\n"), line, kill: () => child.kill("SIGKILL"), ended };
}

const deps = () => ({ db, log: pino({ level: "silent" }) });

/** Two at once over the same outbox; how often each mail arrived. */
async function timesWithTwo(count: number, sender: () => Promise<unknown>): Promise<number[]> {
  await queueMails(db, cast, count);
  await Promise.all([sender(), sender()]);
  return [...timesArrived(mailbox.arrived).values()];
}

test("two processes that send at once send each mail once", async () => {
  const reports: SendReport[] = [];
  const processes = await Promise.all([senderProcess(), senderProcess()]);
  const next = processes.values();
  const times = await timesWithTwo(60, async () => {
    const [one] = next;
    one?.go();
    reports.push(JSON.parse((await one?.line()) ?? ""));
  });
  expect(times).toEqual(Array.from({ length: 60 }, () => 1));
  expect(reports.map(report => report.failed)).toEqual([0, 0]);
  expect(reports.reduce((sum, report) => sum + report.sent, 0)).toBe(60);
  expect(Math.min(...reports.map(report => report.sent))).toBeGreaterThan(0);
});

test("without a lease the same two send mails twice", async () => {
  const mailer = openSmtpMailer({ mailFrom: "crosswalk@sanjuan.example" }, mailbox.url);
  const times = await timesWithTwo(12, async () => {
    for (const row of await outboxRows(db)) {
      const [seen] = (await outboxRows(db)).filter(each => each.id === row.id);
      if (seen?.state !== "waiting") continue;
      await mailer.send({ ...row, to: { name: row.toName, address: row.toAddress } });
      await db.write(tx => tx.update(outbox).set({ state: "sent" }).where(eq(outbox.id, row.id)));
    }
  });
  await mailer.close();
  expect(times.some(count => count > 1)).toBe(true);
});

test("a sender killed between the server's answer and its own record: nobody missing, and twice is the same mail", async () => {
  const ids = await queueMails(db, cast, 10);
  const first = await senderProcess("stall");
  first.go();
  const answered = [await first.line(), await first.line()].map(line => line.replace("answered ", ""));
  first.kill();
  await first.ended;
  expect((await outboxRows(db)).map(row => row.state)).toEqual(ids.map(() => "waiting"));

  const mailer = openSmtpMailer({ mailFrom: "Crosswalk <crosswalk@localhost>" }, mailbox.url);
  const soon = new MovedClock(new Date());
  expect(await sendDue({ ...deps(), mailer }, { clock: soon })).toMatchObject({ sent: 0 });
  const later = new MovedClock(new Date(Date.now() + leaseMs + 1000));
  expect(await sendDue({ ...deps(), mailer }, { clock: later })).toMatchObject({ sent: 10 });
  await mailer.close();

  const times = timesArrived(mailbox.arrived);
  expect([...times.keys()]).toHaveLength(10);
  expect([...times.values()].every(count => count <= 2)).toBe(true);
  for (const messageId of answered) {
    expect(times.get(messageId)).toBe(2);
    const [one, two] = mailbox.arrived.filter(each => each.mail.messageId === messageId);
    expect(two?.mail.date).toBe(one?.mail.date);
    expect(two?.bytes.equals(one?.bytes ?? Buffer.of())).toBe(true);
  }
  expect(await sendDue({ ...deps(), mailer }, { clock: later })).toMatchObject({ sent: 0 });
});

test("a command waits for what another sender has under way, and counts it as sent", async () => {
  const ids = await queueMails(db, cast, 12);
  const other = await senderProcess();
  other.go();
  while (mailbox.arrived.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
  const mailer = openSmtpMailer({ mailFrom: "crosswalk@sanjuan.example" }, mailbox.url);
  const report = await sendDue({ ...deps(), mailer }, { only: ids });
  await mailer.close();
  expect(report.sent + report.sentElsewhere).toBe(12);
  expect(report).toMatchObject({ failed: 0 });
  expect([...timesArrived(mailbox.arrived).values()]).toEqual(ids.map(() => 1));
});
