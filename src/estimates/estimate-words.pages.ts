import { formatCents } from "../shared/money.ts";

type Hours = { lowHours: number; likelyHours: number; highHours: number; costCents: number };

export const hoursOf = (n: number): string => `${n.toLocaleString("en-US")} ${n === 1 ? "hour" : "hours"}`;

/** "Likely 40 hours, 20 to 80; $3,019" */
export const estimateWords = ({ lowHours, likelyHours, highHours, costCents }: Hours): string =>
  `Likely ${hoursOf(likelyHours)}, ${lowHours.toLocaleString("en-US")} to ${highHours.toLocaleString("en-US")}${costCents > 0 ? `; ${formatCents(costCents)}` : ""}`;
