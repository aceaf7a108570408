import type { ExportedFile } from "./export.ts";

/** What stands in the archive's README.txt. Lines end as every editor reads them. */
export function readme(district: string, now: Date, files: readonly ExportedFile[]): string {
  const width = Math.max(...files.map(({ name }) => name.length));
  const count = (rows: number) => rows.toLocaleString("en-US").padStart(10);
  const list = files.map(({ name, rows, about }) => `${name.padEnd(width)} ${count(rows)}  ${about}`);
  return [
    `${district}: everything that Crosswalk holds, as it stood on ${now.toISOString()}.`,
    "",
    "It includes drafts and restricted requests, so keep it as you keep personnel files.",
    "It holds no sign-in links, sessions or mail. It is for reading; to restore, use a backup.",
    "",
    ...list,
    "",
    "How to read it",
    "- Each file is CSV in UTF-8, with one line of headers. A cell that a spreadsheet would run as a formula",
    "  begins with an apostrophe.",
    "- A record is named as people name it: G-12 is a goal, R-214 a request, W-7 work, B-3 a budget request;",
    "  others by their kind and number, such as person 3. The same name means the same record in every file.",
    "- An id joins the files where there is no such name: a reading's measure id is the id of a row in measures.csv.",
    "- What people put at records is in the folder files, each under the id that files.csv gives it.",
    "- Days are 2026-11-23. Instants are in UTC. Money is dollars and cents: 1500.00.",
    "",
  ].join("\r\n");
}
