import { readdirSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { events } from "../../src/events/events.table.ts";
import { fileProblems } from "../../src/files/check.queries.ts";
import { addFile, newFileOf } from "../../src/files/files.actions.ts";
import { sizeWords } from "../../src/files/files.rules.ts";
import { fileChunks, files } from "../../src/files/files.table.ts";
import { mediaTypeOf } from "../../src/files/media-types.rules.ts";
import { verifyRecords } from "../../src/operate/verify.ts";
import { estimateRequest } from "../../src/requests/delivery.actions.ts";
import { sha256 } from "../../src/shared/ids.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Page, type Visitor, visit } from "../support/page.ts";

let house: House;
const people: Partial<Record<Name, Visitor>> = {};
let matter: number;
let open: number;

beforeAll(async () => {
  house = await makeHouse();
  const requests = requestMaker(house.deps.db, house.cast);
  matter = await requests.submitted({ isRestricted: true });
  open = await requests.submitted();
  for (const name of ["tess", "mai", "vera", "lin", "ada"] as const) people[name] = await visit(house, name);
}, 60_000);

const as = (name: Name): Visitor => {
  const visitor = people[name];
  if (!visitor) throw new Error(`${name} has not come`);
  return visitor;
};

const rows = () => house.deps.db.read.select().from(files);
const chunks = () => house.deps.db.read.select({ fileId: fileChunks.fileId }).from(fileChunks);
const spooled = () => readdirSync(join(house.deps.config.dataDir, "uploads"));

const bytesOf = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) % 251);
const pdf = new Uint8Array([...Buffer.from("%PDF-1.7 "), ...bytesOf(120_000)]);

const add = async (
  name: Name,
  number: number,
  file: { name: string; bytes: Uint8Array<ArrayBuffer> } | null,
) => (await as(name).get(`/requests/${number}/files`)).form("Add the file").upload("File", file);

const addressOf = (page: Page, name: string): string => page.links(name)[0] ?? "";

