import { type EffortRange, RANGE_FROM } from "./forecast.rules.ts";

/** As exact as such a number can be. */
export const roundHours = (hours: number): number => {
  const step = hours < 10 ? 0.5 : hours < 100 ? 1 : 5;
  return Math.max(step, Math.round(hours / step) * step);
};

const round = (hours: number): string => roundHours(hours).toLocaleString("en-US");

const hours = (amount: number): string => `${round(amount)} ${round(amount) === "1" ? "hour" : "hours"}`;

/** "At most 60 hours with 80 %; 42 with 50 %, 90 with 95 %. From 57 past items." Null where nothing can be said. */
export function rangeWords(range: EffortRange | null): string | null {
  if (range === null) return null;
  const { finished } = range;
  if (range.basis === "estimator") {
    const done =
      finished === 0
        ? "Nothing is finished yet"
        : finished === 1
          ? "One item is finished so far"
          : `${finished} items are finished so far`;
    return `The range is the estimator’s own. ${done}; from ${RANGE_FROM} on, the past says one.`;
  }
  const { p50Hours, p80Hours, p95Hours } = range;
  const isFew = range.basis === "few past items";
  const others = [
    ...(isFew ? [] : [`${round(p50Hours)} with 50 %`]),
    ...(p95Hours === null ? [] : [`${round(p95Hours)} with 95 %`]),
  ];
  const from = isFew
    ? `from few past items (${finished})`
    : `From ${finished.toLocaleString("en-US")} past items`;
  const said = [`At most ${hours(p80Hours)} with 80 %`, others.join(", ")].filter(Boolean).join("; ");
  return isFew ? `${said}, ${from}.` : `${said}. ${from}.`;
}
