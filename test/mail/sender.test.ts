import pino from "pino";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { whileHeld } from "../../src/mail/holding.ts";
import { leaseMs } from "../../src/mail/outbox.rules.ts";
import { sendDue } from "../../src/mail/sender.ts";
import { openSmtpMailer } from "../../src/mail/smtp.ts";
import type { Mailer } from "../../src/mail/transport.ts";
import { disablePerson } from "../../src/people/people.actions.ts";
import { findPersonByEmail, type PersonRow } from "../../src/people/people.queries.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { newId } from "../../src/shared/ids.ts";
import { type Cast, makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { type Behaviour, type Mailbox, openMailbox } from "../support/mailbox.ts";
import { outboxRows, queueMails, timesArrived } from "../support/queued-mails.ts";

let db: Database;
let cast: Cast;
let behaviour: Behaviour;
let mailbox: Mailbox;
let mailer: Mailer;

beforeAll(() => {
  behaviour = "takes it";
});

beforeEach(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
  behaviour = "takes it";
  mailbox = await openMailbox(() => behaviour);
  mailer = openSmtpMailer({ mailFrom: "crosswalk@sanjuan.example" }, mailbox.url, {
    connectMs: 500,
    greetMs: 500,
    silenceMs: 400,
  });
});

afterEach(async () => {
  await mailer.close();
  await mailbox.close();
});

const clock = new MovedClock(new Date("2026-11-23T15:00:00Z"));
const deps = () => ({ db, mailer, log: pino({ level: "silent" }) });
const send = (options: Parameters<typeof sendDue>[1] = {}) => sendDue(deps(), { clock, ...options });
const person = async (): Promise<PersonRow> => {
  const found = await findPersonByEmail(db.read, "ana@sanjuan.example");
  if (!found) throw new Error("Ana is gone.");
  return found;
};

test("what waits is sent once, and a second round finds nothing", async () => {
  const ids = await queueMails(db, cast, 30);
  expect(await send()).toEqual({ sent: 30, sentElsewhere: 0, failed: 0 });
  expect(await send()).toEqual({ sent: 0, sentElsewhere: 0, failed: 0 });
  expect([...timesArrived(mailbox.arrived).values()]).toEqual(ids.map(() => 1));
  expect(mailbox.arrived[0]?.mail.date).toBe("2026-11-23T16:00:00.000Z");
  const rows = await outboxRows(db);
  expect(new Set(rows.map(row => row.state))).toEqual(new Set(["sent"]));
  expect(rows[0]).toMatchObject({ attempts: 1, sentAt: clock.now(), leaseHolder: null, leaseEndsAt: null });
});

test("no more than four mails are under way at once", async () => {
  let most = 0;
  let now = 0;
  const slow: Mailer = {
    async send(mail) {
      most = Math.max(most, ++now);
      const answer = await mailer.send(mail);
      now -= 1;
      return answer;
    },
    close: async () => {},
  };
  await queueMails(db, cast, 20);
  await sendDue({ ...deps(), mailer: slow }, { clock });
  expect(most).toBe(4);
});

test("a mail that the server puts off waits, then goes out as the same mail", async () => {
  await queueMails(db, cast, 1);
  behaviour = "asks to come later";
  expect(await send()).toEqual({ sent: 0, sentElsewhere: 0, failed: 1 });
  expect(await send()).toMatchObject({ failed: 0 });
  expect((await outboxRows(db))[0]).toMatchObject({
    state: "waiting",
    lastAnswer: "451 4.7.1 Come back later",
    nextAt: new Date("2026-11-23T15:05:00Z"),
  });
  behaviour = "takes it";
  expect(await send({ clock: new MovedClock(new Date("2026-11-23T15:05:00Z")) })).toMatchObject({ sent: 1 });
});

test("an answer lost after the final dot is sent again with the same Message-ID and Date", async () => {
  await queueMails(db, cast, 1);
  behaviour = "takes it and hangs up before it says so";
  expect(await send()).toMatchObject({ failed: 1 });
  expect((await outboxRows(db))[0]?.lastAnswer).toMatch(/^It may have arrived: /);
  behaviour = "takes it";
  await send({ clock: new MovedClock(new Date("2026-11-23T15:05:00Z")) });
  const [first, second, ...more] = mailbox.arrived;
  expect(more).toEqual([]);
  expect(second?.bytes.equals(first?.bytes ?? Buffer.of())).toBe(true);
});

test("a server that hangs holds nobody up for long and loses nothing", async () => {
  await queueMails(db, cast, 3);
  behaviour = "falls silent";
  expect(await send()).toMatchObject({ failed: 3 });
  behaviour = "takes it";
  expect(await send({ clock: new MovedClock(new Date("2026-11-23T15:05:00Z")) })).toMatchObject({ sent: 3 });
});

