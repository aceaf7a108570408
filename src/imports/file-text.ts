import { isUtf8 } from "node:buffer";
import { FileRefused } from "./findings.ts";

/** The one encoding that can be chosen; all others are told by the file itself. */
export type ChosenEncoding = "windows-1252";

type Decode = (bytes: Buffer, last: boolean) => string;

const pieceSize = 65_536;

const signatures: [hex: string, message: string][] = [
  [
    "504b0304",
    "This file looks like a spreadsheet file (or another zip), not CSV. Open it and save it as CSV.",
  ],
  ["d0cf11e0a1b11ae1", "This file looks like an old spreadsheet file, not CSV. Open it and save it as CSV."],
  ["25504446", "This file is a PDF, not CSV. Export the table as CSV."],
  ["1f8b", "This file is compressed. Unpack it and import the CSV file inside."],
];

/** How many bytes the UTF-8 character has that begins with this byte; 0 when none begins so. */
const lengthOf = (lead: number): number =>
  lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;

/** Where an unfinished character at the end begins, or the whole length. */
function endOfWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const lead = bytes[bytes.length - back] ?? 0;
    if (lead >= 0xc0) return lengthOf(lead) > back ? bytes.length - back : bytes.length;
    if (lead < 0x80) return bytes.length;
  }
  return bytes.length;
}

/** Bytes that are no UTF-8 become lone surrogates, which no valid text holds: `isWellFormed` then finds the cell. */
function decodeMarking(bytes: Buffer): string {
  let text = "";
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lengthOf(lead);
    if (length === 1 || (length > 0 && isUtf8(bytes.subarray(at, at + length)))) {
      at += length;
      continue;
    }
    text += bytes.toString("utf8", from, at) + String.fromCharCode(0xdc00 + lead);
    at += 1;
    from = at;
  }
  return text + bytes.toString("utf8", from);
}

function utf8(): Decode {
  let held = Buffer.alloc(0);
  return (bytes, last) => {
    const all = Buffer.concat([held, bytes]);
    const end = last ? all.length : endOfWhole(all);
    held = all.subarray(end);
    const whole = all.subarray(0, end);
    return isUtf8(whole) ? whole.toString("utf8") : decodeMarking(whole);
  };
}

function utf16(bigEndian: boolean): Decode {
  let held = Buffer.alloc(0);
  return (bytes, last) => {
    const all = Buffer.concat([held, bytes]);
    const whole = Buffer.from(all.subarray(0, all.length - (all.length % 2)));
    held = all.subarray(whole.length);
    if (bigEndian) whole.swap16();
    return whole.toString("utf16le") + (last && held.length > 0 ? "\udc00" : "");
  };
}

function windows1252(): Decode {
  const decoder = new TextDecoder("windows-1252");
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

function decoderOf(start: Buffer, chosen: ChosenEncoding | undefined): { decode: Decode; bom: number } {
  const hex = start.toString("hex");
  const signature = signatures.find(([begin]) => hex.startsWith(begin));
  if (signature) throw new FileRefused(signature[1]);
  if (hex.startsWith("efbbbf")) return { decode: utf8(), bom: 3 };
  if (hex.startsWith("fffe")) return { decode: utf16(false), bom: 2 };
  if (hex.startsWith("feff")) return { decode: utf16(true), bom: 2 };
  if (/^(00..00|..00..00)/.test(hex))
    throw new FileRefused(
      "This file seems to be UTF-16 without its mark. Save it as “CSV UTF-8” and import that.",
    );
  return { decode: chosen === "windows-1252" ? windows1252() : utf8(), bom: 0 };
}

async function* limited(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > maxBytes)
      throw new FileRefused(
        `This file is larger than ${Math.floor(maxBytes / 1e6)} MB. Split it and import the parts.`,
      );
    for (let at = 0; at < chunk.length; at += pieceSize)
      yield Buffer.from(chunk.buffer, chunk.byteOffset + at, Math.min(pieceSize, chunk.length - at));
  }
}

/**
 * The file's text in small pieces. The encoding is told by the byte-order mark, else it is UTF-8, checked strictly,
 * unless Windows-1252 was chosen. @throws FileRefused for what is no text, or too large.
 */
export async function* textOf(
  source: AsyncIterable<Uint8Array>,
  options: { encoding?: ChosenEncoding | undefined; maxBytes: number },
): AsyncGenerator<string> {
  const pieces = limited(source, options.maxBytes);
  try {
    let start = Buffer.alloc(0);
    while (start.length < 8) {
      const next = await pieces.next();
      if (next.done) break;
      start = Buffer.concat([start, next.value]);
    }
    const { decode, bom } = decoderOf(start.subarray(0, 8), options.encoding);
    yield decode(start.subarray(bom), false);
    for await (const piece of pieces) yield decode(piece, false);
    yield decode(Buffer.alloc(0), true);
  } finally {
    await pieces.return(undefined);
  }
}
