import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { backUp } from "../../src/db/backup.ts";
import type { Tx } from "../../src/db/database.ts";
import { composeDigests } from "../../src/digest/digest.actions.ts";
import { getReader } from "../../src/digest/digest.queries.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { verifyChains } from "../../src/events/verify.ts";
import { addFile } from "../../src/files/files.actions.ts";
import { checkedFiles, imports } from "../../src/imports/imports.table.ts";
import { openFolderMailer } from "../../src/mail/outbox-folder.ts";
import { sendDue } from "../../src/mail/sender.ts";
import { verifyRecords } from "../../src/operate/verify.ts";
import { keepAnswer } from "../../src/people/answered-forms.queries.ts";
import { redact, redactFile } from "../../src/redaction/redaction.actions.ts";
import { patternOf, tokenOf, without } from "../../src/redaction/redaction.rules.ts";
import { answerAbout, askAbout } from "../../src/requests/asking.actions.ts";
import { editRequest } from "../../src/requests/requests.actions.ts";
import { savedViews } from "../../src/saved-views/saved-views.table.ts";
import type { Deed } from "../../src/shared/deed.ts";
import { newId } from "../../src/shared/ids.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { allRows } from "../support/all-rows.ts";
import { type House, makeHouse } from "../support/app.ts";
import { documentOf, startCli } from "../support/cli.ts";
import { visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";

let house: House;
let requests: ReturnType<typeof requestMaker>;
let number: number;
let other: number;

const name = "Zanzibar Quillfeather";
/** As they are and as a search's stemmer cuts them. */
const traces = /zanzibar|quillfeath/i;
const reason = "a pupil’s name";
const mark = `[removed by Ada Flynn: ${reason}]`;

/** Every byte of the database: the file and its log, or all rows with the search's own words. */
async function everything(): Promise<string> {
  const { db } = house.deps;
  if (db.engine === "postgres") {
    const found = await db.read.rows(sql`select found::text as found from search_texts`);
    return JSON.stringify([await allRows(db.read), found]);
  }
  const [main] = await db.read.rows<{ file: string }>(sql`select file from pragma_database_list limit 1`);
  const file = main?.file ?? "";
  const parts = readdirSync(dirname(file)).filter(each => each.startsWith(basename(file)));
  // By another process: one that closes a file of SQLite loses the locks that it holds there.
  const paths = parts.map(each => join(dirname(file), each));
  return execFileSync("cat", paths, { encoding: "latin1", maxBuffer: 2 ** 28 });
}

const folder = () => house.deps.config.dataDir;

/** Every mail that lies as a file, in its words as they were written. */
const mailFiles = (): string[] =>
  readdirSync(join(folder(), "outbox")).map(file =>
    readFileSync(join(folder(), "outbox", file), "utf8").replaceAll("=\r\n", ""),
  );

/** Every byte of a backup that is taken now. */
async function backup(name: string): Promise<string> {
  const file = join(folder(), name);
  await backUp(house.deps.config, file);
  return readFileSync(file, "latin1");
}

beforeAll(async () => {
  house = await makeHouse();
  requests = requestMaker(house.deps.db, house.cast);
  const { db } = house.deps;
  other = await requests.submitted({ title: "Marigold charts" });
  number = await requests.submitted({
    title: `A seat for ${name}`,
    need: `The device of ${name.toUpperCase()} is missing.`,
  });
  const about = requests.about(number);
  await requests.as("lin")((tx, deed) =>
    askAbout(tx, deed, about, { question: `Is Zanzibar\nQuillfeather in the lab & not at home?` }),
  );
  await requests.as("tess")((tx, deed) => answerAbout(tx, deed, about, { answer: `${name} is.` }));
  const input = requests.input({ title: `Seats, ${name} first` });
  await requests.as("tess")((tx, deed) => editRequest(tx, deed, about, input));
  const { id } = house.cast;
  const at = house.deps.clock.now();
  const file = { name: "seats.txt", mediaType: "text/plain", bytes: 5, sha256: hash("sha256", "seats") };
  const content = async function* () {
    yield Buffer.from("seats");
  };
  await requests.as("tess")((tx, deed) =>
    addFile(tx, deed, { kind: "request", number }, { ...file, content }),
  );
  await db.write(async tx => {
    const base = { kind: "plan", at, byId: id.ada };
    const report = { notes: [{ row: 1, message: `“${name}” has no owner` }] };
    await tx.insert(imports).values({
      ...{ ...base, id: newId(), fileName: "plan.csv", sha256: "", checked: 1, imported: 1, report },
    });
    const content = Buffer.from(`goal\n${name}\n`).toString("base64");
    await tx
      .insert(checkedFiles)
      .values({ ...base, id: newId(), fileName: "plan.csv", encoding: "", content });
    const location = `/search?q=${encodeURIComponent(name)}`;
    await keepAnswer(tx, { key: newId(), personId: id.tess, location, at });
    const view = { id: newId(), personId: id.lin, list: "request" as const, name: "Seats", at };
    await tx.insert(savedViews).values({ ...view, query: `q=${name.replace(" ", "+")}&state=all` });
  });
  const unlike = { question: "Which wall?" };
  await requests.as("lin")((tx, deed) => askAbout(tx, deed, requests.about(other), unlike));
  const mailer = openFolderMailer(house.deps.config);
  await sendDue({ ...house.deps, mailer }, { clock: house.deps.clock });
});

describe("before a redaction", () => {
  test("the words are where people wrote them: each hunt below can find them", async () => {
    expect(traces.test(await everything())).toBe(true);
    expect(mailFiles().filter(text => traces.test(text))).toHaveLength(1);
    expect(traces.test(await backup("before.db"))).toBe(true);
    const lin = await visit(house, "lin");
    expect((await lin.get("/search?q=Quillfeather")).text).toContain("Seats, Zanzibar Quillfeather first");
  });
});

describe("a redaction", () => {
  const refused: [string, Record<string, string>, string][] = [
    ["without a reason", { Reason: "" }, "“Reason” is empty"],
    ["of two letters", { "Words to remove": "Zo" }, "too short"],
    ["with the words in its reason", { Reason: `${name} is a pupil` }, "holds the words themselves"],
    ["of no record", { Record: "the first one" }, "names no record"],
    ["of words that are not there", { "Words to remove": "Wolfgang" }, "do not stand there"],
  ];
  test.each(refused)("is refused %s", async (_, fields, words) => {
    const ada = await visit(house, "ada");
    const form = (await ada.get(`/admin/redactions?record=R-${number}`)).form("Remove the words for good");
    const page = await form.submit({ "Words to remove": name, Reason: reason, ...fields });
    expect([page.status >= 409, page.errors.join()]).toEqual([true, expect.stringContaining(words)]);
  });

  test("is an administrator's alone", async () => {
    const input = { record: `R-${number}`, words: name, reason };
    for (const who of ["lin", "tess", "grace"] as const) {
      expect((await (await visit(house, who)).get("/admin/redactions")).status).toBe(403);
      await expect(requests.as(who)((tx, deed) => redact(tx, deed, input))).rejects.toThrow("administrator");
      const about = { kind: "request", number } as const;
      const file = (tx: Tx, deed: Deed) => redactFile(tx, deed, about, newId(), { reason });
      await expect(requests.as(who)(file)).rejects.toThrow("administrator");
    }
  });

  test("says on the page that the words are gone, by whom and why", async () => {
    const ada = await visit(house, "ada");
    const form = (await ada.get(`/admin/redactions?record=R-${number}`)).form("Remove the words for good");
    const page = await form.submit({ "Words to remove": name, Reason: reason });
    expect(page.status).toBe(200);
    expect(page.heading).toBe(`Seats, ${mark} first`);
    expect(page.text).toMatch(
      /The words are removed, in \d+ places\. A file lies there that was not looked into: open it,/,
    );
    expect(page.text).toMatch(/Ada Flynn removed words from this request, in \d+ places: “a pupil’s name”/);
    expect(page.body).not.toMatch(traces);
  });

  test("leaves none of them in any byte of the database", async () => {
    const left = await everything();
    // Without the text itself in the failure: it is megabytes.
    expect([traces.test(left), /marigold/i.test(left)]).toEqual([false, true]);
  });

  test("leaves none of them in a file of a mail, nor in any byte of a backup that is taken after it", async () => {
    expect(mailFiles()).toEqual([expect.stringContaining("Which wall?")]);
    const left = await backup("after.db");
    expect([traces.test(left), /marigold/i.test(left)]).toEqual([false, true]);
  });

  test("leaves them in no mail, search, export or digest", async () => {
    const lin = await visit(house, "lin");
    expect((await lin.get("/search?q=Quillfeather")).text).not.toContain("Seats");
    expect((await lin.get("/search?q=seats")).text).toContain(`Seats, ${mark} first`);
    expect((await lin.get("/requests?state=all&format=csv")).body).not.toMatch(traces);
    const texts = (await outboxRows(house.deps.db)).map(({ text }) => text.replace(/\s+/g, " "));
    expect(texts.join()).toContain(`Is ${mark} in the lab & not at home?`);
    const deed = await house.cast.deed("lin");
    const period = latestPeriod(deed.now, deed.district);
    const reader = await getReader(house.deps.db.read, house.cast.id.lin, deed.today);
    const digests = period ? await composeDigests(house.deps, deed, period, [reader]) : [];
    expect(digests.map(({ text }) => text).join()).not.toMatch(traces);
  });

  test("leaves a history that verifies, and in which nothing can be put in their place", async () => {
    const { db } = house.deps;
    expect(await verifyRecords(db.read)).toEqual([]);
    const first = sql`record_id = (select id from records where kind = 'request' and number = ${number}) and sequence = 1`;
    const forged = JSON.stringify({ title: "Something else" });
    await db.write(async tx => {
      await tx.rows(
        db.engine === "postgres"
          ? sql`update events set data = ${forged}::jsonb, salt = '' where ${first}`
          : sql`update events set data = ${forged}, salt = '' where ${first}`,
      );
    });
    expect(await verifyChains(db.read)).toEqual([
      `Entry 1 in the history of R-${number} says something else than when it was written.`,
    ]);
  });

  test("of an entry that no redaction names is found", async () => {
    const { db } = house.deps;
    const first = sql`record_id = (select id from records where kind = 'request' and number = ${other}) and sequence = 1`;
    await db.write(tx => tx.rows(sql`update events set salt = '' where ${first}`));
    expect((await verifyChains(db.read)).join()).toContain(`Entry 1 in the history of R-${other} says`);
  });

  test("is the only change of history that the database takes", async () => {
    const { db } = house.deps;
    for (const change of [
      sql`kind = 'request edited', salt = ''`,
      sql`data = data`,
      sql`hash = '', salt = ''`,
    ])
      await expect(db.write(tx => tx.rows(sql`update events set ${change}`))).rejects.toThrow();
  });
});

test("the command takes the words from standard input, while the server runs, and leaves none of them", async () => {
  const { config } = house.deps;
  const third = await requests.submitted({ title: "A chair for Petronella Wigglesworth" });
  const settings = { DATABASE_URL: config.databaseUrl, DATA_DIR: config.dataDir };
  const asked = startCli(["redact", `R-${third}`, "--reason", reason, "--json"], settings);
  asked.child.stdin.end("Petronella  wigglesworth\n");
  const said = await asked.said;
  expect([said.code, said.err]).toEqual([0, ""]);
  expect(documentOf(said)).toEqual({
    record: `R-${third}`,
    places: expect.any(Number),
    others: [],
    files: 0,
  });
  expect(documentOf(said).places).toBeGreaterThan(1);
  expect(said.out).not.toMatch(/wigglesworth/i);
  const page = await (await visit(house, "lin")).get(`/requests/${third}`);
  expect(page.heading).toBe("A chair for [removed by the command line: a pupil’s name]");
  expect(/wigglesw/i.test(await everything())).toBe(false);
});

describe("the words of a redaction", () => {
  const found: [string, string, boolean][] = [
    ["Ana Lee", "ANA LEE", true],
    ["Ana Lee", "ana\n  lee", true],
    ["Ana Lee", "Analee", false],
    ["O'Neil & Sons", "O&#39;Neil &amp; Sons", true],
    ["1 (a) [b]", "see 1 (a) [b].", true],
  ];
  test.each(found)("%s are found in %j: %s", (words, text, isFound) => {
    expect(patternOf(words).test(text)).toBe(isFound);
  });

  test("leave values of any depth, and the names of fields, as they are otherwise", () => {
    const value = { "Ana Lee": ["by Ana Lee $&", 3, null, { x: true }] };
    expect(without(value, patternOf("ana lee"), "[x$&]")).toEqual({
      "[x$&]": ["by [x$&] $&", 3, null, { x: true }],
    });
    expect([tokenOf("Åsa Lindqvist"), tokenOf("日本")]).toEqual(["Lindqvist", ""]);
  });
});
