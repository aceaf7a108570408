import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { planDigests, planExtra } from "../../src/digest/digest.actions.ts";
import { listIssues, listPeriodMails } from "../../src/digest/digest.queries.ts";
import { digests } from "../../src/digest/digest.table.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import { sendDue } from "../../src/mail/sender.ts";
import { createRecord } from "../../src/records/records.actions.ts";
import { draftRequest, submitRequest } from "../../src/requests/requests.actions.ts";
import { time } from "../../src/shared/deed.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { stranger, visit } from "../support/page.ts";

let house: House;
const period = () => {
  const found = latestPeriod(house.deps.clock.now(), house.cast.district);
  if (!found) throw new Error("no period is due");
  return found;
};
const deed = async () => ({ ...(await house.cast.deed("ada")), by: time });
const plan = async () => planDigests(house.deps, await deed(), period());
const textFor = async (name: Name) =>
  (await listIssues(house.deps.db.read, house.cast.id[name], 1))[0]?.text.replace(/\s+/g, " ") ?? "";

/** A request by Tess, sent on the Friday before; what is restricted goes into the box for security matters. */
async function ask(title: string, isRestricted: boolean) {
  const by = await house.cast.deed("tess", "2026-11-20T18:00:00Z");
  await house.deps.db.write(async tx => {
    const { record } = await draftRequest(tx, by, {
      title,
      need: "We cannot do it today.",
      why: "A child waits.",
      kind: "change",
      question: undefined,
      decision: undefined,
      users: undefined,
      frequency: undefined,
      goals: [],
      goalWords: undefined,
      neededBy: "2027-02-01",
      school: "Dyer Kelly",
      people: 12,
      forWhom: undefined,
      studentData: "no",
      isRestricted,
    });
    await submitRequest(tx, by, { number: record.number, version: null });
  });
}

beforeAll(async () => {
  house = await makeHouse();
  await ask("Nightly class lists", false);
  await ask("Old administrator accounts", true);
});

