import { quoted } from "./findings.ts";

/** The hours, or what is wrong with them in words. A decimal comma is read as one unless it could part thousands. */
export function readHours(text: string): number | string {
  if (/^\d{1,3}(,\d{3})+$/.test(text))
    return `${quoted(text)} could part thousands. Write it without the comma.`;
  const plain = /^-?\d+,\d+$/.test(text)
    ? text.replace(",", ".")
    : text.replace(/^\d{1,3}(,\d{3})+(?=\.)/, whole => whole.replaceAll(",", ""));
  const hours = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(hours) ? hours : `${quoted(text)} is no number of hours. Enter hours like 7.5.`;
}
