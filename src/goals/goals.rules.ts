export const goalStates = ["draft", "proposed", "active", "on hold", "achieved", "retired", "discarded"] as const;
export type GoalState = (typeof goalStates)[number];

export const directions = ["up", "down", "keep"] as const;
export type Direction = (typeof directions)[number];

export const healths = ["on track", "at risk", "off track"] as const;
export type Health = (typeof healths)[number];

export const rhythms = ["weekly", "every two weeks", "monthly"] as const;
export type Rhythm = (typeof rhythms)[number];
