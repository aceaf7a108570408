export const budgetStates = [
  "draft",
  "submitted",
  "endorsed",
  "reviewed",
  "approved",
  "partly approved",
  "declined",
  "closed",
] as const;
export type BudgetState = (typeof budgetStates)[number];

export const sourceLevels = ["federal", "state", "local", "other"] as const;

export const approvalSteps = [
  "endorsed for leadership",
  "endorsed for technology",
  "reviewed",
  "decided",
  "returned",
  "closed",
] as const;
