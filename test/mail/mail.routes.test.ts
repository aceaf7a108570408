import { beforeAll, expect, test } from "vitest";
import { sendMail } from "../../src/mail/mail.timers.ts";
import { queueNotices } from "../../src/mail/notices.ts";
import { queueMail } from "../../src/mail/outbox.actions.ts";
import { queueSignInMail } from "../../src/mail/sign-in-mail.ts";
import type { SendAnswer } from "../../src/mail/transport.ts";
import { findPersonByEmail } from "../../src/people/people.queries.ts";
import { createRecord } from "../../src/records/records.actions.ts";
import { paths } from "../../src/web/paths.ts";
import { type House, makeHouse } from "../support/app.ts";
import { stranger, type Visitor, visit } from "../support/page.ts";
import { outboxRows, queueMails } from "../support/queued-mails.ts";

let house: House;
let ada: Visitor;
let ana: Visitor;
/** A draft that no administrator sees, once a test has made it. */
let quietGoal = "";

beforeAll(async () => {
  house = await makeHouse();
  ada = await visit(house, "ada");
  ana = await visit(house, "ana");
});

const send = () => sendMail.run(house.deps, AbortSignal.timeout(10_000));

/** A mail server that says this to everyone. */
async function answering(answer: SendAnswer) {
  const deps = { ...house.deps, mailer: { send: async () => answer, close: async () => {} } };
  await sendMail.run(deps, AbortSignal.timeout(10_000));
}

test("a stranger is led to sign in, and only an administrator sees the mail", async () => {
  expect((await stranger(house).get(paths.mail)).heading).toBe("Sign in");
  const refused = await ana.get(paths.mail);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("Only an administrator can open this page.");
  expect((await ana.post(paths.mailTests, { key: "x" })).status).toBe(403);
});

test("an empty list says what belongs there", async () => {
  const page = await ada.get(paths.mail);
  expect(page.heading).toBe("Mail");
  expect(page.text).toContain("No mail yet");
});

test("an administrator sends a test mail to themself and sees it go", async () => {
  const page = await (await ada.get(paths.mail)).form("Send a test mail to me").submit();
  expect(page.text).toContain("A test mail to you is on its way.");
  expect(page.text).toContain("waiting");
  await send();
  expect(house.mails.map(mail => [mail.to.address, mail.subject])).toEqual([
    ["ada@sanjuan.example", "Mail from Crosswalk arrives"],
  ]);
  const again = await ada.get(paths.mail);
  expect(again.text).toContain("sent");
  const [href = ""] = again.links("Mail from Crosswalk arrives");
  const one = await ada.get(href);
  expect(one.text).toContain("If you can read it, links and notices reach people too.");
  expect(one.$("iframe").attr("sandbox")).toBe("allow-popups allow-popups-to-escape-sandbox");
  const document = await ada.get(one.$("iframe").attr("src") ?? "");
  expect(document.body).toBe(house.mails[0]?.html);
  expect(document.headers["content-security-policy"]).toContain(
    "default-src 'none'; style-src 'unsafe-inline'",
  );
});

test("a form sent twice is one mail", async () => {
  const before = (await outboxRows(house.deps.db)).length;
  const form = (await ada.get(paths.mail)).form("Send a test mail to me");
  await form.submit();
  await form.submit();
  expect(await outboxRows(house.deps.db)).toHaveLength(before + 1);
  await send();
});

test("a refused mail says why, can be tried again, and marks the address meanwhile", async () => {
  const [id = ""] = await queueMails(house.deps.db, house.cast, 1, { to: "mai" });
  await answering({ outcome: "refused", reason: "550 5.1.1 No such person", badAddress: true });
  const list = await ada.get(`${paths.mail}?state=refused`);
  expect(list.text).toContain("550 5.1.1 No such person");
  expect(list.text).toContain("Mai Vang, mai@sanjuan.example");
  const page = await ada.get(paths.mailOne(id));
  const after = await page.form("Try again").submit();
  expect(after.text).toContain("It is tried again now.");
  expect((await ada.get(paths.mailOne(id))).buttons()).toEqual([]);
  const second = await page.form("Try again").submit();
  expect(second.status).toBe(200);
  expect((await ada.post(paths.mailRetries(id), { key: "other" })).status).toBe(409);
  await send();
  expect((await ada.get(paths.mail)).text).not.toContain("mai@sanjuan.example");
});

