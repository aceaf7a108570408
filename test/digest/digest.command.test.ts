import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeCast } from "../support/cast.ts";
import { documentOf, runCli } from "../support/cli.ts";
import { freshDatabaseUrl, openForTest } from "../support/database.ts";
import { openMailbox } from "../support/mailbox.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-digest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = ["--now", "2026-11-24T18:00:00Z"];

async function start(smtpUrl?: string) {
  const databaseUrl = await freshDatabaseUrl();
  const db = await openForTest(databaseUrl);
  await makeCast(db);
  await db.close();
  const dataDir = mkdtempSync(join(folder, "data-"));
  return { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...(smtpUrl ? { SMTP_URL: smtpUrl } : {}) };
}

describe("crosswalk digest", () => {
  it("previews without a trace, sends into the outbox folder, and has nothing left the second time", async () => {
    const settings = await start();
    const preview = documentOf(await runCli(["digest", "preview", ...now, "--json"], settings));
    expect(preview.period).toBe("2026-W49");
    expect(preview.digests.map((each: { name: string }) => each.name)).toEqual([
      "Joe Lind",
      "Lin Tran",
      "Omar Haddad",
      "Sam Park",
    ]);
    const first = await runCli(["digest", "send", ...now, "--json"], settings);
    expect(first.code).toBe(0);
    expect(documentOf(first)).toEqual({ planned: 4, sent: 4, alreadySent: 0, failed: 0 });
    expect(readdirSync(join(settings.DATA_DIR, "outbox")).filter(file => file.endsWith(".eml"))).toHaveLength(
      4,
    );
    const second = await runCli(["digest", "send", ...now, "--json"], settings);
    expect(second.code).toBe(0);
    expect(documentOf(second)).toEqual({ planned: 0, sent: 0, alreadySent: 4, failed: 0 });
  });

  it("sends each one once by SMTP when two processes send at the same moment", async () => {
    const mailbox = await openMailbox(undefined, 100);
    const settings = await start(mailbox.url);
    const both = await Promise.all([1, 2].map(() => runCli(["digest", "send", ...now, "--json"], settings)));
    const counts = both.map(documentOf);
    expect(counts.reduce((sum, each) => sum + each.planned, 0)).toBe(4);
    expect(counts.reduce((sum, each) => sum + each.sent, 0)).toBe(4);
    expect(both.map(each => each.code)).toEqual([0, 0]);
    expect(mailbox.arrived.map(each => each.to.join()).sort()).toEqual(
      ["joe", "lin", "omar", "sam"].map(name => `${name}@sanjuan.example`),
    );
    expect(new Set(mailbox.arrived.map(each => each.mail.messageId)).size).toBe(4);
    await mailbox.close();
  });

  it("fails where the mail server puts one off, and sends the rest", async () => {
    const mailbox = await openMailbox(to => (to.startsWith("lin") ? "asks to come later" : "takes it"));
    const settings = await start(mailbox.url);
    const said = await runCli(["digest", "send", ...now, "--json"], settings);
    expect(said.code).toBe(1);
    expect(documentOf(said)).toEqual({ planned: 4, sent: 3, alreadySent: 0, failed: 1 });
    await mailbox.close();
  });

  it("refuses an instant that is none", async () => {
    const said = await runCli(["digest", "send", "--now", "yesterday", "--json"], await start());
    expect(said.code).toBe(1);
    expect(documentOf(said).error.message).toContain("yesterday");
  });
});
