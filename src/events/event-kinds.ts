import { type BudgetEvents, budgetSentences } from "./budget-events.ts";
import { type GoalEvents, goalSentences } from "./goal-events.ts";
import { type PeopleEvents, peopleSentences } from "./people-events.ts";
import { type RequestEvents, requestSentences } from "./request-events.ts";
import { type SeatEvents, seatSentences } from "./seat-events.ts";
import type { Part, Sentences } from "./sentence.ts";
import { type TalkEvents, talkSentences } from "./talk-events.ts";
import { type WorkEvents, workSentences } from "./work-events.ts";

export type EventKinds = GoalEvents &
  RequestEvents &
  WorkEvents &
  BudgetEvents &
  PeopleEvents &
  SeatEvents &
  TalkEvents;
export type EventKind = keyof EventKinds;

/** What a verb says of itself: ids and its own old and new values, never a title of another record. */
export type NewEvent = { [K in EventKind]: { kind: K; data: EventKinds[K] } }[EventKind];

const sentences: Sentences<EventKinds> = {
  ...goalSentences,
  ...requestSentences,
  ...workSentences,
  ...budgetSentences,
  ...peopleSentences,
  ...seatSentences,
  ...talkSentences,
};

const isKind = (kind: string): kind is EventKind => Object.hasOwn(sentences, kind);

/** The one sentence of an event, for pages and mail alike. */
export function sentenceOf(event: { kind: string; data: Record<string, unknown> }, it: Part): Part[] {
  if (!isKind(event.kind)) return [`did “${event.kind}” to `, it];
  const say = sentences[event.kind] as (data: Record<string, unknown>, it: Part) => Part[];
  return say(event.data, it);
}
