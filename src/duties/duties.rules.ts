import type { Budget } from "../budget/budget.queries.ts";
import { canBudget, placeFor } from "../budget/budget.rules.ts";
import { isOwed } from "../goals/check-ins.rules.ts";
import { type HandshakeSeat, handshake } from "../goals/goals.rules.ts";
import type { Leaver } from "../handover/handover.queries.ts";
import { canGiveOwners } from "../handover/handover.rules.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { audiencesOf, sees } from "../records/records.rules.ts";
import { canTriage } from "../requests/requests.rules.ts";
import type { Day } from "../shared/dates.ts";
import type { Person, Side } from "../shared/deed.ts";
import { hasNoPart } from "../shared/permissions.ts";
import { canDoWork } from "../work/work.rules.ts";
import type { Open, OpenGoal, Queued, SeatedRecord, WaitingRecord } from "./duties.queries.ts";

type Waiting = {
  since: Date;
  due: Day | null;
  /** Whose it is, where the reader is their deputy. */
  inPlaceOf?: Person;
};

export type GoalDuty = Waiting & {
  kind: "confirm a goal" | "check in";
  record: WaitingRecord;
  goal: OpenGoal;
  side: Side;
};
export type OwnDuty = Waiting & {
  kind: "answer" | "confirm a delivery" | "deliver" | "move work" | "mend a budget request";
  record: WaitingRecord;
};
/** A queue that waits for a group: one duty, however long it is. */
export type QueueDuty = Waiting & {
  kind: "triage" | "look after" | "estimate" | "commit" | "give a key";
  oldest: Pick<Queued, "id" | "number" | "title" | "since">;
  /** Not counted past `longestQueue`. */
  count: number;
};
export type BudgetDuty = Waiting & {
  kind: "endorse" | "review" | "decide";
  record: RecordRow;
  budget: Budget;
};

/** Open records of people who left: one duty, however many there are. */
export type LeaverDuty = Waiting & { kind: "give new owners"; leavers: readonly Leaver[] };

/** What somebody owes: a deed, never news. `since` is when it began to wait, `due` the day it should be done by. */
export type Duty = GoalDuty | OwnDuty | QueueDuty | BudgetDuty | LeaverDuty;

/** Work is a duty once it is blocked or due within these days: else the list of work holds it. */
export const workDueDays = 7;

/** Past it a queue is only called long; nobody reads further. */
export const longestQueue = 200;

/** Everything that this person owes today: late ones first, then the longest waiting. */
export function dutiesOf(person: Person, open: Open, today: Day): Duty[] {
  const duties = [
    ...(open.seated.get(person.id) ?? []).flatMap(each => seatedDuties(each, open, today)),
    ...deliveryDuties(person, open),
    ...lookedAfterDuties(person, open),
    ...queueDuties(person, open),
    ...leaverDuties(person, open),
    ...open.budgets.flatMap(budget => budgetDuties(person, budget)),
    ...(person.standsFor ?? []).flatMap(place => deputedDuties(person, place, open, today)),
  ];
  return duties.sort(
    (a, b) => Number(isLate(b, today)) - Number(isLate(a, today)) || a.since.getTime() - b.since.getTime(),
  );
}

export const isLate = (duty: Duty, today: Day): boolean => duty.due !== null && duty.due < today;

function seatedDuties({ record, seat }: SeatedRecord, open: Open, today: Day): Duty[] {
  const { since } = record;
  if (record.kind === "goal" && (seat === "sponsor" || seat === "partner"))
    return goalDuties(record, seat, open.goals.get(record.id), today);
  if (record.kind === "request" && seat === "requester")
    return [
      { kind: record.state === "delivered" ? "confirm a delivery" : "answer", record, since, due: null },
    ];
  if (record.kind === "work" && seat === "owner")
    return [{ kind: "move work", record, since, due: record.due }];
  if (record.kind === "budget" && seat === "author")
    return [{ kind: "mend a budget request", record, since, due: null }];
  return [];
}

/** Of what somebody left, only what this person sees: nobody can hand over the rest. */
function leaverDuties(person: Person, { leavers }: Open): Duty[] {
  if (!canGiveOwners(person)) return [];
  const mine = audiencesOf(person);
  const seen = leavers
    .map(each => ({ ...each, audiences: each.audiences.filter(audience => mine.includes(audience)) }))
    .filter(({ audiences }) => audiences.length > 0);
  const [first] = seen;
  return first ? [{ kind: "give new owners", leavers: seen, since: first.at, due: null }] : [];
}

