/** What a file is, by how it begins; its name decides only among kinds that begin alike. */

const text = "text/plain; charset=utf-8";
const unknown = "application/octet-stream";
const office = "application/vnd.openxmlformats-officedocument.";

const zipKinds: Record<string, string> = {
  docx: `${office}wordprocessingml.document`,
  xlsx: `${office}spreadsheetml.sheet`,
  pptx: `${office}presentationml.presentation`,
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
};

const oldKinds: Record<string, string> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
};

/** `at` is where the sign stands, in bytes. */
const signs: readonly { at: number; sign: string; type: string | ((ending: string) => string) }[] = [
  { at: 0, sign: "%PDF-", type: "application/pdf" },
  { at: 0, sign: "\x89PNG\r\n\x1a\n", type: "image/png" },
  { at: 0, sign: "\xff\xd8\xff", type: "image/jpeg" },
  { at: 0, sign: "GIF8", type: "image/gif" },
  { at: 8, sign: "WEBP", type: "image/webp" },
  { at: 4, sign: "ftyp", type: "video/mp4" },
  { at: 0, sign: "ID3", type: "audio/mpeg" },
  { at: 0, sign: "\x1f\x8b", type: "application/gzip" },
  { at: 0, sign: "PK\x03\x04", type: ending => zipKinds[ending] ?? "application/zip" },
  { at: 0, sign: "\xd0\xcf\x11\xe0", type: ending => oldKinds[ending] ?? "application/x-ole-storage" },
];

/** So much of a file's beginning tells what it is. */
export const tellingBytes = 4096;

/** A page or a drawing is text here: nothing that a browser would run is ever called so. */
export function mediaTypeOf(beginning: Uint8Array, name: string): string {
  const bytes = Buffer.from(beginning);
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const found = signs.find(({ at, sign }) => bytes.toString("latin1", at, at + sign.length) === sign);
  if (found) return typeof found.type === "string" ? found.type : found.type(ending);
  return bytes.length > 0 && isText(bytes) ? text : unknown;
}

/** The last letter of a beginning may be cut in the middle. */
function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  return [0, 1, 2, 3].some(cut => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      return false;
    }
  });
}

const words: [start: string, word: string][] = [
  ["application/pdf", "PDF"],
  ["image/", "picture"],
  ["video/", "video"],
  ["audio/", "sound"],
  ["text/", "text"],
  [`${office}wordprocessingml`, "Word"],
  [`${office}spreadsheetml`, "Excel"],
  [`${office}presentationml`, "PowerPoint"],
  ["application/msword", "Word"],
  ["application/vnd.ms-excel", "Excel"],
  ["application/vnd.ms-powerpoint", "PowerPoint"],
  ["application/vnd.oasis.opendocument", "OpenDocument"],
  ["application/zip", "archive"],
  ["application/gzip", "archive"],
];

/** What people call it. */
export const typeWords = (mediaType: string): string =>
  words.find(([start]) => mediaType.startsWith(start))?.[1] ?? "file";