describe("the digest", () => {
  it("is planned once for each liaison in term, however often and by however many at once", async () => {
    const planned = await Promise.all([plan(), plan(), plan()]);
    expect(planned.reduce((sum, each) => sum + each, 0)).toBe(4);
    expect(await plan()).toBe(0);
    expect(await listPeriodMails(house.deps.db.read, period().week)).toHaveLength(4);
  });

  it("says in its subject what matters, and in its text what waits", async () => {
    const [issue] = await listIssues(house.deps.db.read, house.cast.id.lin, 1);
    expect(issue?.subject).toBe("1 needs you: Crosswalk, week of Nov 23");
    expect(await textFor("lin")).toContain("Decide: 2 requests wait in triage");
    expect(await textFor("lin")).toContain("Tess Moreno sent R-");
  });

  it("is sent once, with the headers of a list, and says the same in both parts", async () => {
    expect((await sendDue(house.deps)).sent).toBeGreaterThanOrEqual(4);
    const sent = house.mails.filter(mail => mail.headers["List-Id"]);
    expect(sent).toHaveLength(4);
    for (const mail of sent) {
      expect(mail.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      expect(Buffer.byteLength(mail.html)).toBeLessThan(60_000);
      expect(mail.html).not.toMatch(/<img|url\(|<link/);
      for (const [, href = ""] of mail.html.matchAll(/<a [^>]*href="([^"]+)"/g))
        expect(mail.text.replace(/\s+/g, " ")).toContain(href);
      // The way to all that is needed stands right below it, not under what is only told.
      for (const part of [mail.html, mail.text])
        expect(part.indexOf("Open my desk")).toBeLessThan(part.search(/moved this week/i));
    }
    expect((await sendDue(house.deps)).sent).toBe(0);
  });

  it("can be read again on its page, exactly as mailed, by nobody else", async () => {
    const [issue] = await listIssues(house.deps.db.read, house.cast.id.lin, 1);
    const lin = await visit(house, "lin");
    const document = await lin.get(`/digest/${issue?.id}/document`);
    expect(document.body).toBe(house.mails.find(mail => mail.to.address.startsWith("lin"))?.html);
    expect(document.headers["content-security-policy"]).toContain("default-src 'none'");
    for (const other of ["omar", "ada", "tess"] as const)
      expect((await (await visit(house, other)).get(`/digest/${issue?.id}`)).status).toBe(404);
    expect((await stranger(house).get(`/digest/${issue?.id}`)).url).toContain("/sign-in");
  });

  it("comes as a marked extra when it is sent again, and only for those who may send it", async () => {
    const refused = await (await visit(house, "ana")).post("/digest/sending");
    expect(refused.status).toBe(403);
    const lin = await visit(house, "lin");
    house.deps.clock.moveTo(new Date("2026-11-23T17:00:00Z"));
    const page = await (await lin.get("/digest")).form("Send it now to 4 people").submit();
    expect(page.text).toContain("4 digests are on the way");
    const [extra] = await listIssues(house.deps.db.read, house.cast.id.lin, 1);
    expect(extra?.subject).toMatch(/^Extra: /);
  });

  it("reaches those who chose it, and tells each only what they may see", async () => {
    const ana = await visit(house, "ana");
    const choice = (await ana.get("/digest")).form("Keep my choice");
    expect((await choice.submit({ "Weekly digest": "Every week" })).text).toContain("Your choice is kept");
    house.deps.clock.moveTo(new Date("2026-11-30T16:00:00Z"));
    await ask("Another restricted matter", true);
    expect(await plan()).toBe(5);
    expect(await textFor("ana")).not.toContain("restricted matter");
    expect(await textFor("lin")).toContain("requests wait in triage");
  });

  it("is two lines in a quiet week, or no mail where the person chose none", async () => {
    const ana = await visit(house, "ana");
    await (await ana.get("/digest")).form("Keep my choice").submit({ "A week with no news": "No mail" });
    house.deps.clock.moveTo(new Date("2026-12-07T16:00:00Z"));
    await plan();
    const [issue] = await listIssues(house.deps.db.read, house.cast.id.ana, 1);
    expect(issue).toMatchObject({ outboxId: null });
    expect(issue?.subject).toBe("Nothing needs you: Crosswalk, week of Dec 7");
    expect(issue?.text.split("--")[0]?.trim().split("\n").filter(Boolean).length).toBeLessThanOrEqual(2);
  });

  it("is never made up for weeks that were missed", async () => {
    house.deps.clock.moveTo(new Date("2027-01-12T16:00:00Z"));
    await plan();
    const weeks = await house.deps.db.read
      .selectDistinct({ period: digests.period })
      .from(digests)
      .where(eq(digests.extra, false));
    expect(weeks.map(week => week.period).sort()).toEqual(["2026-W48", "2026-W49", "2026-W50", "2027-W02"]);
  });

  it("says “over” where a liaison’s district has more due than anybody reads", async () => {
    const by = await house.cast.deed("dana");
    await house.deps.db.write(async tx => {
      for (let n = 1; n <= 201; n += 1)
        await createRecord(
          tx,
          by,
          {
            kind: "work",
            title: `Room ${n}`,
            state: "doing",
            audience: "everyone",
            due: "2027-01-20",
            words: "",
          },
          { kind: "work planned", data: { title: `Room ${n}` } },
        );
    });
    const page = await (await visit(house, "lin")).get("/digest");
    expect(page.text).toMatch(/And over 19\d more/);
  });

  it("keeps to each one’s choice as an extra too", async () => {
    const before = await house.deps.db.read.select({ id: outbox.id }).from(outbox);
    expect(await planExtra(house.deps, await deed(), period())).toBe(5);
    const after = await house.deps.db.read.select({ id: outbox.id }).from(outbox);
    expect(after.length - before.length).toBe(4);
  });
});
