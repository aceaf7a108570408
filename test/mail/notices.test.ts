import * as cheerio from "cheerio";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { settleMailBase } from "../../src/mail/links.ts";
import { type NoticeWords, queueNotices } from "../../src/mail/notices.ts";
import { people } from "../../src/people/people.table.ts";
import { createRecord } from "../../src/records/records.actions.ts";
import type { Audience } from "../../src/records/records.rules.ts";
import type { Deed } from "../../src/shared/deed.ts";
import type { Ask, Telling } from "../../src/told/told.rules.ts";
import { type Cast, makeCast, type Name } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { outboxRows } from "../support/queued-mails.ts";

let db: Database;
let cast: Cast;

beforeEach(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
});

async function newRecord(audience: Audience = "everyone"): Promise<Telling["record"]> {
  const deed = await cast.deed("lin");
  return db.write(tx =>
    createRecord(
      tx,
      deed,
      {
        kind: "request",
        title: "Class lists",
        state: "submitted",
        audience,
        seats: { requester: cast.id.tess },
        words: "",
      },
      { kind: "request drafted", data: { title: "Class lists" } },
    ),
  );
}

const words: NoticeWords = {
  subject: "R-1 “Class lists” waits for your answer",
  sentence: "Lin Tran asks: which <schools> & grades?",
  path: "/requests/1#answer",
  verb: "Answer R-1",
};

async function tell(
  to: Name | readonly Name[],
  record: Telling["record"],
  { deed, as = "asked to answer" }: { deed?: Deed; as?: Ask } = {},
): Promise<void> {
  const by = deed ?? (await cast.deed("lin"));
  const addressed = [to].flat().map(name => ({ personId: cast.id[name], as }));
  await db.write(tx => queueNotices(tx, by, { record, to: addressed }, () => words));
}

const told = async () => (await outboxRows(db)).map(row => row.toAddress);

test("a notice is complete when it is written: both parts, an absolute link, nothing to load", async () => {
  settleMailBase("https://crosswalk.sanjuan.example");
  await tell("tess", await newRecord());
  settleMailBase("http://localhost:3000");
  const [row] = await outboxRows(db);
  expect(row).toMatchObject({
    kind: "notice",
    toName: "Tess Moreno",
    toAddress: "tess@sanjuan.example",
    subject: "R-1 “Class lists” waits for your answer",
    state: "waiting",
    headers: {},
    messageId: expect.stringMatching(/^<[0-9a-f-]{36}@crosswalk\.sanjuan\.example>$/),
  });
  expect(row?.text).toContain("Lin Tran asks: which <schools> & grades?");
  expect(row?.text).toContain("\nAnswer R-1:\nhttps://crosswalk.sanjuan.example/requests/1#answer\n");
  const $ = cheerio.load(row?.html ?? "");
  expect($("h1").text()).toBe(row?.subject);
  expect($("a.deed").attr("href")).toBe("https://crosswalk.sanjuan.example/requests/1#answer");
  expect($(".lead").text()).toBe("Lin Tran asks: which <schools> & grades?");
  expect($("img, script, link, iframe, form")).toHaveLength(0);
});

test("the same deed tells a person once", async () => {
  const record = await newRecord();
  await tell(["tess", "tess"], record);
  await tell("tess", record);
  await tell("tess", record, { as: "returned" });
  expect(await told()).toHaveLength(2);
});

test("nobody is told of their own deeds, also not of those done for them", async () => {
  const record = await newRecord();
  await tell("lin", record);
  await tell("tess", record, { deed: { ...(await cast.deed("lin")), forId: cast.id.tess } });
  expect(await told()).toEqual([]);
});

test("nobody is told of what they may not see", async () => {
  await tell(["mai", "vera", "tess", "priya"], await newRecord("restricted"));
  expect((await told()).sort()).toEqual(["priya@sanjuan.example", "tess@sanjuan.example"]);
});

test("who was disabled or whose address bounces is not written to", async () => {
  const record = await newRecord();
  const now = new Date();
  await db.write(tx => tx.update(people).set({ disabledAt: now }).where(eq(people.id, cast.id.tess)));
  await db.write(tx => tx.update(people).set({ bouncedAt: now }).where(eq(people.id, cast.id.mai)));
  await tell(["tess", "mai"], record);
  expect(await told()).toEqual([]);
});

test("a verb that fails tells nobody", async () => {
  const record = await newRecord();
  const deed = await cast.deed("lin");
  const to = [{ personId: cast.id.tess, as: "delivered" as const }];
  const failing = db.write(async tx => {
    await queueNotices(tx, deed, { record, to }, () => words);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await told()).toEqual([]);
});