describe("what a file is", () => {
  test.each([
    ["%PDF-1.4", "plan.txt", "application/pdf"],
    ["\x89PNG\r\n\x1a\n", "a.pdf", "image/png"],
    ["PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["PK\x03\x04", "a.html", "application/zip"],
    ["<html><script>", "a.html", "text/plain; charset=utf-8"],
    ["<svg onload=", "a.svg", "text/plain; charset=utf-8"],
    ["MZ\x90\x00", "a.txt", "application/octet-stream"],
    ["", "a.pdf", "application/octet-stream"],
  ])("is told by %j, not by %s", (beginning, name, type) => {
    expect(mediaTypeOf(Buffer.from(beginning, "latin1"), name)).toBe(type);
  });

  test("is said in the largest fitting unit", () => {
    expect([1, 999, 1000, 1_234_567, 20_000_000].map(sizeWords)).toEqual([
      ...["1 byte", "999 bytes", "1 KB", "1.2 MB", "20 MB"],
    ]);
  });
});

describe("a file or link at an estimate", () => {
  test("is added by technology, shown with its version, and there for those who see the record", async () => {
    const requests = requestMaker(house.deps.db, house.cast);
    const number = await requests.estimated(40, { isRestricted: true });
    const dana = await visit(house, "dana");
    const page = await dana.get(`/requests/${number}`);
    const [at = ""] = page.links("Add a file to the estimate");
    const bytes = Uint8Array.from(Buffer.from("Three vendors answered."));
    const file = { name: "quotes.txt", bytes };
    const shown = await (await dana.get(at)).form("Add the file").upload("File", file);
    expect(shown.url).toBe(`/requests/${number}#estimate`);
    const [linkAt = ""] = shown.links("Add a link to the estimate");
    const linked = await (await dana.get(linkAt))
      .form("Add the link")
      .submit({ Title: "Price list", Link: "https://vendor.example/prices" });
    const section = linked.$("section[aria-labelledby=estimate]").text();
    for (const words of ["quotes.txt", "Price list"]) expect(section).toContain(words);
    expect(linked.text).toContain("added the file “quotes.txt” to version 1 of the estimate of this request");
    expect((await as("tess").get(`/requests/${number}`)).text).toContain(
      "quotes.txt, text, 23 bytes, with an estimate",
    );
    for (const path of [at, linkAt]) {
      expect((await as("mai").get(path)).status).toBe(404);
      expect((await as("tess").get(path)).status).toBe(403);
      for (const version of ["2", "0", "x"])
        expect((await dana.get(path.replace("=1", `=${version}`))).status).toBe(404);
    }
    await requests.as(
      "priya",
      "2026-11-23T17:00:00Z",
    )((tx, deed) =>
      estimateRequest(
        tx,
        deed,
        requests.about(number),
        requests.estimate(60, { changed: "Two schools more." }),
      ),
    );
    expect(
      (await dana.get(`/requests/${number}`)).$("section[aria-labelledby=estimate]").text(),
    ).not.toContain("quotes.txt");
    expect(await verifyRecords(house.deps.db.read)).toMatchObject([]);
  });
});

describe("a file at a record", () => {
  test("comes and goes as it is, as an attachment of its kind in which nothing runs", async () => {
    const page = await add("tess", matter, { name: "Lock “plan”.html", bytes: pdf });
    expect(page.text).toContain("At most 20 MB. A record holds up to 10 files.");
    const address = addressOf(page, "Lock “plan”.html");
    const { headers, raw } = await got("lin", address);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(pdf.length),
      "content-disposition": `attachment; filename="Lock _plan_.html"; filename*=UTF-8''Lock%20%E2%80%9Cplan%E2%80%9D.html`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
    });
    expect(Buffer.compare(raw, Buffer.from(pdf))).toBe(0);
    expect((await as("tess").get(`/requests/${matter}`)).text).toContain("Lock “plan”.html, PDF, 120 KB");
    expect(await fileProblems(house.deps.db.read)).toEqual([]);
  });

  test("is there for those who see the record, and not found for others, on whatever record it is asked", async () => {
    const address = addressOf(await as("tess").get(`/requests/${matter}/files`), "Lock “plan”.html");
    for (const path of [address, `/requests/${matter}/files`, address.replace(`/${matter}/`, `/${open}/`)])
      expect([path, (await as("mai").get(path)).status]).toEqual([path, 404]);
    expect((await as("tess").get(address.replace(`/${matter}/`, `/${open}/`))).status).toBe(404);
    expect((await as("mai").post(`${address}/end`)).status).toBe(404);
    expect((await as("vera").post(`/requests/${open}/files`)).status).toBe(404);
  });

  test("is cut to its base name, and never turned around", async () => {
    for (const [given, kept] of [
      ["../../etc/passwd", "passwd"],
      ["C:\\Users\\Tess\\list.csv", "list.csv"],
      ["a\u202Efdp.exe", "afdp.exe"],
      ["..", "file"],
    ] as const) {
      const page = await add("tess", open, { name: given, bytes: bytesOf(10) });
      expect([given, page.links(kept).length > 0]).toEqual([given, true]);
    }
  });

  test("that is too large, empty or none is refused in words, on the same page", async () => {
    const before = (await rows()).length;
    const large = await add("tess", open, { name: "film.mp4", bytes: new Uint8Array(20_000_001) });
    expect([large.status, large.errors[0]]).toEqual([413, expect.stringContaining("larger than 20 MB")]);
    const empty = await add("tess", open, { name: "empty.txt", bytes: new Uint8Array() });
    expect([empty.status, empty.errors]).toEqual([422, ["This file is empty. Choose another one."]]);
    const none = await add("tess", open, null);
    expect([none.status, none.errors]).toEqual([422, ["Choose a file to add."]]);
    expect((await rows()).length).toBe(before);
    await expect.poll(spooled).toEqual([]);
  });

  test("whose upload is cut in the middle leaves nothing", async () => {
    const before = [(await rows()).length, (await chunks()).length];
    const payload = Buffer.from(
      `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${"a".repeat(100_000)}`,
    );
    const type = { "content-type": "multipart/form-data; boundary=x" };
    const answer = await asked("tess", {
      method: "POST",
      url: `/requests/${open}/files`,
      payload,
      headers: type,
    });
    expect(answer.statusCode).toBe(400);
    expect([(await rows()).length, (await chunks()).length]).toEqual(before);
    await expect.poll(spooled).toEqual([]);
  });

  test("twice by one form is one, and eleven are refused", async () => {
    const form = (await as("lin").get(`/requests/${open}/files`)).form("Add the file");
    const file = { name: "once.txt", bytes: bytesOf(5) };
    await form.upload("File", file);
    await form.upload("File", file);
    expect((await as("lin").get(`/requests/${open}/files`)).links("once.txt").length).toBe(1);
    const deed = await house.cast.deed("lin");
    const content = async function* () {
      yield Buffer.from("abc");
    };
    const small = { bytes: 3, sha256: sha256("abc"), beginning: Buffer.from("abc"), content };
    await house.deps.db.write(async tx => {
      for (let count = 5; count < 10; count += 1) {
        const more = newFileOf({ ...small, name: `${count}.txt` });
        await addFile(tx, deed, { kind: "request", number: open }, more);
      }
    });
    const full = await as("lin").get(`/requests/${open}/files`);
    expect([full.text, full.buttons()]).toEqual([
      expect.stringContaining("as many as a record holds"),
      expect.not.arrayContaining(["Add the file"]),
    ]);
    expect((await form.upload("File", { name: "11.txt", bytes: bytesOf(3) })).status).toBe(409);
  });

  test("goes by whoever brought it or a liaison; its hash stays", async () => {
    const page = await as("tess").get(`/requests/${open}/files`);
    const end = `${addressOf(page, "once.txt")}/end`;
    expect((await as("tess").post(end)).text).toContain("Only Lin Tran or a liaison can take this file out.");
    const [name] = ["once.txt"];
    const after = await as("lin").post(end);
    expect([after.text.includes("The file is taken out."), after.links(name)]).toEqual([true, []]);
    expect((await as("lin").get(end.replace("/end", ""))).status).toBe(404);
    const gone = (await rows()).find(row => row.name === name);
    expect(gone?.removedAt).not.toBeNull();
    expect((await chunks()).some(({ fileId }) => fileId === gone?.id)).toBe(false);
    expect((await as("lin").get(`/requests/${open}`)).text).toContain(
      "took the file “once.txt” out of this request",
    );
  });

  test("is removed for good by an administrator, with its name", async () => {
    await add("lin", open, { name: "Jonathan Quimby.txt", bytes: bytesOf(9) });
    const page = await as("ada").get(`/requests/${open}/files`);
    const way = `${addressOf(page, "Jonathan Quimby.txt")}/redaction`;
    expect((await as("lin").get(way)).status).toBe(403);
    const form = (await as("ada").get(way)).form("Remove the file for good");
    expect((await form.submit({ Reason: " " })).status).toBe(422);
    const after = await form.submit({ Reason: "a pupil" });
    expect(after.text).toContain("The file is removed for good.");
    const { db } = house.deps;
    const left = JSON.stringify([await rows(), await db.read.select().from(events)]);
    expect(left).not.toContain("Quimby");
    expect(await verifyRecords(db.read)).toEqual([]);
  });

  test("comes with a comment, or keeps its words where it cannot be taken", async () => {
    const send = async (name: string, bytes: Uint8Array<ArrayBuffer>, key: string) => {
      const body = new FormData();
      for (const [field, value] of Object.entries({ key, words: `See ${name}, @Lin Tran.` }))
        body.append(field, value);
      body.append("file", new Blob([bytes]), name);
      return as("tess").post(`/requests/${matter}/comments`, body);
    };
    const page = await send("door.pdf", pdf, "with-a-file");
    expect(page.text).toContain("Your comment is there.");
    expect(page.$(".talk").text()).toMatch(/See door\.pdf, @Lin Tran\.\s+door\.pdf, PDF, 120 KB/);
    expect((await as("lin").get(addressOf(page, "door.pdf"))).status).toBe(200);
    const none = await send("film.mp4", new Uint8Array(), "empty");
    expect([none.status, none.form("Comment").fields().words]).toEqual([422, ["See film.mp4, @Lin Tran."]]);
    expect(none.text).toContain("This file is empty.");
    expect((await as("mai").post(`/requests/${matter}/comments`, new FormData())).status).toBe(404);
    await expect.poll(spooled).toEqual([]);
  });

  test("that was changed behind the app's back is found out", async () => {
    const { db } = house.deps;
    const [file] = (await rows()).filter(({ removedAt }) => removedAt === null);
    if (!file) throw new Error("no file is there");
    const content = Buffer.from("other").toString("base64");
    await db.write(tx =>
      tx.update(fileChunks).set({ content }).where(eq(fileChunks.fileId, file.id)).returning(),
    );
    expect(await verifyRecords(db.read)).toEqual([`The file ${file.id} is not as it came.`]);
  });
});

async function asked(
  name: Name,
  options: { method: "GET" | "POST"; url: string; payload?: Buffer; headers?: Record<string, string> },
) {
  const { headers = {}, ...rest } = options;
  return house.app.inject({
    ...rest,
    headers: { host: "localhost:3000", "sec-fetch-site": "same-origin", cookie: as(name).cookie, ...headers },
  });
}

async function got(name: Name, url: string) {
  const { headers, rawPayload } = await asked(name, { method: "GET", url });
  return { headers, raw: rawPayload };
}
