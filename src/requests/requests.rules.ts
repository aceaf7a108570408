export const requestStates = [
  "draft",
  "submitted",
  "needs info",
  "accepted",
  "estimated",
  "committed",
  "in delivery",
  "delivered",
  "confirmed",
  "declined",
  "deferred",
  "duplicate",
  "withdrawn",
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestKinds = [
  "new system",
  "data or report",
  "integration",
  "access or device",
  "change",
  "training",
  "other",
] as const;
export type RequestKind = (typeof requestKinds)[number];

export const studentDataAnswers = ["yes", "no", "unsure"] as const;
