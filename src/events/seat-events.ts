import type { Sentences } from "./sentence.ts";

/** Whoever sat there left, or was two records of one person. */
export type SeatEvents = {
  "seat handed over": { seat: string; fromId: string; toId: string };
  "person made one": { fromId: string; toId: string };
};

export const seatSentences: Sentences<SeatEvents> = {
  "seat handed over": ({ seat, fromId, toId }, it) => [
    "handed ",
    it,
    " from ",
    { id: fromId },
    " to ",
    { id: toId },
    `, as ${seat}`,
  ],
  "person made one": ({ fromId, toId }, it) => [
    "gave what ",
    { id: fromId },
    " held of ",
    it,
    " to ",
    { id: toId },
    ", who are one person",
  ],
};
