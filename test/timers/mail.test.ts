import { expect, test } from "vitest";
import { sendMail } from "../../src/mail/mail.timers.ts";
import { Clockwork } from "../../src/timers/clockwork.ts";
import { makeHouse } from "../support/app.ts";
import { queueMails } from "../support/queued-mails.ts";

test("what a verb put into the outbox leaves by itself", async () => {
  const { deps, cast, mails } = await makeHouse();
  await queueMails(deps.db, cast, 2);
  const clockwork = new Clockwork(deps, [sendMail]);
  await clockwork.tick();
  await clockwork.settled();
  expect(mails.map(mail => mail.to.address)).toEqual(["ana@sanjuan.example", "ana@sanjuan.example"]);
});
