export const workStates = ["planned", "doing", "blocked", "done", "dropped"] as const;
export type WorkState = (typeof workStates)[number];
