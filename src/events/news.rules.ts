import type { EventKind } from "./event-kinds.ts";

/** What a digest tells as movement; a small step, such as an hour logged, is no news. */
export const movedKinds = [
  "goal proposed",
  "goal confirmed",
  "goal checked in",
  "goal held",
  "goal resumed",
  "request submitted",
  "request answered",
  "request accepted",
  "request estimated",
  "request place asked",
  "request committed",
  "request started",
  "request delivered",
  "request confirmed",
  "request not yet",
  "work blocked",
  "work done",
  "budget submitted",
  "budget endorsed",
  "budget reviewed",
  "budget returned",
] as const satisfies EventKind[];

/** What is said of a record: told where nothing moved it, and to whoever is named in it. */
export const saidKinds = ["comment added"] as const satisfies EventKind[];

export const decidedKinds = [
  "goal achieved",
  "goal retired",
  "request declined",
  "request deferred",
  "request made duplicate",
  "budget decided",
  "budget closed",
] as const satisfies EventKind[];
