import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChosenEncoding, textOf } from "../../src/imports/file-text.ts";

async function textIn(bytes: Uint8Array, size: number, encoding?: ChosenEncoding, maxBytes = 1e6) {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let text = "";
  for await (const piece of textOf(pieces(), { encoding, maxBytes })) text += piece;
  return text;
}

const anyText = fc.string({ unit: "grapheme", minLength: 4 });
const size = fc.integer({ min: 1, max: 5 });

describe("text", () => {
  test("is decoded by its byte-order mark, wherever the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, size, async (text, cut) => {
        const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
        expect(await textIn(Buffer.from(`\ufeff${text}`), cut)).toBe(text);
        expect(await textIn(utf16, cut)).toBe(text);
        expect(await textIn(Buffer.from(utf16).swap16(), cut)).toBe(text);
      }),
    );
  });

  test("without a mark is strict UTF-8: what is none is marked, and the rest stays", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), size, async (noise, cut) => {
        const bytes = Buffer.concat([Buffer.from("goal_code,"), noise, Buffer.from(",é")]);
        const text = await textIn(bytes, cut);
        const naive = new TextDecoder("utf-8", { ignoreBOM: true });
        const valid = !naive.decode(bytes).includes("\ufffd") || bytes.includes(Buffer.from("\ufffd"));
        expect(text.startsWith("goal_code,")).toBe(true);
        expect(text.endsWith(",é")).toBe(true);
        expect(text.isWellFormed()).toBe(valid && Buffer.from(text).equals(bytes));
      }),
    );
  });

  test("a replacement character that the file really holds is text, where a lax decoder could not tell", async () => {
    expect((await textIn(Buffer.from("a \ufffd b c d"), 3)).isWellFormed()).toBe(true);
    const broken = Buffer.from([...Buffer.from("a b c d "), 0xff]);
    expect((await textIn(broken, 3)).isWellFormed()).toBe(false);
    expect(new TextDecoder().decode(broken)).toBe("a b c d \ufffd");
  });

  test("is Windows-1252 only by choice, and a byte-order mark outranks the choice", async () => {
    const bytes = Buffer.from([...Buffer.from("goal "), 0x80, 0x92, 0xe9, 0x97]);
    expect(await textIn(bytes, 2, "windows-1252")).toBe("goal €’é—");
    expect(await textIn(Buffer.from("\ufeffgoal é"), 2, "windows-1252")).toBe("goal é");
  });

  test("beyond the limit of bytes is refused", async () => {
    await expect(textIn(Buffer.alloc(2_000_001, 97), 1000, undefined, 2_000_000)).rejects.toThrow(
      "larger than 2 MB",
    );
  });

  test("closes its source when reading stops early", async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield Buffer.from("goal_code,goal\r\n");
      } finally {
        closed = true;
      }
    }
    for await (const _ of textOf(source(), { maxBytes: 1e6 })) break;
    expect(closed).toBe(true);
  });
});
