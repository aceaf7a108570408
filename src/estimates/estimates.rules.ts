export const costKinds = ["hardware", "software", "services", "training", "staff", "other"] as const;
export type CostKind = (typeof costKinds)[number];

export const recurrences = ["one-time", "annual"] as const;
export type Recurrence = (typeof recurrences)[number];
