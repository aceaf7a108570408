/** Money is whole cents in a safe integer; text becomes cents digit by digit, never through a fraction. */
export type CentsOrProblem = { cents: number } | { problem: string };

/** The most that an amount in a form can be: far above any district, and nine hundred of them are still below 2^53. */
export const mostCents = 10_000_000_000_000;

/** Cents of a plain decimal text such as "1234.5"; null when it is none or passes what can be counted exactly. */
export function centsOfDecimal(text: string): number | null {
  const parts = /^(\d*)(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!parts || !/\d/.test(text)) return null;
  const cents = Number(`${parts[1]}${(parts[2] ?? "").padEnd(2, "0")}`);
  return Number.isSafeInteger(cents) ? cents : null;
}

const example = "Enter dollars such as 84,000 or 84,000.50.";

/** An amount as people in the United States type it into a form: "84,000", "$84,000.50", "-$500". */
export function parseCents(text: string): CentsOrProblem {
  const typed = text.trim();
  const parts = /^(-?)\$?(\d+|\d{1,3}(?:,\d{3})+)?(\.\d{1,2})?$/.exec(typed);
  const [, sign = "", dollars = "", rest = ""] = parts ?? [];
  if (typed === "") return { problem: `No amount is given. ${example}` };
  if (!parts || dollars + rest === "") return { problem: `“${typed}” is not an amount of money. ${example}` };
  const cents = centsOfDecimal(dollars.replaceAll(",", "") + rest);
  if (cents === null) return { problem: `“${typed}” is more than can be counted to the cent. ${example}` };
  return { cents: sign && cents !== 0 ? -cents : cents };
}

const formats = new Map<string, { whole: Intl.NumberFormat; exact: Intl.NumberFormat }>();

function formatsFor(locale: string) {
  const known = formats.get(locale);
  if (known) return known;
  const dollars = (digits: number) =>
    new Intl.NumberFormat(locale, { style: "currency", currency: "USD", minimumFractionDigits: digits });
  const made = { whole: dollars(0), exact: dollars(2) };
  formats.set(locale, made);
  return made;
}

/** "$84,000", "$84,000.50", "-$500": cents only where there are any. */
export function formatCents(cents: number, locale = "en-US"): string {
  const rest = Math.abs(cents % 100);
  // Dollars and cents are formatted apart: a fraction of 2^46 dollars no longer holds its cents.
  const dollars = ((Math.abs(cents) - rest) / 100) * (cents < 0 ? -1 : 1);
  const { whole, exact } = formatsFor(locale);
  if (rest === 0) return whole.format(dollars);
  return exact
    .formatToParts(dollars)
    .map(part => (part.type === "fraction" ? String(rest).padStart(2, "0") : part.value))
    .join("");
}

/** The exact sum of amounts in words, however many they are. */
export function formatSum(amounts: readonly number[], locale = "en-US"): string {
  const sum = amounts.reduce((cents, amount) => cents + BigInt(amount), 0n);
  if (sum <= BigInt(Number.MAX_SAFE_INTEGER) && sum >= -BigInt(Number.MAX_SAFE_INTEGER))
    return formatCents(Number(sum), locale);
  // Nobody counts the cents of a hundred trillion dollars.
  return formatsFor(locale).whole.format(sum / 100n);
}
