/** What is dropped is no longer on the board. */
export const boardStates = ["planned", "doing", "blocked", "done"] as const;
export type BoardState = (typeof boardStates)[number];

/** A column is read, not scrolled for ever. */
export const cardsAtMost = 12;

/** What was finished longer ago is no news. */
export const doneDays = 14;
