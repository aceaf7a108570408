import { keySides } from "./keys.rules.ts";

/** In which order the queue is looked at: by age, or as one side put it. */
export const queueOrders = ["age", ...keySides] as const;
export type QueueOrder = (typeof queueOrders)[number];

/** How somebody looks at triage: kept from request to request, through every decision. */
export type TriageWay = { isMeeting: boolean; isMine: boolean; order: QueueOrder };

export const plainWay: TriageWay = { isMeeting: false, isMine: false, order: "age" };

/** What an address says of it; what goes without saying is left out. */
export const wayQuery = ({ isMeeting, isMine, order }: TriageWay) => ({
  meeting: isMeeting ? 1 : null,
  mine: isMine ? 1 : null,
  order: order === "age" ? null : order,
});

/** The word that a decision's button carries, so that it leads on to `next` in the same way: "triage meeting 215". */
export const wayWord = ({ isMeeting, isMine, order }: TriageWay, next: number | null): string =>
  ["triage", isMeeting && "meeting", isMine && "mine", order !== "age" && order, next]
    .filter(Boolean)
    .join(" ");

/** Reads such a word; null where the button was another's. */
export function wayOf(word: string | null): { way: TriageWay; next: number | null } | null {
  const [first, ...rest] = (word ?? "").split(" ");
  if (first !== "triage") return null;
  const next = rest.find(each => /^\d{1,9}$/.test(each));
  return {
    way: {
      isMeeting: rest.includes("meeting"),
      isMine: rest.includes("mine"),
      order: queueOrders.find(order => rest.includes(order)) ?? "age",
    },
    next: next === undefined ? null : Number(next),
  };
}
