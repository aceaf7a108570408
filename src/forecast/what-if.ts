import type { Deps } from "../deps.ts";
import { dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import type { Days } from "./days.rules.ts";
import { fingerprintOf, type Inputs, loadInputs } from "./inputs.queries.ts";
import { KeptAnswers } from "./kept-answers.ts";
import { type Moved, movedBetween, withoutRequest, withRequest } from "./moves.rules.ts";
import type { Promised } from "./queue.queries.ts";
import { sayDays } from "./saying.ts";
import type { Open } from "./tasks.rules.ts";

/** Another queue and another team than there are. */
export type Scenario = {
  /** At another place in the queue, or newly in it. */
  placed: Promised[];
  /** No longer in it, nor its work. */
  out: string[];
  /** Hours a week for projects, more or fewer. */
  hours: number;
};

export type WhatIf = {
  before: ReadonlyMap<string, Days>;
  after: ReadonlyMap<string, Days>;
  moved: Moved[];
};

const kept = new KeptAnswers<WhatIf>();

/** Which days would move; nothing of it is written. */
export async function whatIf({ db, clock }: Deps, district: District, scenario: Scenario): Promise<WhatIf> {
  const now = clock.now();
  const today = dayOf(now, district.timeZone);
  const question = JSON.stringify([await fingerprintOf(db.read, now, today), scenario]);
  return kept.get(question, async () => {
    const ids = scenario.placed.map(({ id }) => id);
    return compare(await loadInputs(db.read, district, today, ids), scenario);
  });
}

async function compare(inputs: Inputs, scenario: Scenario): Promise<WhatIf> {
  const few = { ofWork: false };
  const before = await sayDays(inputs, inputs.open, few);
  const after = await sayDays(withHours(inputs, scenario.hours), changed(inputs.open, scenario), few);
  return { before: before.said, after: after.said, moved: movedBetween(before.said, after.said) };
}

/** Fewer hours than none are none. */
function withHours(inputs: Inputs, hours: number): Inputs {
  const { team } = inputs;
  const all = team.people.reduce((sum, { hoursAWeek }) => sum + hoursAWeek, 0);
  const more = { hoursAWeek: Math.max(hours, -all), leave: [] };
  return hours === 0 ? inputs : { ...inputs, team: { ...team, people: [...team.people, more] } };
}

function changed(open: Open, { placed, out }: Scenario): Open {
  const queue = placed.reduce(withRequest, out.reduce(withoutRequest, open));
  const gone = new Set(out);
  const workGone = new Set(open.ties.filter(({ toId }) => gone.has(toId)).map(({ fromId }) => fromId));
  return { ...queue, work: open.work.filter(({ id }) => !workGone.has(id)) };
}
