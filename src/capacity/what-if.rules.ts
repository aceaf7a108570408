import { z } from "zod";
import { area } from "../shared/fields.ts";

/** A request at another rank of the queue; null takes it out. */
export type Change = { number: number; rank: number | null };
export type Asked = { changes: Change[]; hours: number };

/** More than a meeting looks at. */
export const mostChanges = 20;
const mostHours = 100_000;

const out = "out";
const changePattern = /^R-(\d{1,9}):(?:([1-9]\d{0,3})|out)$/;

/** "R-214:3", "R-201:out": as the address says it. */
export const changeText = ({ number, rank }: Change): string => `R-${number}:${rank ?? out}`;

const listOf = (value: unknown): string[] => [value].flat().filter(each => typeof each === "string");

/** What an address asks for; of two changes of one request the later counts, and what is none is left out. */
export function askedIn(query: Record<string, unknown>): Asked {
  const changes = new Map<number, Change>();
  for (const text of listOf(query.change).slice(0, 2 * mostChanges)) {
    const [, digits, rank] = changePattern.exec(text) ?? [];
    const number = Number(digits);
    if (!digits) continue;
    changes.delete(number);
    changes.set(number, { number, rank: rank === undefined ? null : Number(rank) });
  }
  return { changes: [...changes.values()].slice(0, mostChanges), hours: hoursIn(query.hours) ?? 0 };
}

/** Whole hours, more or fewer; null for what is no such number. */
export function hoursIn(value: unknown): number | null {
  const [text = ""] = listOf(value);
  const found = /^\s*([+-]|−)?\s*(\d{1,6})\s*$/.exec(text);
  if (!found) return text.trim() === "" ? 0 : null;
  const hours = Number(found[2]) * (found[1] === "-" || found[1] === "−" ? -1 : 1);
  return Math.abs(hours) > mostHours ? null : hours + 0;
}

export const queryOf = ({ changes, hours }: Asked) => ({
  change: changes.map(changeText),
  hours: hours === 0 ? null : hours,
});

/** What the little form adds to the address, or what is wrong with it. */
export function added(query: Record<string, unknown>): { change: Change | null } | { problem: string } {
  const [request = ""] = listOf(query.request).map(each => each.trim());
  const [rank = ""] = listOf(query.rank).map(each => each.trim());
  if (hoursIn(query.hours) === null)
    return { problem: "“Hours a week more or less” is no whole number. Enter one like 20 or -20." };
  if (request === "")
    return rank === "" ? { change: null } : { problem: "Enter the number of the request, like R-214." };
  const [, digits] = /^(?:R-?)?(\d{1,9})$/i.exec(request) ?? [];
  if (!digits) return { problem: "“Request” is no number of one. Enter it like R-214." };
  if (rank === "") return { change: { number: Number(digits), rank: null } };
  if (!/^\d{1,4}$/.test(rank) || Number(rank) === 0)
    return {
      problem:
        "“Rank” is no whole number from 1 to 9999. Change it, or leave it empty to take the request out.",
    };
  return { change: { number: Number(digits), rank: Number(rank) } };
}

export const noRequest = "No request is to move. Add one first.";

export const placeAskForm = z.strictObject({
  scenario: z.string({ error: noRequest }).max(2_000).meta({ label: "What is asked for", control: "hidden" }),
  why: area("Why", {
    max: 2_000,
    rows: 3,
    hint: "The liaison group reads it, and it stands in the history of each request.",
  }),
});

/** "R-214 at rank 3", "R-201 out of the queue" */
export const placeWords = (ref: string, rank: number | null): string =>
  rank === null ? `${ref} out of the queue` : `${ref} at rank ${rank}`;

/** "20 hours a week more" */
export const hoursWords = (hours: number): string =>
  `${Math.abs(hours).toLocaleString("en-US")} ${Math.abs(hours) === 1 ? "hour" : "hours"} a week ${hours > 0 ? "more" : "less"}`;