test("a sign-in link is read by nobody but its receiver", async () => {
  const { db } = house.deps;
  const person = await findPersonByEmail(db.read, "ana@sanjuan.example");
  if (!person) throw new Error("Ana is gone.");
  const deed = await house.cast.deed("ana");
  await db.write(tx => queueSignInMail(tx, deed, { person, secret: "s".repeat(43), next: "/goals/1" }));
  const row = (await outboxRows(db)).find(each => each.kind === "sign in");
  expect(row?.text).toContain(`http://localhost:3000/sign-in/${"s".repeat(43)}?next=%2Fgoals%2F1`);
  const page = await ada.get(paths.mailOne(row?.id ?? ""));
  expect(page.body).not.toContain("ssss");
  expect(page.text).toContain("Nobody else may read it.");
  expect((await ada.get(paths.mailDocument(row?.id ?? ""))).status).toBe(404);
  await send();
  expect(house.mails.at(-1)?.text).toContain("ssss");
  expect((await outboxRows(db)).find(each => each.kind === "sign in")).toMatchObject({ html: "", text: "" });
});

test("a notice about a record that an administrator may not see shows neither subject nor words", async () => {
  const { db } = house.deps;
  const deed = await house.cast.deed("lin");
  const number = await db.write(async tx => {
    const record = await createRecord(
      tx,
      deed,
      {
        kind: "goal",
        title: "A quiet plan",
        state: "draft",
        audience: "seats",
        seats: { sponsor: house.cast.id.ana },
        words: "",
      },
      { kind: "goal drafted", data: { title: "A quiet plan" } },
    );
    const to = [{ personId: house.cast.id.ana, as: "asked to confirm" as const }];
    await queueNotices(tx, deed, { record, to }, () => ({
      subject: "Confirm A quiet plan",
      sentence: "Lin Tran asks you.",
      path: `/goals/${record.number}`,
      verb: "Look",
    }));
    return record.number;
  });
  quietGoal = `G-${number}`;
  const row = (await outboxRows(db)).find(each => each.subject === "Confirm A quiet plan");
  const list = await ada.get(paths.mail);
  expect(list.body).not.toContain("A quiet plan");
  expect(list.text).toContain("About a record you may not see");
  const page = await ada.get(paths.mailOne(row?.id ?? ""));
  expect(page.body).not.toContain("quiet");
  expect((await ada.get(paths.mailDocument(row?.id ?? ""))).status).toBe(404);
});

test("a digest that names a record hidden from an administrator shows its subject, not its words", async () => {
  const { db } = house.deps;
  const lin = await findPersonByEmail(db.read, "lin@sanjuan.example");
  if (!lin) throw new Error("Lin is gone.");
  const deed = await house.cast.deed("lin");
  const queue = (text: string) =>
    db.write(tx =>
      queueMail(tx, deed, {
        ...{ kind: "digest", period: text, person: lin, subject: "One needs you", text },
        html: `<p>${text}</p>`,
      }),
    );
  const hidden = await queue(`Confirm ${quietGoal} A quiet plan`);
  const open = await queue("Nothing needs you, and G-99 is no record");
  const statuses = async (id = "") => [
    (await ada.get(paths.mailOne(id))).text.includes("needs you"),
    (await ada.get(paths.mailDocument(id))).status,
  ];
  expect((await ada.get(paths.mail)).text).toContain("One needs you");
  expect(await statuses(hidden?.id)).toEqual([false, 404]);
  expect(await statuses(open?.id)).toEqual([true, 200]);
});

test("a mail that is not there is not found, and neither is nonsense", async () => {
  expect((await ada.get(paths.mailOne("019ab0a0-0000-7000-8000-000000000000"))).status).toBe(404);
  expect((await ada.get(paths.mailOne("nonsense"))).status).toBe(404);
});

test("a long list pages by key and keeps its filter", async () => {
  await queueMails(house.deps.db, house.cast, 120, { to: "joe" });
  const first = await ada.get(`${paths.mail}?state=waiting`);
  expect(first.$("tbody tr")).toHaveLength(50);
  expect(first.text).toContain("1 to 50 of over 50");
  const second = await ada.get(first.links("Next page")[0] ?? "");
  const third = await ada.get(second.links("Next page")[0] ?? "");
  const ids = [first, second, third].flatMap(page =>
    page
      .$("tbody th a")
      .map((_, each) => page.$(each).attr("href"))
      .get(),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(120);
  expect(third.links("Next page")).toEqual([]);
});
