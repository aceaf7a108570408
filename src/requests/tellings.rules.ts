import type { EventKind } from "../events/event-kinds.ts";
import type { Addressed, Ask, Telling } from "../told/told.rules.ts";
import type { Request } from "./requests.queries.ts";

/** The entry that each deed on a request leaves. */
const eventOf = {
  submit: "request submitted",
  ask: "request asked",
  answer: "request answered",
  accept: "request accepted",
  decline: "request declined",
  defer: "request deferred",
  merge: "request made duplicate",
  assign: "request looked after",
  reopen: "request reopened",
  estimate: "request estimated",
  second: "request second opinion",
  commit: "request committed",
  keyAgain: "request keyed",
  uncommit: "request uncommitted",
  start: "request started",
  deliver: "request delivered",
  confirm: "request confirmed",
  notYet: "request not yet",
  withdraw: "request withdrawn",
  edit: "request edited",
  needToo: "request needed too",
  "step back": "request stepped back",
} as const satisfies Record<string, EventKind>;
export type TellingDeed = keyof typeof eventOf;

/** What the requester, and whoever typed for them, cannot wait to hear. */
const askOf: Partial<Record<TellingDeed, Ask>> = { ask: "asked to answer", deliver: "delivered" };

const askers = ({ requesterId, authorId }: Request, as: Ask): Addressed[] =>
  [...new Set([requesterId, authorId])].flatMap(personId => (personId === null ? [] : [{ personId, as }]));

/** Whom a deed on a request tells, for the page before it and the mails with it. */
export function tellingOf(deed: TellingDeed, request: Request): Telling {
  const as = askOf[deed];
  const { id, audience } = request.record;
  return {
    record: { id, audience: deed === "submit" ? audienceOf(request.row) : audience },
    to: as ? askers(request, as) : [],
    event: eventOf[deed],
  };
}

/** Who is given a request hears of it; nobody else has to. */
export const tellingOfAssignment = (request: Request, personId: string): Telling => ({
  ...tellingOf("assign", request),
  to: [{ personId, as: "asked to decide" }],
});

/** One that is being written. */
export const tellingOfNew = (isRestricted: boolean): Telling => ({
  record: { id: "", audience: audienceOf({ isRestricted }) },
  to: [],
  event: eventOf.submit,
});

/** Who reads a request that was sent. */
export const audienceOf = ({ isRestricted }: { isRestricted: boolean }) =>
  isRestricted ? ("restricted" as const) : ("everyone" as const);