test("an address that does not exist is marked, in the history too, until a mail arrives again", async () => {
  await queueMails(db, cast, 1);
  behaviour = "knows no such person";
  await send();
  expect((await outboxRows(db))[0]).toMatchObject({
    state: "refused",
    lastAnswer: "550 5.1.1 No such person here",
  });
  expect(await person()).toMatchObject({ bouncedAt: clock.now() });
  behaviour = "takes it";
  await queueMails(db, cast, 1, { kind: "sign in" });
  await send();
  expect(await person()).toMatchObject({ bouncedAt: null });
});

test("a server that will not relay says nothing about the address", async () => {
  await queueMails(db, cast, 1);
  behaviour = "will not relay";
  await send();
  expect((await outboxRows(db))[0]?.state).toBe("refused");
  expect(await person()).toMatchObject({ bouncedAt: null });
});

test("a sign-in link goes first, and its words leave the database with the mail", async () => {
  await queueMails(db, cast, 20);
  await queueMails(db, cast, 1, { kind: "sign in" });
  await send({ limit: 1 });
  const row = (await outboxRows(db)).find(each => each.kind === "sign in");
  expect(row).toMatchObject({ state: "sent", html: "", text: "" });
  expect(mailbox.arrived).toHaveLength(1);
});

test("a link whose mail was put off keeps its words until it is out or dead", async () => {
  await queueMails(db, cast, 1, { kind: "sign in" });
  behaviour = "asks to come later";
  for (const minute of ["00", "05", "15"]) {
    expect((await outboxRows(db))[0]?.text).toBe("Mail 1");
    await send({ clock: new MovedClock(new Date(`2026-11-23T15:${minute}:00Z`)) });
  }
  expect((await outboxRows(db))[0]).toMatchObject({ state: "given up", html: "", text: "" });
});

test("a person who was disabled meanwhile gets nothing", async () => {
  await queueMails(db, cast, 2);
  await queueMails(db, cast, 1, { to: "mai" });
  const deed = await cast.deed("ada");
  const ana = await person();
  await db.write(tx => disablePerson(tx, deed, ana));
  expect(await send()).toMatchObject({ sent: 1 });
  expect(mailbox.arrived.map(each => each.to[0])).toEqual(["mai@sanjuan.example"]);
  expect((await outboxRows(db)).filter(row => row.state === "given up")).toHaveLength(2);
});

test("a command sends its own mails and no others, also those that wait for a later try", async () => {
  const ids = await queueMails(db, cast, 4);
  behaviour = "asks to come later";
  await send({ only: ids.slice(0, 1) });
  behaviour = "takes it";
  expect(await send({ only: ids.slice(0, 2) })).toEqual({ sent: 2, sentElsewhere: 0, failed: 0 });
  expect(await send({ only: ids.slice(0, 3) })).toEqual({ sent: 1, sentElsewhere: 2, failed: 0 });
  expect(mailbox.arrived).toHaveLength(3);
});

test("a stop finishes what is under way and gives back the rest", async () => {
  await queueMails(db, cast, 12);
  const stop = new AbortController();
  const stopping: Mailer = {
    send(mail) {
      stop.abort();
      return mailer.send(mail);
    },
    close: async () => {},
  };
  const report = await sendDue({ ...deps(), mailer: stopping }, { clock, signal: stop.signal });
  expect(report.sent).toBe(mailbox.arrived.length);
  expect(report.sent).toBeLessThanOrEqual(4);
  expect((await outboxRows(db)).every(row => row.leaseHolder === null)).toBe(true);
  expect(await send()).toMatchObject({ sent: 12 - report.sent });
});

test("a slow mail stays with its sender", async () => {
  await queueMails(db, cast, 2);
  const moved = new MovedClock(clock.now());
  const later = (ms: number) => moved.moveTo(new Date(moved.now().getTime() + ms));
  const meanwhile: number[] = [];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const slow: Mailer = {
    async send() {
      later(leaseMs - 1000);
      await vi.advanceTimersByTimeAsync(leaseMs / 3);
      await vi.waitFor(async () => {
        const held = (await outboxRows(db)).find(row => row.leaseEndsAt);
        expect(held?.leaseEndsAt?.getTime()).toBe(moved.now().getTime() + leaseMs);
      });
      later(2000);
      meanwhile.push((await sendDue(deps(), { clock: moved })).sent);
      return { outcome: "sent" };
    },
    close: async () => {},
  };
  try {
    await sendDue({ ...deps(), mailer: slow }, { clock: moved, limit: 1 });
  } finally {
    vi.useRealTimers();
  }
  expect(meanwhile).toEqual([1]);
  expect(mailbox.arrived).toHaveLength(1);
  expect((await outboxRows(db)).map(row => row.attempts)).toEqual([1, 1]);
});

test("a lease that was not lengthened in time is not trusted to its last second", async () => {
  const moved = new MovedClock(clock.now());
  const held: boolean[] = [];
  await whileHeld({ deps: deps(), holder: newId(), clock: moved }, [newId()], async isHeld => {
    for (const ms of [0, leaseMs / 2, leaseMs - 1000]) {
      moved.moveTo(new Date(clock.now().getTime() + ms));
      held.push(isHeld());
    }
  });
  expect(held).toEqual([true, true, false]);
});
