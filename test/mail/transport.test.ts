import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { afterAll, afterEach, expect, test } from "vitest";
import { isOneAddress } from "../../src/mail/addresses.ts";
import { openFolderMailer } from "../../src/mail/outbox-folder.ts";
import { answerOf, openSmtpMailer, serverOf } from "../../src/mail/smtp.ts";
import { type Mailer, messageBytes, type OutgoingMail } from "../../src/mail/transport.ts";
import { type Behaviour, type Mailbox, openMailbox } from "../support/mailbox.ts";

const from = "Crosswalk at San Juan <crosswalk@sanjuan.example>";
const limits = { connectMs: 500, greetMs: 500, silenceMs: 400 };
const opened: (Mailbox | Mailer)[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const mailTo = (address: string, name = "Ana Ruiz"): OutgoingMail => ({
  messageId: "<019ab-1@crosswalk.example>",
  date: new Date("2026-11-23T15:00:00Z"),
  to: { name, address },
  subject: "G-12 “Reading” waits for you",
  html: "<p>Niño &amp; Zoë</p>",
  text: "Niño & Zoë",
  headers: { "List-Id": "Crosswalk digest <digest.crosswalk.example>" },
});

async function serverThat(behaviour: Behaviour): Promise<{ mailbox: Mailbox; mailer: Mailer }> {
  const mailbox = await openMailbox(() => behaviour);
  const mailer = openSmtpMailer({ mailFrom: from }, mailbox.url, limits);
  opened.push(mailbox, mailer);
  return { mailbox, mailer };
}

test("a mail arrives with both parts, its own id and date, and one recipient", async () => {
  const { mailbox, mailer } = await serverThat("takes it");
  expect(await mailer.send(mailTo("ana@sanjuan.example"))).toEqual({ outcome: "sent" });
  const [arrived] = mailbox.arrived;
  expect(arrived).toMatchObject({ from: "crosswalk@sanjuan.example", to: ["ana@sanjuan.example"] });
  expect(arrived?.mail).toMatchObject({
    messageId: "<019ab-1@crosswalk.example>",
    date: "2026-11-23T15:00:00.000Z",
    subject: "G-12 “Reading” waits for you",
    from: { name: "Crosswalk at San Juan", address: "crosswalk@sanjuan.example" },
    to: [{ name: "Ana Ruiz", address: "ana@sanjuan.example" }],
    html: "<p>Niño &amp; Zoë</p>\n",
    text: "Niño & Zoë\n",
  });
  expect(arrived?.mail.headers).toContainEqual(
    expect.objectContaining({ key: "list-id", value: "Crosswalk digest <digest.crosswalk.example>" }),
  );
});

test("what the server says decides what becomes of the mail", async () => {
  const answers: Record<string, unknown> = {};
  const said: Behaviour[] = [
    "knows no such person",
    "will not relay",
    "asks to come later",
    "dislikes the mail",
    "falls silent",
    "takes it and hangs up before it says so",
  ];
  for (const behaviour of said) {
    const { mailer } = await serverThat(behaviour);
    answers[behaviour] = await mailer.send(mailTo("ana@sanjuan.example"));
  }
  expect(answers).toEqual({
    "knows no such person": { outcome: "refused", reason: "550 5.1.1 No such person here", badAddress: true },
    "will not relay": { outcome: "refused", reason: "550 5.7.1 Relaying denied", badAddress: false },
    "asks to come later": { outcome: "later", reason: "451 4.7.1 Come back later" },
    "dislikes the mail": { outcome: "refused", reason: "554 5.6.0 This is not welcome", badAddress: false },
    "falls silent": { outcome: "uncertain", reason: expect.any(String) },
    "takes it and hangs up before it says so": { outcome: "uncertain", reason: expect.any(String) },
  });
});

test("a server that is not there is asked later, and so is one that refuses the login", async () => {
  const mailer = openSmtpMailer({ mailFrom: from }, "smtp://127.0.0.1:1", limits);
  opened.push(mailer);
  expect(await mailer.send(mailTo("ana@sanjuan.example"))).toMatchObject({ outcome: "later" });
  const login = Object.assign(new Error("Invalid login"), { responseCode: 535, command: "AUTH PLAIN" });
  expect(answerOf(login, false)).toMatchObject({ outcome: "later" });
});

test("a recipient that names two people goes to nobody", async () => {
  const { mailbox, mailer } = await serverThat("takes it");
  const tricks = [
    "ana@sanjuan.example, evil@elsewhere.example",
    "ana@sanjuan.example,evil@elsewhere.example",
    "evil@elsewhere.example <ana@sanjuan.example>",
    "ana@sanjuan.example\r\nRCPT TO:<evil@elsewhere.example>",
    '"evil@elsewhere.example ana"@sanjuan.example',
    "ana",
  ];
  for (const address of tricks)
    expect(await mailer.send(mailTo(address))).toMatchObject({ outcome: "refused", badAddress: true });
  expect(mailbox.arrived).toEqual([]);
  expect(isOneAddress("zoë.o'neil+x@schüle.example")).toBe(true);
});

test("a name that looks like an address stays a name", async () => {
  const { mailbox, mailer } = await serverThat("takes it");
  const name = 'evil@elsewhere.example, "Eve" <eve@elsewhere.example>\r\nBcc: eve@elsewhere.example';
  await mailer.send(mailTo("ana@sanjuan.example", name));
  expect(mailbox.arrived[0]?.to).toEqual(["ana@sanjuan.example"]);
  expect(mailbox.arrived[0]?.mail.to).toEqual([
    { name: expect.stringContaining("evil@elsewhere.example"), address: "ana@sanjuan.example" },
  ]);
  expect(mailbox.arrived[0]?.mail.bcc).toBeUndefined();
});

test("text that names a file or an address is text", async () => {
  const { mailbox, mailer } = await serverThat("takes it");
  await mailer.send({
    ...mailTo("ana@sanjuan.example"),
    text: "file:///etc/passwd",
    html: "http://127.0.0.1/",
  });
  expect(mailbox.arrived[0]?.mail.text?.trim()).toBe("file:///etc/passwd");
});

test("TLS is asked for unless the server is this machine", () => {
  expect(serverOf("smtp://mail.district.example")).toMatchObject({ port: 587, isLoopback: false });
  expect(serverOf("smtps://u%40x:p%3Aw@mail.district.example")).toMatchObject({
    port: 465,
    secure: true,
    auth: { user: "u@x", pass: "p:w" },
  });
  for (const host of ["localhost", "127.0.0.1", "[::1]"])
    expect(serverOf(`smtp://${host}:2525`)).toMatchObject({ port: 2525, isLoopback: true });
});

test("no mail leaves this machine unless the connection is private", async () => {
  for (const offersTls of [false, true]) {
    const mailbox = await openMailbox(() => "takes it", 0, { offersTls });
    // Another name of this machine, which the settings cannot know to be one.
    const mailer = openSmtpMailer({ mailFrom: from }, mailbox.url.replace("127.0.0.1", "0.0.0.0"), limits);
    opened.push(mailbox, mailer);
    expect(await mailer.send(mailTo("ana@sanjuan.example"))).toMatchObject({ outcome: "later" });
    expect(mailbox.arrived).toEqual([]);
  }
});

const folder = mkdtempSync(join(tmpdir(), "crosswalk-mail-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("without a mail server a mail is a file, the same bytes, and again the same file", async () => {
  const mail = mailTo("ana@sanjuan.example");
  const mailer = openFolderMailer({ mailFrom: from, dataDir: folder });
  expect(await mailer.send(mail)).toEqual({ outcome: "sent" });
  expect(await mailer.send(mail)).toEqual({ outcome: "sent" });
  const outbox = join(folder, "outbox");
  expect(readdirSync(outbox)).toEqual(["019ab-1@crosswalk.example.eml"]);
  const bytes = readFileSync(join(outbox, "019ab-1@crosswalk.example.eml"));
  const { mailbox, mailer: smtp } = await serverThat("takes it");
  await smtp.send(mail);
  expect(mailbox.arrived[0]?.bytes.toString()).toBe(bytes.toString());
  expect(bytes.equals(await messageBytes(from, mail))).toBe(true);
  expect(bytes.toString().replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(await PostalMime.parse(bytes)).toMatchObject({ subject: mail.subject, text: `${mail.text}\n` });
  expect(statSync(outbox).mode & 0o077).toBe(0);
});

test("a folder that cannot be written to is tried later", async () => {
  const mailer = openFolderMailer({
    mailFrom: from,
    dataDir: join(folder, "outbox/019ab-1@crosswalk.example.eml"),
  });
  expect(await mailer.send(mailTo("ana@sanjuan.example"))).toMatchObject({ outcome: "later" });
});