/** All work is done or dropped: its owner says whether that is what was asked for. */
const deliveryDuties = (person: Person, { allDone }: Open): Duty[] =>
  canDoWork(person)
    ? allDone
        .filter(({ personId }) => personId === null || personId === person.id)
        .map(({ record, since }) => ({ kind: "deliver", record, since, due: record.due }))
    : [];

function goalDuties(
  record: WaitingRecord,
  seat: HandshakeSeat,
  goal: OpenGoal | undefined,
  today: Day,
): Duty[] {
  if (!goal) return [];
  const side = handshake[seat];
  if (!goal.confirmed[seat]) {
    const since = goal.row.proposedAt ?? record.since;
    return [{ kind: "confirm a goal", record, goal, side, since, due: null }];
  }
  const view = goal.views[side];
  if (!isOwed(view, today)) return [];
  return [{ kind: "check in", record, goal, side, since: view.last?.at ?? record.since, due: view.dueOn }];
}

/** What a liaison was given: before the queue of all. */
function lookedAfterDuties(person: Person, { lookedAfter }: Open): Duty[] {
  const mine = lookedAfter.get(person.id) ?? [];
  const [oldest] = mine;
  return oldest && canTriage(person)
    ? [{ kind: "look after", oldest, count: mine.length, since: oldest.since, due: null }]
    : [];
}

function queueDuties(person: Person, { queues, keys, lookedAfter }: Open): Duty[] {
  const { liaisonSide: side } = person;
  const keysOf = ({ id }: Queued) => keys.get(id) ?? [];
  const pile = (kind: QueueDuty["kind"], queue: Queued[]): Duty[] => {
    const waiting = queue.filter(({ ownerIds }) => !ownerIds.includes(person.id));
    const [oldest] = waiting;
    return oldest ? [{ kind, oldest, count: waiting.length, since: oldest.since, due: null }] : [];
  };
  const duties = canDoWork(person) ? pile("estimate", queues.accepted) : [];
  if (!canTriage(person)) return duties;
  const mine = new Set(lookedAfter.get(person.id)?.map(({ id }) => id));
  const isUnkeyed = (each: Queued) => keysOf(each).length === 0;
  // A request with one key waits for a liaison of the other side.
  const waitsForMyKey = (each: Queued) =>
    !isUnkeyed(each) && side !== null && side !== "educators" && !keysOf(each).includes(side);
  return [
    ...pile(
      "triage",
      queues.submitted.filter(({ id }) => !mine.has(id)),
    ),
    ...duties,
    ...pile("commit", queues.estimated.filter(isUnkeyed)),
    ...pile("give a key", queues.estimated.filter(waitsForMyKey)),
  ];
}

/** What a deputy can do in somebody's place, as far as they see it and have no part in it. */
function deputedDuties(deputy: Person, place: Person, open: Open, today: Day): Duty[] {
  const sits = (recordId: string) => open.deputySeats.get(deputy.id)?.has(recordId) ?? false;
  const seated = (open.seated.get(place.id) ?? [])
    .flatMap(each => seatedDuties(each, open, today))
    .filter(duty => duty.kind === "confirm a delivery" || isFreeToConfirm(duty, deputy, place));
  const steps = open.budgets.flatMap(budget =>
    steppedDuties(budget, verb => placeFor(deputy, verb, budget, place.id) !== null),
  );
  return [...seated, ...steps]
    .filter(duty => "record" in duty && sees(deputy, duty.record, sits(duty.record.id)))
    .map(duty => ({ ...duty, inPlaceOf: place }));
}

const isFreeToConfirm = (duty: Duty, deputy: Person, place: Person): boolean =>
  duty.kind === "confirm a goal" &&
  hasNoPart(deputy, place, [duty.goal.row.sponsorConfirmedById, duty.goal.row.partnerConfirmedById]);

const budgetDuties = (person: Person, budget: Budget): Duty[] =>
  steppedDuties(budget, verb => canBudget(person, verb, budget));

function steppedDuties(budget: Budget, can: (verb: BudgetDuty["kind"]) => boolean): BudgetDuty[] {
  const { record } = budget;
  return (["endorse", "review", "decide"] as const)
    .filter(can)
    .map(kind => ({ kind, record, budget, since: record.since, due: null }));
}
