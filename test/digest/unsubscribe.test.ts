import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { events } from "../../src/events/events.table.ts";
import { listHeaders, readUnsubscribeToken, unsubscribeToken } from "../../src/mail/unsubscribe.ts";
import { findPersonByEmail } from "../../src/people/people.queries.ts";
import { type House, makeHouse } from "../support/app.ts";
import { stranger } from "../support/page.ts";

let house: House;
let token: string;
let path: string;

beforeEach(async () => {
  house = await makeHouse();
  const headers = listHeaders(house.deps.config, house.deps.secret, house.cast.id.lin);
  path = new URL(headers["List-Unsubscribe"]?.slice(1, -1) ?? "").pathname;
  token = path.split("/").at(-1) ?? "";
});

const digestOf = async (email: string) => (await findPersonByEmail(house.deps.db.read, email))?.digest;

const choices = () =>
  house.deps.db.read
    .select({ byId: events.byId, data: events.data })
    .from(events)
    .where(eq(events.kind, "digest choice changed"))
    .orderBy(events.sequence);

/** A post as a mail program sends it: no cookie, no Origin, or the one of a web mail. */
const post = (url: string, contentType: string, payload: string, headers: Record<string, string> = {}) =>
  house.app.inject({
    method: "POST",
    url,
    headers: { host: "localhost:3000", "content-type": contentType, ...headers },
    payload,
  });

test("the headers name a list, an address of ours and one click", () => {
  expect(listHeaders(house.deps.config, house.deps.secret, house.cast.id.lin)).toEqual({
    "List-Id": "Crosswalk digest <digest.localhost>",
    "List-Unsubscribe": `<http://localhost:3000/unsubscribe/${token}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
});

test("one click ends the digest, by the person's own deed, and a second one changes nothing", async () => {
  expect(await digestOf("lin@sanjuan.example")).toBe("in term");
  const body = "List-Unsubscribe=One-Click";
  const first = await post(path, "application/x-www-form-urlencoded", body);
  expect(first.statusCode).toBe(200);
  expect(first.body).toContain("The weekly digest is stopped");
  expect(await digestOf("lin@sanjuan.example")).toBe("off");
  expect(await digestOf("omar@sanjuan.example")).toBe("in term");
  expect((await post(path, "application/x-www-form-urlencoded", body)).statusCode).toBe(200);
  expect(await choices()).toEqual([
    { byId: house.cast.id.lin, data: { changes: { "weekly digest": ["in term", "off"] } } },
  ]);
});

test("a web mail on another site, multipart and no body at all are as welcome", async () => {
  const from = { origin: "https://mail.elsewhere.example", "sec-fetch-site": "cross-site" };
  const part = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
  expect((await post(path, "multipart/form-data; boundary=x", part, from)).statusCode).toBe(200);
  expect(await digestOf("lin@sanjuan.example")).toBe("off");
  const bare = await house.app.inject({ method: "POST", url: path, headers: { host: "localhost:3000" } });
  expect(bare.statusCode).toBe(200);
});

test("looking changes nothing: a person presses the button", async () => {
  const page = await stranger(house).get(path);
  expect(page.heading).toBe("Stop the weekly digest");
  expect(await digestOf("lin@sanjuan.example")).toBe("in term");
  const after = await page.form("Stop the digest").submit();
  expect(after.heading).toBe("The weekly digest is stopped");
  expect(await digestOf("lin@sanjuan.example")).toBe("off");
});

test("a token made otherwise opens nothing", async () => {
  const { secret } = house.deps;
  const { lin, omar } = house.cast.id;
  const [, signature = ""] = token.split(".");
  const plain = createHmac("sha256", secret).update(`digest ${lin}`).digest("base64url");
  const forged = [
    `${omar}.${signature}`,
    `${lin}.${plain}`,
    `${lin}.`,
    lin,
    `${token}.x`,
    `${token}=`,
    token.slice(0, -1),
  ];
  for (const each of forged) {
    expect(readUnsubscribeToken(secret, each)).toBeNull();
    expect((await post(`/unsubscribe/${encodeURIComponent(each)}`, "text/plain", "x")).statusCode).toBe(404);
  }
  expect(readUnsubscribeToken("another secret", token)).toBeNull();
  expect(readUnsubscribeToken(secret, unsubscribeToken(secret, lin))).toBe(lin);
  expect(await choices()).toEqual([]);
});

test("another host's name is refused here too", async () => {
  const answer = await house.app.inject({ method: "POST", url: path, headers: { host: "evil.example" } });
  expect(answer.statusCode).toBe(421);
});
