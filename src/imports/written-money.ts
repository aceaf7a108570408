import { centsOfDecimal, formatCents } from "../shared/money.ts";
import { quoted } from "./findings.ts";

/** A cost as a file has it: cents with or without a remark, a problem, or nothing at all (`cents` null). */
export type ReadMoney = { cents: number | null; note: string | null; problem: string | null };

const problem = (text: string, what: string): ReadMoney => ({
  cents: null,
  note: null,
  problem: `${quoted(text)} ${what}`,
});

const asPlain = "Write it like 1234.50.";

/** Digits and marks as they are grouped here and elsewhere, and what each says in plain decimals. */
const forms: { shape: RegExp; plain: (text: string) => string; note: string | null }[] = [
  { shape: /^\d*(\.\d*)?$/, plain: text => text, note: null },
  { shape: /^\d{1,3}(,\d{3})+(\.\d*)?$/, plain: text => text.replaceAll(",", ""), note: null },
  {
    shape: /^(\d+|\d{1,3}(\.\d{3})+),\d{1,2}$/,
    plain: text => text.replaceAll(".", "").replace(",", "."),
    note: "the comma as the decimal mark",
  },
  {
    shape: /^\d{1,3}(\.\d{3}){2,}$/,
    plain: text => text.replaceAll(".", ""),
    note: "points as marks of thousands",
  },
  {
    shape: /^\d{1,3}([ '’]\d{3})+([.,]\d{1,2})?$/,
    plain: text => text.replace(/[ '’]/g, "").replace(",", "."),
    note: "gaps as marks of thousands",
  },
];

/** Why a text that has none of the forms is refused. */
function refuse(text: string, body: string): ReadMoney {
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(body))
    return problem(text, `could mean thousands or parts of a cent. ${asPlain}`);
  if (/^[\d.,]+\s*e[+-]?\d+$/i.test(body)) return problem(text, `is written as a power of ten. ${asPlain}`);
  if (/^[\d.,]+\s*(k|m|mm|b|bn|million|thousand|billion)$/i.test(body))
    return problem(text, `is shortened. Write the whole amount in digits, such as 1234.50.`);
  if (/[€£¥]|eur|gbp|cad/i.test(body)) return problem(text, `is not in US dollars. ${asPlain}`);
  if (/^\d+[.,]\d{3,}$/.test(body)) return problem(text, `has parts of a cent. ${asPlain}`);
  return problem(text, `is not an amount of money. ${asPlain}`);
}

/** Takes off what stands around the digits: currency, sign, accounting parentheses. */
function unwrap(text: string): { body: string; negative: boolean; parentheses: boolean } {
  let body = text.replace(/[\u00a0\u2007\u2009\u202f]/g, " ").replaceAll("\u2212", "-");
  const withoutCurrency = (part: string) =>
    part
      .replace(/^(us\$|usd|\$)\s*/i, "")
      .replace(/\s*(usd|\$)$/i, "")
      .trim();
  body = withoutCurrency(body.trim());
  const parentheses = /^\(.*\)$/.test(body);
  if (parentheses) body = withoutCurrency(body.slice(1, -1).trim());
  const signed = /^([+-])\s*(?=\S)|(?<=\d)\s*(-)$/.exec(body);
  if (signed && !parentheses) body = withoutCurrency(body.replace(signed[0], "").trim());
  return { body, negative: parentheses || (signed?.[0].includes("-") ?? false), parentheses };
}

/** Reads a cost exactly, by its digits. What is not written the American way says how it was read. */
export function readMoney(text: string): ReadMoney {
  if (text.trim() === "") return { cents: null, note: null, problem: null };
  const { body, negative, parentheses } = unwrap(text);
  if (body === "-") return { cents: 0, note: `${quoted(text)} was read as $0.`, problem: null };
  const form = /\d/.test(body) ? forms.find(({ shape }) => shape.test(body)) : undefined;
  const grouped = form && !/^[1-9]\d{0,2}\.\d{3}$/.test(body);
  if (!form || !grouped) return refuse(text, body);
  const plain = form.plain(body);
  const cents = centsOfDecimal(plain.replace(/\.$/, ""));
  if (cents === null)
    return /\.\d\d0*[1-9]/.test(plain)
      ? problem(text, `has parts of a cent. ${asPlain}`)
      : problem(text, "is more than can be counted to the cent. Check the digits.");
  const signed = negative && cents !== 0 ? -cents : cents;
  const how = [form.note, parentheses ? "parentheses as a minus" : null].filter(part => part !== null);
  const note =
    how.length > 0 ? `${quoted(text)} was read as ${formatCents(signed)}, ${how.join(" and ")}.` : null;
  return { cents: signed, note, problem: null };
}
