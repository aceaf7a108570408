import type { EffortRange } from "../forecast/forecast.rules.ts";
import { roundHours } from "../forecast/ranges.pages.ts";
import { hoursOf } from "./estimate-words.pages.ts";

type Checked = {
  likelyHours: number;
  highHours: number;
  lowHours: number;
  parts: readonly { likelyHours: number }[];
};

/** Where weeks say more than hours. */
const weeksFrom = 4;

/** What is odd about three numbers in order, in words: nothing is refused for it. */
export function checksOf(estimate: Checked, range: EffortRange | null, hoursAWeek: number): string[] {
  const { lowHours: low, likelyHours: likely, highHours: high, parts } = estimate;
  const weeks = Math.round(likely / hoursAWeek);
  const inParts = parts.reduce((sum, part) => sum + part.likelyHours, 0);
  const past = range && range.basis !== "estimator" ? range.p80Hours : null;
  return [
    ...(weeks >= weeksFrom
      ? [`${hoursOf(likely)} are ${weeks.toLocaleString("en-US")} weeks of one person who does nothing else.`]
      : []),
    ...(low === high ? ["Low and high are the same: as if nothing could go better or worse."] : []),
    ...(past !== null && low !== high && roundHours(past) > high
      ? [
          `High is ${hoursOf(high)}, and 1 in 5 like it would take more than ${hoursOf(roundHours(past))}, as the past has it.`,
        ]
      : []),
    ...(parts.length > 0 && Math.abs(inParts - likely) >= 0.01
      ? [`The parts come to ${hoursOf(Math.round(inParts * 100) / 100)}, likely is ${hoursOf(likely)}.`]
      : []),
  ];
}
