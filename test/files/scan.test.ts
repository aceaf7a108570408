import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { files } from "../../src/files/files.table.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Visitor, visit } from "../support/page.ts";

let house: House;
let tess: Visitor;
let number: number;
let clamd: Server;
/** What clamd was sent, without its frame; "broken" where the frame was. */
let scanned: string[] = [];
let answerWith: (content: string, socket: Socket) => void;
/** Answers before it has read anything, as one whose limit a file passes. */
let isHasty = false;

/** Takes the protocol's frame apart: a word, pieces behind their lengths, a length of none. */
function contentOf(sent: Buffer): string | null {
  const word = "zINSTREAM\0";
  if (sent.length < word.length + 4) return null;
  if (sent.subarray(0, word.length).toString() !== word) return "broken";
  const pieces: Buffer[] = [];
  for (let at = word.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return at + 4 === sent.length ? Buffer.concat(pieces).toString() : "broken";
    pieces.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** As clamd answers; the name is of the harmless file that all scanners find. */
const asClamd = (content: string, socket: Socket) =>
  socket.end(content.includes("EICAR") ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");

beforeAll(async () => {
  house = await makeHouse();
  number = await requestMaker(house.deps.db, house.cast).submitted();
  tess = await visit(house, "tess");
  clamd = createServer(socket => {
    const sent: Buffer[] = [];
    socket.on("error", () => {});
    socket.on("data", piece => {
      if (isHasty) return void socket.end("INSTREAM size limit exceeded. ERROR\0");
      sent.push(piece);
      const content = contentOf(Buffer.concat(sent));
      if (content === null) return;
      scanned.push(content);
      answerWith(content, socket);
    });
  }).listen(0, "127.0.0.1");
  await once(clamd, "listening");
}, 60_000);

afterAll(() => clamd.close());

afterEach(() => {
  scanned = [];
  isHasty = false;
  house.deps.config.scanner = null;
});

const scanWith = (answer: typeof answerWith) => {
  answerWith = answer;
  const { port } = clamd.address() as AddressInfo;
  house.deps.config.scanner = { host: "127.0.0.1", port };
};

const add = async (words: string) => {
  const form = (await tess.get(`/requests/${number}/files`)).form("Add the file");
  return form.upload("File", { name: "words.txt", bytes: Uint8Array.from(Buffer.from(words)) });
};
const kept = async () => (await house.deps.db.read.select().from(files)).length;
const notScanned = "The virus scanner does not answer, so the file was not kept.";

describe("a file that comes in", () => {
  test("is kept once the scanner has read all of it and found nothing", async () => {
    scanWith(asClamd);
    const words = "Bells and rooms. ".repeat(20_000);
    const before = await kept();
    expect((await add(words)).text).toContain("“words.txt” is there.");
    expect([await kept(), scanned.length, scanned[0] === words]).toEqual([before + 1, 1, true]);
  });

  test("is not kept where the scanner objects, and the page says to what", async () => {
    scanWith(asClamd);
    const before = await kept();
    const page = await add("EICAR");
    expect([page.status, await kept()]).toEqual([422, before]);
    expect(page.text).toContain("The virus scanner found Eicar-Test-Signature in this file");
    // The control: without a scanner it is kept.
    house.deps.config.scanner = null;
    await add("EICAR");
    expect(await kept()).toBe(before + 1);
  });

  test("with a comment is looked at too, and the words are still there", async () => {
    scanWith(asClamd);
    const before = await kept();
    const form = new FormData();
    form.append("words", "Which bells?");
    form.append("file", new Blob(["EICAR"]), "words.txt");
    const page = await tess.post(`/requests/${number}/comments`, form);
    expect(page.text).toContain("so it was not kept. Your words are still here.");
    expect(page.body).toContain("Which bells?");
    expect(await kept()).toBe(before);
  });

  const silent: [string, typeof answerWith][] = [
    ["hangs up", (_, socket) => socket.destroy()],
    ["says something else", (_, socket) => socket.end("INSTREAM size limit exceeded. ERROR\0")],
    ["says OK of another thing", (_, socket) => socket.end("other: OK\0")],
  ];
  test.each(silent)("is not kept where the scanner %s", async (_, answer) => {
    scanWith(answer);
    const before = await kept();
    expect((await add("Bells.")).text).toContain(notScanned);
    expect(await kept()).toBe(before);
  });

  test("is not kept where the scanner answers before it has read it", async () => {
    scanWith(asClamd);
    isHasty = true;
    const before = await kept();
    expect((await add("Bells. ".repeat(1_000_000))).text).toContain(notScanned);
    expect(await kept()).toBe(before);
  });

  test("is not kept where nobody answers at all", async () => {
    house.deps.config.scanner = { path: "/nowhere/clamd.ctl" };
    const before = await kept();
    expect((await add("Bells.")).text).toContain(notScanned);
    expect(await kept()).toBe(before);
  });
});
