import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import * as cheerio from "cheerio";
import { beforeAll, describe, expect, test } from "vitest";
import { comments } from "../../src/comments/comments.table.ts";
import { fileChunks, files } from "../../src/files/files.table.ts";
import { newId } from "../../src/shared/ids.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Visitor, visit } from "../support/page.ts";

/** Twenty megabytes, as the pages say before somebody chooses a file. */
const most = 20_000_000;

let house: House;
let port: number;
let dana: Visitor;
const places: Record<string, { form: string; to: string }> = {};

beforeAll(async () => {
  house = await makeHouse();
  port = Number(new URL(await house.app.listen({ port: 0, host: "127.0.0.1" })).port);
  dana = await visit(house, "dana");
  const number = await requestMaker(house.deps.db, house.cast).estimated(40);
  const page = await dana.get(`/requests/${number}`);
  const [atEstimate = ""] = page.links("Add a file to the estimate");
  places.record = { form: `/requests/${number}/files`, to: `/requests/${number}/files` };
  places.estimate = { form: atEstimate, to: atEstimate };
  places.comment = { form: `/requests/${number}`, to: `/requests/${number}/comments` };
});

const boundary = "a-boundary";
const partOf = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const startOf = (path: string) =>
  Buffer.from(
    `${partOf("key", newId())}${path.endsWith("/comments") ? partOf("words", "See this.") : ""}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n`,
  );
const after = Buffer.from(`\r\n--${boundary}--\r\n`);

const spooled = () => readdirSync(join(house.deps.config.dataDir, "uploads"));

/** Posts a form with a file as a browser does; `cut` is after how many bytes of the file the line breaks. */
function post(path: string, file: Buffer, cut?: number): Promise<{ status: number; body: string } | "cut"> {
  const start = startOf(path);
  const sent = request({
    ...{ port, path, method: "POST" },
    headers: {
      host: "localhost:3000",
      "sec-fetch-site": "same-origin",
      cookie: dana.cookie,
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": start.length + file.length + after.length,
    },
  });
  return new Promise((resolve, reject) => {
    sent.on("response", answer => {
      const chunks: Buffer[] = [];
      answer.on("data", chunk => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: String(Buffer.concat(chunks)) }),
      );
    });
    sent.on("error", error => (cut === undefined ? reject(error) : resolve("cut")));
    sent.write(start);
    if (cut === undefined) sent.end(Buffer.concat([file, after]));
    else
      sent.write(file.subarray(0, cut), async () => {
        await expect.poll(spooled).toHaveLength(1);
        sent.destroy(new Error("cut"));
      });
  });
}

const kept = async () => {
  const { read } = house.deps.db;
  const rows = [
    await read.select().from(files),
    await read.select({ id: fileChunks.fileId }).from(fileChunks),
  ];
  return [...rows, await read.select({ id: comments.id }).from(comments)].map(({ length }) => length);
};

describe.each(["record", "estimate", "comment"])("a file of the form at %s", name => {
  const place = () => places[name] ?? { form: "", to: "" };

  test("has its limit said before it is chosen", async () => {
    const page = await dana.get(place().form);
    const field = page.$("input[type=file]");
    const hint = page.$(`[id="${field.attr("aria-describedby")}"]`).text();
    expect(hint).toBe("At most 20 MB. A record holds up to 10 files.");
  });

  test("of one byte more than 20 MB is refused with words, and nothing is kept", async () => {
    const had = await kept();
    const answer = await post(place().to, Buffer.alloc(most + 1, 7));
    if (answer === "cut") throw new Error("the line broke");
    const $ = cheerio.load(answer.body);
    expect([answer.status, $(".error-summary li").text()]).toEqual([
      413,
      expect.stringContaining("This file is larger than 20 MB. Make it smaller, or put it elsewhere"),
    ]);
    expect(await kept()).toEqual(had);
    await expect.poll(spooled).toEqual([]);
  });

  test("that is cut in the middle leaves nothing behind", async () => {
    const had = await kept();
    expect(await post(place().to, Buffer.alloc(2_000_000, 7), 1_000_000)).toBe("cut");
    await expect.poll(spooled).toEqual([]);
    expect(await kept()).toEqual(had);
  });

  test("of 20 MB is taken whole", async () => {
    const file = Buffer.alloc(most, name);
    const answer = await post(place().to, file);
    expect(answer).toMatchObject({ status: 303 });
    const rows = await house.deps.db.read.select().from(files);
    const sha256 = createHash("sha256").update(file).digest("hex");
    expect(rows.filter(row => row.sha256 === sha256)).toMatchObject([{ bytes: most }]);
    await expect.poll(spooled).toEqual([]);
  });
});
