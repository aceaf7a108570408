import pino from "pino";
import { readConfig } from "../../src/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { openMailer } from "../../src/mail/mailer.ts";
import { sendDue } from "../../src/mail/sender.ts";
import type { Mailer } from "../../src/mail/transport.ts";

// A process of its own that sends what is due, for tests that need two of them, or need to kill one.
// "stall" never learns what the mail server answered: it says so and waits to be killed.
const { DATABASE_URL, SMTP_URL } = process.env;
const config = readConfig({ DATABASE_URL, SMTP_URL });
const db = await openDatabase(config);
const mailer = openMailer(config);

const stalling: Mailer = {
  async send(mail) {
    await mailer.send(mail);
    process.stdout.write(`answered ${mail.messageId}\n`);
    return new Promise(() => setInterval(() => {}, 1000));
  },
  close: () => mailer.close(),
};

process.stdout.write("ready\n");
await new Promise(resolve => process.stdin.once("data", resolve));
const used = process.argv.includes("stall") ? stalling : mailer;
const report = await sendDue({ db, mailer: used, log: pino({ level: "silent" }) });
process.stdout.write(`${JSON.stringify(report)}\n`);
await mailer.close();
await db.close();
process.exit(0);
